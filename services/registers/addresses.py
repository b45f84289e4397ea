"""Addresses in one line, as lists and cards show them. Documents write them by their own grammar."""

from django.utils.translation import get_language

from tereze.exchange.values import Address, Bilingual, Language


def line(address: Address, language: Language) -> str:
    """Return «Кароол айылы, Ала-Тоо көчөсү, 12» or «с. Кароол, ул. Ала-Тоо, д. 12»."""
    village, street = address.village[language], address.street[language]
    if language == "ru":
        parts = [f"с. {village}", f"ул. {street}", f"д. {address.house}", f"кв. {address.flat}" if address.flat else ""]
    else:
        flat = f"{address.flat}-батир" if address.flat else ""
        parts = [f"{village} айылы", f"{street} көчөсү", address.house, flat]
    return ", ".join(part for part in parts if part)


def both(address: Address) -> Bilingual:
    """Return the line in both languages."""
    return Bilingual(line(address, "ky"), line(address, "ru"))


def shown(address: Address | None) -> str:
    """Return the line in the language of the page (Kyrgyz unless it is Russian); empty where there is no address."""
    return line(address, page_language()) if address else ""


def page_language() -> Language:
    """Return the language in which names of places are shown: they have no English."""
    return "ru" if get_language() == "ru" else "ky"
