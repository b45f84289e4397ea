"""The part of a form that asks who somebody is, and which document was shown."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from services.registers.codes import DocumentType
from services.registers.forms import PAPERS, PERSON, ResidentForm
from services.registers.life import people
from services.registers.life.forms import LifeForm, Sections

ABOUT = (
    "surname", "given_name", "patronymic", "sex", "pin", "birth_date", "still_right", "surname_latin",
    "given_name_latin", "birth_place", "phone", "citizenship", "nationality",
)  # fmt: skip
DOCUMENT = tuple(f"document_{name}" for name in PAPERS)


class PersonForm(LifeForm, ResidentForm):
    """An event that says who somebody is."""

    wide = frozenset({"still_right"})
    sections: Sections = ((_("Personal details"), ABOUT), (_("Document"), DOCUMENT))

    def ask(self) -> None:
        self.initial.setdefault("citizenship", "KG")

    def is_asked(self, name: str) -> bool:
        if name == "still_right":
            return self.asks_again or bool(self.errors.get(name))
        return super().is_asked(name)

    def person(self) -> dict[str, str]:
        """Return who was typed, in plain words."""
        return people.words(self.cleaned_data, PERSON)

    def papers(self) -> dict[str, str]:
        """Return the document that was typed; nothing where there was none."""
        if not self.cleaned_data.get("document_number"):
            return {}
        return {name: self.papers_words()[f"document_{name}"] for name in PAPERS}

    def papers_words(self) -> dict[str, str]:
        """Return the fields of the document as plain words."""
        return people.words(self.cleaned_data, DOCUMENT)

    def forget(self, names: tuple[str, ...]) -> None:
        """Take no notice of fields, and of what is wrong with them: they are not asked this time."""
        for name in names:
            self.errors.pop(name, None)
            self.cleaned_data[name] = ""


def birth_certificate(form: LifeForm) -> dict[str, Any]:
    """Return the words of a birth certificate that was typed into a form with its three fields."""
    data = form.cleaned_data
    if not data.get("certificate_number"):
        return {}
    typed = {name: data.get(f"certificate_{name}") for name in PAPERS}
    return {**people.words(typed, PAPERS), "type": DocumentType.BIRTH_CERTIFICATE.value}
