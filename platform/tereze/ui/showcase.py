"""What the page of components shows. The names are long on purpose; nobody of them exists."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tereze import clock
from tereze.exchange.finders import Group, Hit
from tereze.ui.days import DayField

STATES = ("valid", "expired", "revoked", "replaced", "draft", "warning", "error")
VILLAGES = (("Кароол", 7_412), ("Жаңы-Абад", 3_968), ("Өзгөрүш", 2_604), ("Жан-Шоро", 1_877), ("Карчабек", 1_139))
WEEK = (("Дш", 9), ("Шш", 14), ("Шр", 11), ("Бш", 17), ("Жм", 6), ("Бүгүн", 12))
PEOPLE = (
    ("Абдыкадыров Нурсултанбек Абдымиталипович", "12.03.1984", "21203198400123", 17_250),
    ("Токтоназар уулу Мырзакматбек", "04.11.1991", "20411199100456", 940),
    ("Сатыбалдиева Гүлбүбү Өмүрзаковна", "29.08.1957", "12908195700789", 1_204_600),
)


class ExampleForm(forms.Form):
    """One field of every kind."""

    surname = forms.CharField(label=_("Surname"), initial="Абдыкадыров")
    pin = forms.CharField(label=_("PIN"), help_text=_("14 digits, as in the passport"), initial="2120319840")
    born = DayField(label=_("Date of birth"))
    village = forms.ChoiceField(label=_("Village"), choices=[(name, name) for name, _count in VILLAGES])
    note = forms.CharField(label=_("Note"), widget=forms.Textarea, required=False)
    language = forms.ChoiceField(
        label=_("Language of the document"), widget=forms.RadioSelect, choices=[("ky", "Кыргызча"), ("ru", "Русский")]
    )
    agreed = forms.BooleanField(label=_("I have checked the passport"), required=False)

    def clean_pin(self) -> str:
        """Always refuse, so that the page shows how a refusal looks."""
        raise forms.ValidationError(_("A PIN has 14 digits; this one has 10. Look at the passport again."))


def examples(request: HttpRequest) -> dict[str, Any]:
    """Return everything the page of components needs."""
    from django.template.loader import render_to_string

    now = clock.now()
    form = ExampleForm({"surname": "", "pin": "2120319840", "village": "Кароол", "language": "ky"})
    form.add_error(None, _("Two fields need your attention."))
    hits = [Hit(name, f"ПИН ••••••••••{pin[-4:]} · {born}", "#", note="Кароол") for name, born, pin, _sum in PEOPLE]
    hits[2] = Hit(hits[2].title, hits[2].detail, "#", note="Жаңы-Абад", approximate=True)
    found: SafeString = render_to_string(
        "ui/parts/found.html", {"q": "абд", "groups": [Group(label=str(_("Residents")), hits=hits)], "status": ""}
    )
    return {
        "form": form,
        "fresh_form": ExampleForm(auto_id="fresh_%s"),
        "states": STATES,
        "villages": VILLAGES,
        "week": WEEK,
        "people": PEOPLE,
        "moments": [now, now - timedelta(minutes=7), now - timedelta(hours=26), now - timedelta(days=40)],
        "today": clock.today(),
        "page_of_many": Paginator(range(95), 20).page(2),
        "example_found": found,
        "nothing_found": render_to_string("ui/parts/found.html", {"q": "йцук", "groups": [], "status": ""}),
    }
