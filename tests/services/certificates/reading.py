"""What a person reads on a page, and what HTMX makes of one."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.test.html import Element, parse_html

from tests.tereze.printing.reading import plain


class Page:
    """A page as the browser holds it: its elements, in which fragments may take the place of others."""

    def __init__(self, response: Any) -> None:
        self.status = response.status_code
        self.root = parse_html(response.content.decode())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Page) and str(self.root) == str(other.root)

    __hash__ = None  # type: ignore[assignment]

    def element(self, identity: str) -> Element:
        """Return the element with that id; fail if there are none or several."""
        (found,) = [one for one in _elements(self.root) if _attribute(one, "id") == identity]
        return found

    def text(self, identity: str = "") -> str:
        """Return the words of the page, or of one element."""
        return plain(" ".join(_words(self.element(identity) if identity else self.root)))

    def value(self, name: str) -> str:
        """Return what the first field of that name in the order holds."""
        return self.fields()[name][0]

    def fields(self) -> dict[str, list[str]]:
        """Return what sending the page's order as it stands would send, without the token."""
        sent: dict[str, list[str]] = {}
        for one in _elements(self.element("order")):
            name, kind = _attribute(one, "name"), _attribute(one, "type")
            ticked = kind not in {"radio", "checkbox"} or any(key == "checked" for key, _value in one.attributes)
            if one.name == "textarea":
                sent.setdefault(name, []).append(plain(" ".join(_words(one))))
            if one.name == "input" and ticked and name not in {"", "csrfmiddlewaretoken"}:
                sent.setdefault(name, []).append(_attribute(one, "value"))
        return sent

    def swap(self, fragment: "Page") -> None:
        """Do what HTMX does with an answer: put each of its elements in the place of the one with the same id."""
        for new in _elements(fragment.root):
            identity = _attribute(new, "id")
            if identity in {"paper", "words", "certificates"}:
                old = self.element(identity)
                new.attributes = [pair for pair in new.attributes if pair[0] != "hx-swap-oob"]
                old.name, old.attributes, old.children = new.name, new.attributes, new.children


def _elements(root: Element) -> Iterator[Element]:
    yield root
    for child in root.children:
        if isinstance(child, Element):
            yield from _elements(child)


def _attribute(element: Element, name: str) -> str:
    return next((value or "" for key, value in element.attributes if key == name), "")


def _words(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Element):
            yield from _words(child)
        else:
            yield child


def letters(text: str) -> Counter[str]:
    """Count the letters and signs, for readers of PDFs divide lines and words in ways of their own."""
    return Counter("".join(text.split()))
