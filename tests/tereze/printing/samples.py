"""A council's papers as they come over the counter: long names, long villages, three to forty people in a house."""

from datetime import UTC, datetime

from tereze.printing.document import (
    Column,
    Document,
    Executor,
    Language,
    Languages,
    Letterhead,
    Part,
    Run,
    Signature,
    Table,
    Verification,
    Words,
)

PRINTED_AT = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)

# As long as a signed payload on a council's own host is.
URL = "https://karool.tereze.kg/v/" + (
    "AEBYMDIYGI3C6MBQGAYTEM3JOJSXG2LEMVXGGZIZBFYBQHSITLYT4PUQKFDIX2K6VYYFAUKLSAUDKUUWTZHGQ"
    "4DBOJQW2ZLUMVZC4YLTNVSXG5DFOJ2WKZLXNB4XC53GOQ2DMNRTHA4TENBVGY3TQOJQMEYTAZBRGJRTGNDFGU3G"
    "MNZYHFQWEY3EMVTGO2DJ"
)

LETTERHEAD = Letterhead(
    left=("Кыргыз Республикасы", "Ош облусу", "Өзгөн району", "Кароол айыл өкмөтү"),
    right=("Кыргызская Республика", "Ошская область", "Узгенский район", "Кароолский айыл окмоту"),
    contacts="723500, Кароол айылы, Ала-Тоо көчөсү, 1 · тел. 0 3233 5-12-34 · karool@tereze.kg · ИНН 02508199810034",
)
SIGNATURES = (
    Signature(Words("Айыл өкмөтүнүн башчысы", "Глава айыл окмоту"), Words("Б. А. Маматов", "Б. А. Маматов")),
    Signature(Words("Жооптуу катчы", "Ответственный секретарь"), Words("Ч. Ү. Токтосунова", "Ч. У. Токтосунова")),
)
VERIFICATION = Verification(
    url=URL,
    short_code="K7M4-Q2XD-9A",
    caption=Words(
        "Документти текшерүү үчүн QR-кодду телефон менен сканерлеңиз "
        "же karool.tereze.kg/v дарегине ушул кодду жазыңыз.",
        "Чтобы проверить документ, наведите камеру телефона на QR-код или введите этот код на karool.tereze.kg/v.",
    ),
)

_FAMILY = (
    ("Жусупбекова Гүлбарчын Абдыкадыровна", "14.03.1978", "үй-бүлө башчысы", "глава семьи"),
    ("Жусупбеков Нурланбек Төрөкулович", "02.11.1975", "күйөөсү", "муж"),
    ("Жусупбекова Айзада Нурланбековна", "23.06.1999", "кызы", "дочь"),
    ("Жусупбеков Бекболот Нурланбекович", "05.01.2002", "уулу", "сын"),
    ("Нурланбек кызы Мээрим", "17.09.2008", "кызы", "дочь"),
    ("Нурланбек уулу Алмазбек", "30.12.2012", "уулу", "сын"),
    ("Жусупбеков Төрөкул Жапарович", "08.04.1948", "кайын атасы", "свёкор"),
    ("Жусупбекова Бурулкан Ыдырысовна", "19.05.1951", "кайын энеси", "свекровь"),
    ("Төрөкулова Чынаркүл Эсенгуловна", "11.07.1983", "кайын синдиси", "золовка"),
)
_TITLES = {
    "ky": ("Фамилиясы, аты, атасынын аты", "Туулган күнү", "Тууганчылыгы"),
    "ru": ("Фамилия, имя, отчество", "Дата рождения", "Степень родства"),
}


def family(language: Language, people: int) -> Table:
    """Return the table of a household of so many people."""
    name, birth, relation = _TITLES[language]
    members = [_FAMILY[at % len(_FAMILY)] for at in range(people)]
    return Table(
        columns=(Column(name, "left", 3), Column(birth, "center", 0), Column(relation, "left", 1.3)),
        rows=tuple((who, born, kg if language == "ky" else ru) for who, born, kg, ru in members),
    )


def kyrgyz(people: int = 0) -> Part:
    """Return the Kyrgyz statement: of residence, or of the family if it has people."""
    return Part(
        language="ky",
        title="МААЛЫМКАТ",
        subtitle="Үй-бүлө курамы жөнүндө" if people else "Жашаган жери жөнүндө",
        paragraphs=(
            (
                Run(
                    "Бул маалымкат Өзгөн районунун Кароол айыл аймагынын Мырза-Арык айылынын Ала-Тоо көчөсүндөгү "
                    "№ 127-үйдө жашаган жаран "
                ),
                Run("Жусупбекова Гүлбарчын Абдыкадыровнага", bold=True),
                Run(
                    " (1978-жылдын 14-мартында туулган, ПИН 11403197800214, паспорт ID 1234567) берилди, ал чындыгында "
                    "жогоруда көрсөтүлгөн даректе 2004-жылдын 12-майынан бери туруктуу жашайт"
                    + (" жана анын үй-бүлө курамы төмөнкүдөй:" if people else ".")
                ),
            ),
        ),
        table=family("ky", people) if people else None,
        basis="Негиз: чарба китеби № 4, 17-бет, жеке эсеп № 0123.",
        addressee_line="Маалымкат «РСК Банк» ААКнын Өзгөн филиалына көрсөтүү үчүн берилди.",
        validity="Маалымкат 2026-жылдын 23-декабрына чейин жарактуу.",
    )


def russian(people: int = 0) -> Part:
    """Return the Russian statement."""
    return Part(
        language="ru",
        title="СПРАВКА",
        subtitle="о составе семьи" if people else "о месте жительства",
        paragraphs=(
            (
                Run("Дана настоящая гр. "),
                Run("Жусупбековой Гүлбарчын Абдыкадыровне", bold=True),
                Run(
                    " (14 марта 1978 года рождения, ПИН 11403197800214, паспорт ID 1234567) в том, что она "
                    "действительно постоянно проживает по адресу: Узгенский район, Кароолский айыл аймагы, "
                    "с. Мырза-Арык, ул. Ала-Тоо, д. № 127, с 12 мая 2004 года"
                    + (", и состав её семьи следующий:" if people else ".")
                ),
            ),
        ),
        table=family("ru", people) if people else None,
        basis="Основание: похозяйственная книга № 4, стр. 17, лицевой счёт № 0123.",
        addressee_line="Справка выдана для предъявления в Узгенский филиал ОАО «РСК Банк».",
        validity="Справка действительна до 23 декабря 2026 года.",
    )


def parts(language: Languages, people: int = 0) -> tuple[Part, ...]:
    """Return the statement in each language of the document."""
    return {"ky": (kyrgyz(people),), "ru": (russian(people),), "both": (kyrgyz(people), russian(people))}[language]


def paper(language: Languages = "ky", people: int = 0, number: str = "01-12/345") -> Document:
    """Return a certificate of residence, or of a family of so many people."""
    return Document(
        language=language,
        title=f"Маалымкат № {number}",
        letterhead=LETTERHEAD,
        number=number,
        issued_on_text=Words("2026-жылдын 23-ноябры", "23 ноября 2026 года"),
        place=Words("Кароол айылы", "с. Кароол"),
        parts=parts(language, people),
        signatures=SIGNATURES,
        executor=Executor(Words("Э. К. Абдыкадырова", "Э. К. Абдыкадырова"), "0 3233 5-12-36"),
        verification=VERIFICATION,
    )


def saying(text: str) -> Document:
    """Return a certificate whose every free text is `text`."""
    part = Part(
        language="ky",
        title="МААЛЫМКАТ",
        paragraphs=((Run(text), Run(text, bold=True)),),
        table=Table(columns=(Column("Аты"), Column("Жашы", "right", 0)), rows=((text, "7"),)),
        basis=text,
        addressee_line=text,
        validity=text,
    )
    return Document(
        language="ky",
        title="Маалымкат",
        letterhead=LETTERHEAD,
        number="1",
        issued_on_text=Words(text[:200], ""),
        place=Words(text[:200], ""),
        parts=(part,),
        signatures=(Signature(Words(text[:200], ""), Words(text[:200], "")),),
    )
