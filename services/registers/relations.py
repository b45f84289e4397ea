"""How a member of a household is related to its head.

Kyrgyz tells the elder from the younger and the husband's kin from the wife's, so the codes do too. The Kyrgyz words
are general usage of the household books, not the wording of a law.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Literal, NamedTuple

Sex = Literal["m", "f", "any"]
Language = Literal["ky", "ru", "en"]


class Relation(StrEnum):
    """What the member is to the head: `SON` is the head's son. Values are stored and never change."""

    HEAD = "head"
    HUSBAND = "husband"
    WIFE = "wife"
    SON = "son"
    DAUGHTER = "daughter"
    FATHER = "father"
    MOTHER = "mother"
    GRANDFATHER = "grandfather"
    GRANDMOTHER = "grandmother"
    MATERNAL_GRANDFATHER = "maternal_grandfather"
    MATERNAL_GRANDMOTHER = "maternal_grandmother"
    GRANDSON = "grandson"
    GRANDDAUGHTER = "granddaughter"
    GREAT_GRANDSON = "great_grandson"
    GREAT_GRANDDAUGHTER = "great_granddaughter"
    ELDER_BROTHER = "elder_brother"
    YOUNGER_BROTHER = "younger_brother"
    ELDER_SISTER = "elder_sister"
    YOUNGER_SISTER = "younger_sister"
    YOUNGER_SISTER_OF_WOMAN = "younger_sister_of_woman"
    DAUGHTER_IN_LAW = "daughter_in_law"
    SON_IN_LAW = "son_in_law"
    FATHER_IN_LAW = "father_in_law"
    MOTHER_IN_LAW = "mother_in_law"
    ELDER_BROTHER_IN_LAW = "elder_brother_in_law"
    YOUNGER_BROTHER_IN_LAW = "younger_brother_in_law"
    ELDER_SISTER_IN_LAW = "elder_sister_in_law"
    YOUNGER_SISTER_IN_LAW = "younger_sister_in_law"
    WIFES_YOUNGER_SISTER = "wifes_younger_sister"
    ELDER_SISTERS_HUSBAND = "elder_sisters_husband"
    YOUNGER_SISTERS_HUSBAND = "younger_sisters_husband"
    ELDER_BROTHERS_WIFE = "elder_brothers_wife"
    YOUNGER_BROTHERS_WIFE = "younger_brothers_wife"
    NEPHEW = "nephew"
    NIECE = "niece"
    SISTERS_SON = "sisters_son"
    SISTERS_DAUGHTER = "sisters_daughter"
    UNCLE = "uncle"
    AUNT = "aunt"
    MATERNAL_UNCLE = "maternal_uncle"
    MATERNAL_AUNT = "maternal_aunt"
    ADOPTED_SON = "adopted_son"
    ADOPTED_DAUGHTER = "adopted_daughter"
    WARD = "ward"
    STEPSON = "stepson"
    STEPDAUGHTER = "stepdaughter"
    STEPFATHER = "stepfather"
    STEPMOTHER = "stepmother"
    OTHER_RELATIVE = "other_relative"
    NOT_RELATED = "not_related"
    LODGER = "lodger"

    @property
    def sex(self) -> Sex:
        """Whose relation it can be: "m", "f" or "any"."""
        return _ABOUT[self].sex

    @property
    def labels(self) -> Mapping[Language, str]:
        """The words for it, per language."""
        about = _ABOUT[self]
        return {"ky": about.ky, "ru": about.ru, "en": about.en}

    def label(self, language: Language) -> str:
        """Return the word for it in `language`."""
        return self.labels[language]

    def fits(self, sex: str) -> bool:
        """Return whether a person of `sex` ("m" or "f") can stand in this relation."""
        return self.sex in ("any", sex)


class _About(NamedTuple):
    sex: Sex
    ky: str
    ru: str
    en: str


_ABOUT: Final[dict[Relation, _About]] = {
    Relation.HEAD: _About("any", "үй-бүлө башчысы", "глава хозяйства", "head of the household"),
    Relation.HUSBAND: _About("m", "күйөөсү", "муж", "husband"),
    Relation.WIFE: _About("f", "аялы", "жена", "wife"),
    Relation.SON: _About("m", "уулу", "сын", "son"),
    Relation.DAUGHTER: _About("f", "кызы", "дочь", "daughter"),
    Relation.FATHER: _About("m", "атасы", "отец", "father"),
    Relation.MOTHER: _About("f", "апасы", "мать", "mother"),
    Relation.GRANDFATHER: _About("m", "чоң атасы", "дед", "grandfather"),
    Relation.GRANDMOTHER: _About("f", "чоң апасы", "бабушка", "grandmother"),
    Relation.MATERNAL_GRANDFATHER: _About("m", "таятасы", "дед по матери", "mother's father"),
    Relation.MATERNAL_GRANDMOTHER: _About("f", "таянеси", "бабушка по матери", "mother's mother"),
    Relation.GRANDSON: _About("m", "небере уулу", "внук", "grandson"),
    Relation.GRANDDAUGHTER: _About("f", "небере кызы", "внучка", "granddaughter"),
    Relation.GREAT_GRANDSON: _About("m", "чөбөрө уулу", "правнук", "great-grandson"),
    Relation.GREAT_GRANDDAUGHTER: _About("f", "чөбөрө кызы", "правнучка", "great-granddaughter"),
    Relation.ELDER_BROTHER: _About("m", "агасы", "старший брат", "elder brother"),
    Relation.YOUNGER_BROTHER: _About("m", "иниси", "младший брат", "younger brother"),
    Relation.ELDER_SISTER: _About("f", "эжеси", "старшая сестра", "elder sister"),
    Relation.YOUNGER_SISTER: _About("f", "карындашы", "младшая сестра", "younger sister (of a man)"),
    Relation.YOUNGER_SISTER_OF_WOMAN: _About("f", "сиңдиси", "младшая сестра", "younger sister (of a woman)"),
    Relation.DAUGHTER_IN_LAW: _About("f", "келини", "невестка", "daughter-in-law"),
    Relation.SON_IN_LAW: _About("m", "күйөө баласы", "зять", "son-in-law"),
    Relation.FATHER_IN_LAW: _About("m", "кайнатасы", "свёкор (тесть)", "father-in-law"),
    Relation.MOTHER_IN_LAW: _About("f", "кайненеси", "свекровь (тёща)", "mother-in-law"),
    Relation.ELDER_BROTHER_IN_LAW: _About("m", "кайнагасы", "старший брат супруга (супруги)", "spouse's elder brother"),
    Relation.YOUNGER_BROTHER_IN_LAW: _About(
        "m", "кайниси", "младший брат супруга (супруги)", "spouse's younger brother"
    ),
    Relation.ELDER_SISTER_IN_LAW: _About(
        "f", "кайын эжеси", "старшая сестра супруга (супруги)", "spouse's elder sister"
    ),
    Relation.YOUNGER_SISTER_IN_LAW: _About("f", "кайын сиңдиси", "младшая сестра мужа", "husband's younger sister"),
    Relation.WIFES_YOUNGER_SISTER: _About("f", "балдызы", "младшая сестра жены", "wife's younger sister"),
    Relation.ELDER_SISTERS_HUSBAND: _About("m", "жездеси", "муж старшей сестры", "elder sister's husband"),
    Relation.YOUNGER_SISTERS_HUSBAND: _About("m", "күйөө баласы", "муж младшей сестры", "younger sister's husband"),
    Relation.ELDER_BROTHERS_WIFE: _About("f", "жеңеси", "жена старшего брата", "elder brother's wife"),
    Relation.YOUNGER_BROTHERS_WIFE: _About("f", "келини", "жена младшего брата", "younger brother's wife"),
    Relation.NEPHEW: _About("m", "бир тууганынын уулу", "племянник", "nephew (brother's son)"),
    Relation.NIECE: _About("f", "бир тууганынын кызы", "племянница", "niece (brother's daughter)"),
    Relation.SISTERS_SON: _About("m", "жээни", "племянник (сын сестры)", "nephew (sister's son)"),
    Relation.SISTERS_DAUGHTER: _About("f", "жээни", "племянница (дочь сестры)", "niece (sister's daughter)"),
    Relation.UNCLE: _About("m", "абасы", "дядя", "uncle"),
    Relation.AUNT: _About("f", "атасынын эже-карындашы", "тётя", "aunt"),
    Relation.MATERNAL_UNCLE: _About("m", "таякеси", "дядя по матери", "mother's brother"),
    Relation.MATERNAL_AUNT: _About("f", "таежеси", "тётя по матери", "mother's sister"),
    Relation.ADOPTED_SON: _About("m", "асырап алган уулу", "усыновлённый сын", "adopted son"),
    Relation.ADOPTED_DAUGHTER: _About("f", "асырап алган кызы", "удочерённая дочь", "adopted daughter"),
    Relation.WARD: _About("any", "камкордуктагы бала", "подопечный ребёнок", "ward"),
    Relation.STEPSON: _About("m", "өгөй уулу", "пасынок", "stepson"),
    Relation.STEPDAUGHTER: _About("f", "өгөй кызы", "падчерица", "stepdaughter"),
    Relation.STEPFATHER: _About("m", "өгөй атасы", "отчим", "stepfather"),
    Relation.STEPMOTHER: _About("f", "өгөй апасы", "мачеха", "stepmother"),
    Relation.OTHER_RELATIVE: _About("any", "башка тууганы", "другой родственник", "other relative"),
    Relation.NOT_RELATED: _About("any", "тууган эмес", "не родственник", "not related"),
    Relation.LODGER: _About("any", "батирде жашоочу", "квартирант", "lodger"),
}


def choices(language: Language) -> list[tuple[str, str]]:
    """Return (code, word) pairs in the order of the list, for a form or a model field."""
    return [(relation.value, relation.label(language)) for relation in Relation]
