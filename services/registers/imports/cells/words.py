"""Words for sex, relation and ethnicity, in Kyrgyz, Russian and English, in full and shortened."""

import difflib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from services.registers.codes import Nationality, Sex
from services.registers.imports.cells.blanks import is_blank
from services.registers.imports.problems import Code, Reading
from services.registers.relations import Relation
from tereze.language.folding import fold

R = Relation
_ANY_SEX: Final = frozenset({"m", "f"})
_SIMILAR_ENOUGH: Final = 0.86
_SHORTEST_SIMILAR: Final = 5

_SEXES: Final[Mapping[str, tuple[str, ...]]] = {
    Sex.MALE: ("эркек", "эр", "э", "эрк", "эркек киши", "уул", "бала", "мужской", "муж", "мужчина", "м", "male", "m",
               "man"),
    Sex.FEMALE: ("аял", "а", "ая", "аялзат", "аял киши", "кыз", "женский", "жен", "женщина", "ж", "female", "f",
                 "woman"),
}  # fmt: skip

_NATIONALITIES: Final[Mapping[str, tuple[str, ...]]] = {
    Nationality.KYRGYZ: ("кыргыз", "кирг", "кырг", "киргиз", "киргизка", "кыргызка", "кыргыз улуту", "kyrgyz"),
    Nationality.UZBEK: ("өзбек", "узбек", "узбечка", "өзб", "узб", "uzbek"),
    Nationality.TURK: ("түрк", "турок", "турчанка", "түрк месхет", "turk", "turkish"),
    Nationality.UYGHUR: ("уйгур", "уйгурка", "уйг", "uyghur"),
    Nationality.TAJIK: ("тажик", "таджик", "таджичка", "тадж", "tajik"),
    Nationality.TATAR: ("татар", "татарин", "татарка", "tatar"),
    Nationality.RUSSIAN: ("орус", "русский", "русская", "рус", "russian"),
    Nationality.AZERBAIJANI: ("азербайжан", "азербайджанец", "азербайджанка", "азерб", "azerbaijani"),
    Nationality.DUNGAN: ("дунган", "дунганин", "дунганка", "dungan"),
    Nationality.KURD: ("күрт", "курд", "курдянка", "kurd"),
    Nationality.KOREAN: ("корей", "кореец", "кореянка", "korean"),
    Nationality.KAZAKH: ("казак", "казах", "казашка", "kazakh"),
    Nationality.OTHER: ("башка", "другая", "другой", "иная", "other"),
}

_RELATIONS: Final[Sequence[tuple[tuple[Relation, ...], str]]] = (
    ((R.HEAD,), "башчы, башчысы, үй башчы, үй башчысы, үй-бүлө башчы, үй-бүлө башчысы, үй ээси, кожоюн, ээси, өзү, "
                "глава, глава семьи, глава хозяйства, гл, гл. семьи, г/с, гс, хозяин, хозяйка, сам, сама, head, self"),
    ((R.HUSBAND, R.WIFE), "жубайы, жубай, жолдошу, супруг(а), супруги, өмүрлүк жары, муж/жена, spouse"),
    ((R.HUSBAND,), "күйөөсү, күйөө, эри, муж, супруг, husband"),
    ((R.WIFE,), "аялы, аял, зайыбы, келинчеги, байбичеси, жена, супруга, wife"),
    ((R.SON, R.DAUGHTER), "баласы, бала, балдары, ребёнок, дети, child, перзенти"),
    ((R.SON,), "уулу, уул, эркек баласы, сын, сыны, son"),
    ((R.DAUGHTER,), "кызы, кыз, кыз баласы, дочь, доч, дочка, дочери, daughter"),
    ((R.FATHER, R.MOTHER), "ата-энеси, ата-эне, родители, родитель"),
    ((R.FATHER,), "атасы, ата, отец, father"),
    ((R.MOTHER,), "апасы, энеси, эне, апа, мать, мама, mother"),
    ((R.GRANDFATHER,), "чоң атасы, чоң ата, дед, дедушка, grandfather"),
    ((R.GRANDMOTHER,), "чоң апасы, чоң энеси, чоң эне, бабушка, бабка, grandmother"),
    ((R.MATERNAL_GRANDFATHER,), "таятасы, таята, дед по матери"),
    ((R.MATERNAL_GRANDMOTHER,), "таянеси, таяне, таэнеси, таэне, бабушка по матери"),
    ((R.GRANDSON, R.GRANDDAUGHTER), "небереси, небере, внук(чка), внуки, внук/внучка, grandchild"),
    ((R.GRANDSON,), "небере уулу, уул небереси, эркек небереси, внук, grandson"),
    ((R.GRANDDAUGHTER,), "небере кызы, кыз небереси, внучка, granddaughter"),
    ((R.GREAT_GRANDSON, R.GREAT_GRANDDAUGHTER), "чөбөрөсү, чөбөрө, правнук(чка), great-grandchild"),
    ((R.GREAT_GRANDSON,), "чөбөрө уулу, правнук, great-grandson"),
    ((R.GREAT_GRANDDAUGHTER,), "чөбөрө кызы, правнучка, great-granddaughter"),
    ((R.YOUNGER_BROTHER, R.YOUNGER_SISTER), "бир тууганы, бир тууган"),
    ((R.ELDER_BROTHER,), "агасы, ага, байкеси, байке, старший брат, ст. брат, elder brother"),
    ((R.YOUNGER_BROTHER,), "иниси, ини, үкөсү, үкө, брат, младший брат, мл. брат, brother, younger brother"),
    ((R.ELDER_SISTER,), "эжеси, эже, старшая сестра, ст. сестра, elder sister"),
    ((R.YOUNGER_SISTER,), "карындашы, карындаш, сестра, младшая сестра, мл. сестра, sister, younger sister"),
    ((R.YOUNGER_SISTER_OF_WOMAN,), "сиңдиси, сиңди, сиңлиси"),
    ((R.DAUGHTER_IN_LAW,), "келини, келин, сноха, невестка, жена сына, баласынын аялы, уулунун аялы, daughter-in-law"),
    ((R.SON_IN_LAW,), "күйөө баласы, күйөө бала, зять, муж дочери, кызынын күйөөсү, son-in-law"),
    ((R.FATHER_IN_LAW,), "кайнатасы, кайната, кайын атасы, кайын ата, свёкор, тесть, father-in-law"),
    ((R.MOTHER_IN_LAW,), "кайненеси, кайнене, кайнэнеси, кайын энеси, кайын эне, свекровь, тёща, mother-in-law"),
    ((R.ELDER_BROTHER_IN_LAW,), "кайнагасы, кайнага, кайын агасы, деверь, шурин, brother-in-law"),
    ((R.YOUNGER_BROTHER_IN_LAW,), "кайниси, кайни, кайын иниси"),
    ((R.ELDER_SISTER_IN_LAW,), "кайын эжеси, кайнэжеси, кайын эже"),
    ((R.YOUNGER_SISTER_IN_LAW,), "кайын сиңдиси, кайын сиңди, золовка"),
    ((R.WIFES_YOUNGER_SISTER,), "балдызы, балдыз, свояченица"),
    ((R.ELDER_SISTERS_HUSBAND,), "жездеси, жезде, муж сестры, муж старшей сестры"),
    ((R.YOUNGER_SISTERS_HUSBAND,), "муж младшей сестры, карындашынын күйөөсү"),
    ((R.ELDER_BROTHERS_WIFE,), "жеңеси, жеңе, жена брата, жена старшего брата, агасынын аялы"),
    ((R.YOUNGER_BROTHERS_WIFE,), "жена младшего брата, инисинин аялы"),
    ((R.NEPHEW, R.NIECE), "бир тууганынын баласы, агасынын баласы, инисинин баласы, племянник(ца)"),
    ((R.NEPHEW,), "бир тууганынын уулу, племянник, nephew"),
    ((R.NIECE,), "бир тууганынын кызы, племянница, niece"),
    ((R.SISTERS_SON, R.SISTERS_DAUGHTER), "жээни, жээн, эжесинин баласы, карындашынын баласы"),
    ((R.SISTERS_SON,), "жээн уулу, сын сестры, эркек жээни"),
    ((R.SISTERS_DAUGHTER,), "жээн кызы, дочь сестры, кыз жээни"),
    ((R.UNCLE,), "абасы, аба, дядя, uncle"),
    ((R.AUNT,), "атасынын эже-карындашы, тётя, тетка, aunt"),
    ((R.MATERNAL_UNCLE,), "таякеси, таяке, дядя по матери"),
    ((R.MATERNAL_AUNT,), "таежеси, таеже, тётя по матери"),
    ((R.ADOPTED_SON, R.ADOPTED_DAUGHTER), "асырап алган баласы, асыранды бала, багып алган баласы, усыновлённый, "
                                          "приёмный ребёнок, adopted child"),
    ((R.ADOPTED_SON,), "асырап алган уулу, усыновлённый сын, приёмный сын"),
    ((R.ADOPTED_DAUGHTER,), "асырап алган кызы, удочерённая, удочерённая дочь, приёмная дочь"),
    ((R.WARD,), "камкордуктагы бала, камкордуктагы, подопечный, подопечная, опекаемый, ward"),
    ((R.STEPSON, R.STEPDAUGHTER), "өгөй баласы, өгөй бала, stepchild"),
    ((R.STEPSON,), "өгөй уулу, пасынок, stepson"),
    ((R.STEPDAUGHTER,), "өгөй кызы, падчерица, stepdaughter"),
    ((R.STEPFATHER,), "өгөй атасы, өгөй ата, отчим, stepfather"),
    ((R.STEPMOTHER,), "өгөй апасы, өгөй энеси, өгөй эне, мачеха, stepmother"),
    ((R.OTHER_RELATIVE,), "башка тууганы, тууганы, тууган, родственник, родственница, другой родственник, relative"),
    ((R.NOT_RELATED,), "тууган эмес, чоочун, не родственник, посторонний, not related"),
    ((R.LODGER,), "батирде жашоочу, батирчи, ижарачы, квартирант, квартирантка, жилец, арендатор, lodger, tenant"),
)  # fmt: skip


_AGE_UNSAID: Final = frozenset(map(fold, ("бир тууганы", "бир тууган", "брат", "сестра", "brother", "sister")))
"""Words for brothers and sisters that do not tell the elder from the younger."""


def _index(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(spelling): code for code, spellings in words.items() for spelling in spellings}


_SEX_BY_KEY: Final = _index(_SEXES)
_NATIONALITY_BY_KEY: Final = _index(_NATIONALITIES)


@cache
def _relations() -> Mapping[str, tuple[Relation, ...]]:
    found = {fold(spelling): meant for meant, spellings in _RELATIONS for spelling in spellings.split(", ")}
    for relation in Relation:
        for label in relation.labels.values():
            found.setdefault(fold(label), (relation,))
    return found


@lru_cache(maxsize=1_000)
def sex(text: str) -> Reading[str]:
    """Return "m" or "f"."""
    if is_blank(text):
        return Reading()
    code = _SEX_BY_KEY.get(fold(text))
    return Reading(code) if code else Reading(None, Code.SEX_UNREADABLE)


@lru_cache(maxsize=1_000)
def nationality(text: str) -> Reading[str]:
    """Return the code of an ethnicity."""
    if is_blank(text):
        return Reading()
    code = _NATIONALITY_BY_KEY.get(fold(text))
    return Reading(code) if code else Reading(None, Code.NATIONALITY_UNREADABLE)


def relation(text: str, *, sex: str, learnt: Mapping[str, str]) -> Reading[Relation]:
    """Return the relation a word means for a person of `sex` (empty, if not known).

    `learnt` holds what the council has said of other words: search key → relation.
    """
    if learnt and (word := fold(text)) in learnt:
        return Reading(Relation(learnt[word]))
    return _relation(text, sex)


@lru_cache(maxsize=4_000)
def _relation(text: str, sex: str) -> Reading[Relation]:
    if is_blank(text):
        return Reading()
    word = fold(text)
    if (meant := _relations().get(word)) is not None:
        return _read(_fitting(meant, sex), guessed=word in _AGE_UNSAID)
    close = difflib.get_close_matches(word, _relations(), 1, _SIMILAR_ENOUGH) if len(word) >= _SHORTEST_SIMILAR else []
    return (
        _read(_fitting(_relations()[close[0]], sex), guessed=True) if close else Reading(None, Code.RELATION_UNREADABLE)
    )


def _read(found: Relation, *, guessed: bool) -> Reading[Relation]:
    return Reading(found, Code.RELATION_GUESSED, {"relation": found.value}) if guessed else Reading(found)


@lru_cache(maxsize=1_000)
def sex_of_relation(text: str) -> str:
    """Return the sex that a word for a relation implies, or an empty text."""
    meant = _relations().get(fold(text), ())
    sexes = {one.sex for one in meant}
    return next(iter(sexes)) if len(sexes) == 1 and sexes <= _ANY_SEX else ""


def _fitting(meant: Sequence[Relation], sex: str) -> Relation:
    return next((one for one in meant if sex and one.fits(sex)), meant[0])
