"""What is asked of a council about itself."""

import re
from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tenants.customisation.accents import NoColourError, Shades, TooPaleError
from tenants.customisation.models import Letterhead, Signatory
from tereze.printing import emblem


class LetterheadForm(forms.ModelForm[Letterhead]):
    """How the council's letters begin."""

    picture = forms.FileField(
        label=_("Emblem"),
        required=False,
        help_text=_("PNG or SVG, up to 100 kB. Without one an ornament is printed."),
    )
    without_emblem = forms.BooleanField(label=_("Print the ornament instead of the emblem"), required=False)

    class Meta:
        model = Letterhead
        fields = ["village_ky", "village_ru", "address_ky", "address_ru", "phone", "email", "inn", "accent"]
        help_texts: ClassVar = {
            "accent": _("On paper and on your pages, written like #1a5e8f. Left empty, it is ours.")
        }

    def clean_accent(self) -> str:
        """Refuse what could not be read; in the dark theme the same hue is brightened until it can."""
        accent = str(self.cleaned_data["accent"]).strip().lower()
        try:
            if accent:
                Shades.light(accent)
                Shades.dark(accent)
        except NoColourError:
            raise forms.ValidationError(_("Write the colour like #1a5e8f.")) from None
        except TooPaleError:
            raise forms.ValidationError(_("Words in this colour could not be read. Choose a darker one.")) from None
        return accent

    def clean_inn(self) -> str:
        inn = "".join(str(self.cleaned_data["inn"]).split())
        if inn and not re.fullmatch(r"\d{14}", inn):
            raise forms.ValidationError(_("An INN has 14 digits."))
        return inn

    def clean_picture(self) -> bytes | None:
        upload = self.cleaned_data.get("picture")
        if not upload:
            return None
        content: bytes = upload.read(emblem.LARGEST_BYTES + 1)
        try:
            emblem.check(content)
        except emblem.UnusableEmblemError:
            raise forms.ValidationError(
                _("This picture cannot be printed. Choose a plain PNG or SVG of at most 100 kB and 1000 points a side.")
            ) from None
        return content

    def save(self, commit: bool = True) -> Letterhead:  # noqa: FBT001, FBT002  # Django's signature
        letterhead = super().save(commit=False)
        if self.cleaned_data.get("without_emblem"):
            letterhead.emblem = None
        elif self.cleaned_data.get("picture"):
            letterhead.emblem = self.cleaned_data["picture"]
        return letterhead


class SignatoryForm(forms.Form):
    """Who signs in one post. The position is the form's title; a Russian name is needed only where it differs."""

    name_ky = forms.CharField(label=_("Name, Kyrgyz"), max_length=120, required=False)
    name_ru = forms.CharField(label=_("Name, Russian"), max_length=120, required=False)

    def __init__(self, data: QueryDict | None, *, signatory: Signatory) -> None:
        self.signatory = signatory
        initial = {"name_ky": signatory.name_ky, "name_ru": signatory.name_ru}
        super().__init__(data, initial=initial, prefix=signatory.role)

    def names(self) -> dict[str, str]:
        """Return both names, tidied; the Kyrgyz one stands in for an empty Russian one."""
        name_ky = " ".join(self.cleaned_data["name_ky"].split())
        return {"name_ky": name_ky, "name_ru": " ".join(self.cleaned_data["name_ru"].split()) or name_ky}
