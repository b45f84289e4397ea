"""Pages of household books: which one is free, and how its account is written."""

from re import fullmatch
from typing import NamedTuple

from django.db.models import Max

from services.registers.models import Household, HouseholdBook, Village


class Page(NamedTuple):
    """A page of a book."""

    book: int
    page: int


def next_free(village: Village | None) -> Page:
    """Return the page after the last one in the village's newest book; without any, the first of a new book."""
    found = Household.objects.all()
    if village is not None:
        books = HouseholdBook.objects.filter(village=village).values("number")
        own = found.filter(addresses__street__village=village, addresses__until__isnull=True)
        found = own if own.exists() or not books else found.filter(book__in=books)
    book = found.aggregate(last=Max("book"))["last"]
    if book is None:
        return Page((Household.objects.aggregate(last=Max("book"))["last"] or 0) + 1, 1)
    return Page(book, Household.objects.filter(book=book).aggregate(last=Max("page"))["last"] + 1)


def account(page: Page) -> str:
    """Return the account of a page, written as its neighbours in the book are: «3-45», «03-045»."""
    neighbour = Household.objects.filter(book=page.book).order_by("-page").first() or Household.objects.last()
    widths = fullmatch(r"(\d+)-(\d+)", neighbour.account) if neighbour else None
    if widths is None or (int(widths[1]), int(widths[2])) != (neighbour.book, neighbour.page):  # type: ignore[union-attr]
        return f"{page.book}-{page.page}"
    padded = [len(part) if part.startswith("0") else 0 for part in widths.groups()]
    return f"{page.book:0{padded[0] or 1}}-{page.page:0{padded[1] or 1}}"
