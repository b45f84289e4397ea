"""Names in Russian cases: «Дана Маматову Бакыту Асановичу», «со слов Маматова Бакыта», «Асан кызы Айгүл».

The endings come from petrovich's rules; what they do not know of our names is added here:

- «Асан уулу», «Асан кызы» (also «угли», «кизи», «оглы») never change, wherever they stand.
- Kyrgyz names in -ек keep their vowel: «Тилек» → «Тилеку», «Тилека», unlike Russian «Витёк» → «Витьку».
- In a double given name only the last part declines («Мухаммед-Али»), except a first part in -а or -я.
- Words in capitals stay in capitals.

Whether a name declines depends on the person's sex, which is a fact of the register and never read off the surname.
Forms that a clerk corrects are kept with the certificate, so a rare name is no obstacle.
"""

import logging
from functools import cache

from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

_GENDERS = {"female": Gender.FEMALE, "male": Gender.MALE}
_KEPT_VOWEL = {Case.DATIVE: "у", Case.GENITIVE: "а", Case.INSTRUMENTAL: "ом"}
_KINSHIP = frozenset({"уулу", "кызы", "улуу", "угли", "ўғли", "углы", "оглы", "оглу", "кизи", "қизи", "гызы"})
_TURKIC_FINAL_STRESS = frozenset({"зулфия", "гулфия", "гүлфия"})
"""Kyrgyz spellings of «Зульфия», «Гульфия»: stressed on the last letter, hence «Зулфие», not «Зулфии»."""


def dative_name(surname: str, given: str, patronymic: str, sex: str) -> str:
    """Return a full name in the Russian dative, in the order surname, given name, patronymic.

    Empty parts are left out. `sex` is "female" or "male"; anything else is a `ValueError`.
    """
    return _name(surname, given, patronymic, sex, Case.DATIVE)


def genitive_name(surname: str, given: str, patronymic: str, sex: str) -> str:
    """Return a full name in the Russian genitive («у Маматова Бакыта Асановича»); otherwise as `dative_name`."""
    return _name(surname, given, patronymic, sex, Case.GENITIVE)


def instrumental_name(surname: str, given: str, patronymic: str, sex: str) -> str:
    """Return a full name in the Russian instrumental («с Маматовым Бакытом»); otherwise as `dative_name`."""
    return _name(surname, given, patronymic, sex, Case.INSTRUMENTAL)


def _name(surname: str, given: str, patronymic: str, sex: str, case: Case) -> str:
    if sex not in _GENDERS:
        raise ValueError(f"sex is {sex!r}; say 'female' or 'male'")
    parts = ((NamePart.LASTNAME, surname), (NamePart.FIRSTNAME, given), (NamePart.MIDDLENAME, patronymic))
    return " ".join(_part(part, " ".join(name.split()), sex, case) for part, name in parts if name.strip())


def _part(part: NamePart, name: str, sex: str, case: Case) -> str:
    words = name.split(" ")
    fixed = _words_of_kinship(words)
    declined = [_word(part, word, sex, case) for word in words[: len(words) - fixed]]
    return " ".join(declined + words[len(words) - fixed :])


def _words_of_kinship(words: list[str]) -> int:
    """Return how many words at the end form «Асан уулу» or its glued and hyphenated spellings."""
    last = words[-1].lower()
    if last in _KINSHIP:
        return min(2, len(words))
    return 1 if last.endswith(tuple(_KINSHIP - {"улуу", "оглу"})) else 0


def _word(part: NamePart, word: str, sex: str, case: Case) -> str:
    pieces = word.split("-")
    if part is NamePart.FIRSTNAME and len(pieces) > 1:
        last = len(pieces) - 1
        pieces = [
            _inflect(part, piece, sex, case) if index == last or piece.lower().endswith(("а", "я")) else piece
            for index, piece in enumerate(pieces)
        ]
        return "-".join(pieces)
    return _inflect(part, word, sex, case)


def _inflect(part: NamePart, word: str, sex: str, case: Case) -> str:
    lower = word.lower()
    if part is NamePart.FIRSTNAME and sex == "male" and lower.endswith("ек"):
        result = word + _KEPT_VOWEL[case]
    elif part is NamePart.FIRSTNAME and lower in _TURKIC_FINAL_STRESS and case is Case.DATIVE:
        result = word[:-1] + "е"
    else:
        result = _maker().make(part, _GENDERS[sex], case, word)
    return result.upper() if word.isupper() and result != word else result


@cache
def _maker() -> PetrovichDeclinationMaker:
    """Return the one reader of the rules: it never changes once made, so all threads may share it."""
    # It would otherwise tell the log every name it declines as soon as somebody asks for debugging.
    logging.getLogger("pytrovich.maker").setLevel(logging.INFO)
    return PetrovichDeclinationMaker()
