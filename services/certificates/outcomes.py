# ruff: noqa: E501  # sentences in three languages are compared more easily unbroken
"""What a checker is told, and what to do next: each outcome in Kyrgyz, Russian and English.

All three stand on one page. Whoever checks a certificate (a bank, a school, an embassy) has chosen no language, and a
page that says everything at once needs no switch. The page without a network says the same words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from services.certificates.verification import Outcome


@dataclass(frozen=True)
class Words:
    """One sentence in three languages."""

    ky: str
    ru: str
    en: str


@dataclass(frozen=True)
class Said:
    """An outcome in words: a sign and a tone (never colour alone), the outcome, and what to do next."""

    sign: str
    tone: str
    title: Words
    next: Words


SAID: Final[Mapping[Outcome, Said]] = {
    Outcome.VALID: Said(
        "✓", "good",
        Words("Маалымкат жарактуу", "Справка действительна", "The certificate is valid"),
        Words(
            "Кагаз төмөнкүнү сөзмө-сөз айтышы керек. Номери, күнү же аты-жөнү башка болсо, код бөтөн кагазга көчүрүлгөн: кагазды кабыл албаңыз.",
            "На бумаге должно стоять в точности то, что ниже. Если номер, дата или имя другие, код перенесён на чужую бумагу: не принимайте её.",
            "The paper must say exactly what stands below. If number, date or name differ, the code was copied onto another paper: do not accept it.",
        ),
    ),
    Outcome.EXPIRED: Said(
        "◷", "warn",
        Words("Мөөнөтү бүткөн", "Срок действия истёк", "The certificate has expired"),
        Words(
            "Маалымкат чындап берилген, бирок мөөнөтү өттү. Жаңысын сураңыз.",
            "Справка действительно выдавалась, но срок её действия прошёл. Попросите новую.",
            "It was issued, but its time has run out. Ask for a new one.",
        ),
    ),
    Outcome.REVOKED: Said(
        "✕", "bad",
        Words("Жокко чыгарылган", "Справка отозвана", "The certificate was revoked"),
        Words(
            "Бул кагаз күчүн жоготкон. Кабыл албаңыз; жаңысын айыл өкмөтү берет.",
            "Эта бумага больше не действует. Не принимайте её; новую выдаст айыл окмоту.",
            "This paper no longer counts. Do not accept it; the council can issue a new one.",
        ),
    ),
    Outcome.REPLACED: Said(
        "↻", "bad",
        Words("Башкасы менен алмаштырылган", "Заменена другой справкой", "Replaced by another certificate"),
        Words(
            "Бул кагаз күчүн жоготкон. Жаңы маалымкатты сураңыз.",
            "Эта бумага больше не действует. Попросите новую справку.",
            "This paper no longer counts. Ask for the new certificate.",
        ),
    ),
    Outcome.FORGED: Said(
        "✕", "bad",
        Words("Өзгөртүлгөн же жасалма", "Изменена или подделана", "Altered or forged"),
        Words(
            "Айыл өкмөтү мындай код берген эмес. Кагазга ишенбеңиз, аны алып коюп, айыл өкмөтүнө кабарлаңыз.",
            "Айыл окмоту не выдавал такой код. Не доверяйте бумаге, оставьте её у себя и сообщите в айыл окмоту.",
            "The council never issued this code. Do not trust the paper; keep it and tell the council.",
        ),
    ),
    Outcome.UNKNOWN: Said(
        "?", "bad",
        Words("Мындай маалымкат бизде жок", "Такой справки у нас нет", "Not known here"),
        Words(
            "Кодду кагаз менен салыштырып, кайра териңиз. Ошондой эле кагаздагы дарек ушул барактыкы экенин текшериңиз. Кагазды азырынча кабыл албаңыз.",
            "Сверьте код с бумагой и наберите ещё раз. Проверьте и то, что адрес на бумаге — этой страницы. Пока не принимайте бумагу.",
            "Compare the code with the paper and type it again. See also that the paper names this page's address. Do not accept it yet.",
        ),
    ),
    Outcome.ELSEWHERE: Said(
        "→", "warn",
        Words("Башка айыл өкмөтүнүн маалымкаты", "Справка другого айыл окмоту", "Another council's certificate"),
        Words(
            "Кодго башка айыл өкмөтү кол койгон. Ошол айыл өкмөтүнүн барагынан текшериңиз.",
            "Код подписан другим айыл окмоту. Проверьте справку на его странице.",
            "Another council signed this code. Check it on that council's page.",
        ),
    ),
    Outcome.MISTYPED: Said(
        "✎", "warn",
        Words("Код туура эмес терилген", "Код набран с ошибкой", "The code is mistyped"),
        Words(
            "Кагаздагы он белгини кайра териңиз. Мисалы: K7M4-Q2XD-9A.",
            "Наберите ещё раз десять знаков с бумаги. Например: K7M4-Q2XD-9A.",
            "Type the ten symbols from the paper again. For example: K7M4-Q2XD-9A.",
        ),
    ),
}  # fmt: skip
"""The seven outcomes, and the slip of a finger, which is none: it says nothing of the paper."""

OFFLINE: Final[Mapping[str, Said]] = {
    "needs-network": Said(
        "…", "warn",
        Words("Кыска код интернетсиз текшерилбейт", "Короткий код без интернета не проверить", "A short code cannot be checked offline"),
        Words(
            "Код туура терилген, бирок анда кол тамга жок. QR-кодду сканерлеңиз же интернет болгондо текшериңиз.",
            "Код набран верно, но в нём нет подписи. Отсканируйте QR-код или проверьте, когда будет интернет.",
            "The code is typed well, but it carries no signature. Scan the QR code, or check when there is a network.",
        ),
    ),
    "no-camera": Said(
        "✕", "warn",
        Words("Камера ачылбады", "Камера не открылась", "The camera did not open"),
        Words(
            "Телефондо камерага уруксат бериңиз, же QR-кодду сүрөткө тартып, сүрөттү тандаңыз.",
            "Разрешите камеру в телефоне или сфотографируйте QR-код и выберите снимок.",
            "Allow the camera on the phone, or photograph the QR code and choose the picture.",
        ),
    ),
    "no-code": Said(
        "?", "warn",
        Words("Сүрөттө QR-код табылган жок", "На снимке нет QR-кода", "No QR code in the picture"),
        Words(
            "Кагазды жарык жерге коюп, QR-кодду жакындан, тик тартыңыз.",
            "Положите бумагу на свет и снимите QR-код прямо и вблизи.",
            "Lay the paper in good light and photograph the code straight and close.",
        ),
    ),
    "no-crypto": Said(
        "✕", "bad",
        Words("Бул браузер кол тамганы текшере албайт", "Этот браузер не может проверить подпись", "This browser cannot check the signature"),
        Words(
            "Браузерди жаңыртыңыз (Chrome 137, Firefox 129, Safari 17 же жаңыраак), же кагаздагы дарек боюнча интернет менен текшериңиз.",
            "Обновите браузер (Chrome 137, Firefox 129, Safari 17 или новее) или проверьте через интернет по адресу на бумаге.",
            "Update the browser (Chrome 137, Firefox 129, Safari 17 or newer), or check online at the address on the paper.",
        ),
    ),
}  # fmt: skip
"""What else the page without a network may have to say."""

REMARKS: Final[Mapping[str, Words]] = {
    "no-list": Words(
        "Бул телефондо тизме жок: маалымкат кийин жокко чыгарылган болушу мүмкүн. Интернетке бир жолу кошулуңуз.",
        "В телефоне нет списка: справка могла быть отозвана. Подключитесь один раз к интернету.",
        "No list on this phone: it may have been revoked since. Go online once.",
    ),
    "old-list": Words(
        "Тизме бир жумадан эски: ошондон бери жокко чыгарылганы билинбейт.",
        "Списку больше недели: отозванное с тех пор в нём не значится.",
        "The list is older than a week: what was revoked since is not on it.",
    ),
    "newer-than-list": Words(
        "Маалымкат тизмеден кийин берилген: жокко чыгарылганы билинбейт.",
        "Справка выдана позже списка: отозвана ли она, неизвестно.",
        "Issued after the list was made: whether it was revoked is not known.",
    ),
    "other-address": Words(
        "QR-код айыл өкмөтүнүн дарегине эмес, башка дарекке алып барат. Ал баракка ишенбеңиз.",
        "QR-код ведёт не на адрес айыл окмоту. Не доверяйте той странице.",
        "The QR code leads to an address that is not the council's. Do not trust that page.",
    ),
}
"""What to know beside the outcome."""

STATES: Final[Mapping[str, Words]] = {
    "fresh": Words(
        "Жокко чыгарылгандардын тизмеси сакталган, интернетсиз текшерүүгө даяр.",
        "Список отозванных сохранён, можно проверять без интернета.",
        "The list of revoked certificates is kept; ready to check offline.",
    ),
    "old": Words(
        "⚠ Тизме бир жумадан эски. Интернетке кошулуңуз, ал өзү жаңырат.",
        "⚠ Списку больше недели. Подключитесь к интернету, он обновится сам.",
        "⚠ The list is older than a week. Go online, it renews itself.",
    ),
    "no-list": Words(
        "⚠ Тизме толук эмес: кол тамга текшерилет, бирок жокко чыгарылганы билинбейт.",
        "⚠ Список неполон: подпись проверяется, но отзыв — не всегда.",
        "⚠ The list is not complete: signatures are checked, revocation not always.",
    ),
    "nothing": Words(
        "⚠ Бул телефондо ачкычтар жок. Баракты бир жолу интернет менен ачыңыз.",
        "⚠ В телефоне нет ключей. Откройте страницу один раз с интернетом.",
        "⚠ No keys on this phone. Open the page once with a network.",
    ),
    "strange": Words(
        "⚠ Келген жаңы ачкычка мурунку ачкыч кол койгон эмес. Эскилери менен текшерилет; айыл өкмөтүнө кабарлаңыз.",
        "⚠ Пришёл новый ключ, не подтверждённый прежним. Проверяется по прежним; сообщите в айыл окмоту.",
        "⚠ A new key came that the old one did not endorse. The old ones are used; tell the council.",
    ),
}
"""How well the phone is prepared."""
