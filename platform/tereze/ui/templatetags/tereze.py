"""`{% load tereze %}`: components of the page. README.md of this app shows each with an example."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tereze import clock
from tereze.language import dates, numbers
from tereze.ui import charts, days, icons, navigation

register = template.Library()

PIN_SHOWN = 4
"""How many of a PIN's last digits a list shows (law on personal data: no more than is needed)."""

STATES: dict[str, tuple[str, str | Promise]] = {
    "valid": ("check", _("Valid")),
    "expired": ("clock", _("Expired")),
    "revoked": ("close", _("Revoked")),
    "replaced": ("replace", _("Replaced")),
    "draft": ("draft", _("Draft")),
    "warning": ("warning", _("Check this")),
    "error": ("warning", _("Error")),
    "plain": ("", ""),
}


def _language() -> dates.Language:
    code = get_language() or "ky"
    return code if code in {"ky", "ru", "en"} else "ky"  # type: ignore[return-value]


def _day(moment: date | datetime) -> date:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


# --- how things are written


@register.filter
def masked(pin: str | None) -> str:
    """Show only the last four digits of a PIN: ••••••••••9001."""
    text = str(pin or "")
    return "•" * (len(text) - PIN_SHOWN) + text[-PIN_SHOWN:]


@register.filter
def grouped(number: int | Decimal | None) -> str:
    """Write a number with its thousands apart: 17 000."""
    return "" if number is None else numbers.grouped(number)


@register.filter
def office_date(day: date | datetime | None) -> str:
    """Write a day as an office does in a list: 23.11.2026-ж."""
    return dates.short_date(_day(day), _language()) if day else ""


@register.filter
def long_date(day: date | datetime | None) -> str:
    """Write a day in words: 2026-жылдын 23-ноябры."""
    return dates.long_date(_day(day), _language()) if day else ""


@register.filter
def office_time(moment: datetime | None) -> str:
    """Write the time of day: 14:05."""
    return timezone.localtime(moment).strftime("%H:%M") if moment else ""


@register.simple_tag
def ago(moment: datetime | None) -> str:
    """Say how long ago `moment` was, with the exact time on hover."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    exact = f"{office_date(local)}, {local:%H:%M}"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        exact,
        _since(local, clock.now()),
    )


def _since(local: datetime, now: datetime) -> str:
    passed = now - local
    days = (timezone.localtime(now).date() - local.date()).days
    if timedelta() <= passed < timedelta(minutes=1):
        return gettext("just now")
    if timedelta() <= passed < timedelta(hours=1):
        return gettext("%(count)s min ago") % {"count": passed.seconds // 60}
    if days == 0:
        return gettext("today, %(time)s") % {"time": local.strftime("%H:%M")}
    if days == 1:
        return gettext("yesterday, %(time)s") % {"time": local.strftime("%H:%M")}
    return office_date(local)


# --- small things


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon; it is decoration, its word stands beside it."""
    shape = icons.SHAPES[name]
    return mark_safe(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{shape}</svg>')  # noqa: S308


@register.simple_tag(name="tag")
def state_tag(state: str, label: str = "") -> str:
    """Show a state by word, sign and colour. `label` replaces the state's own word."""
    sign, word = STATES.get(state, STATES["plain"])
    drawn = icon(sign) if sign else ""
    return format_html('<span class="tag tag-{}">{}<span>{}</span></span>', state, drawn, label or word)


@register.inclusion_tag("ui/parts/stat.html")
def stat(number: object, label: str, unit: str = "") -> dict[str, Any]:
    """Show a number with what it counts. Stands in `<dl class="stats">`."""
    shown = numbers.grouped(number) if isinstance(number, int | Decimal) else number
    return {"number": shown, "label": label, "unit": unit}


@register.inclusion_tag("ui/parts/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    """Show how far something is, in words and as a bar."""
    return {"done": done, "total": max(total, 1), "label": label, "percent": 100 * done // max(total, 1)}


@register.inclusion_tag("ui/parts/empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """Invite: what this list is for, and the button that fills it."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("ui/parts/bars.html")
def bars(series: Sequence[tuple[str, int]], title: str, label: str, number: str) -> dict[str, Any]:
    """Show named counts as a table with drawn bars. `label` and `number` head the columns."""
    return {"chart": charts.bars(series), "title": title, "label": label, "number": number}


@register.inclusion_tag("ui/parts/columns.html")
def columns(series: Sequence[tuple[str, int]], title: str, label: str, number: str) -> dict[str, Any]:
    """Draw counts over time as small columns, with the table beside; the last one is strong."""
    return {"chart": charts.columns(series), "title": title, "label": label, "number": number}


@register.inclusion_tag("ui/parts/pyramid.html")
def pyramid(steps: Sequence[tuple[str, int, int]], left: str, right: str) -> dict[str, Any]:
    """Draw two counts for each step away from the middle. Numbers stand in a table beside it, made by the page."""
    return {"chart": charts.pyramid(steps), "left": left, "right": right}


@register.inclusion_tag("ui/parts/groups.html")
def groups(kinds: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> dict[str, Any]:
    """Draw several counts over time, side by side. Numbers stand in a table beside it, made by the page."""
    return {"chart": charts.groups(kinds, series)}


# --- forms


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, kind: str = "") -> dict[str, Any]:
    """Render label, hint, control and errors of one field. `kind="wide"` lets it span a form of two columns."""
    name = bound.id_for_label or bound.auto_id or bound.html_name
    described = [f"{name}_hint"] if bound.help_text else []
    described += [f"{name}_error"] if bound.errors else []
    attrs: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attrs),
        "name": name,
        "kind": kind,
        "single_choice": isinstance(bound.field.widget, CheckboxInput),
        "optional": not bound.field.required and not isinstance(bound.field.widget, CheckboxInput),
    }


@register.simple_tag
def day_input(name: str, value: date | str | None = None) -> SafeString:
    """Take a day, outside of a form class: in the line of a list's filters. Read it with `tereze.ui.days.read`."""
    return days.DayInput().render(name, value, attrs={"id": name})


@register.inclusion_tag("ui/parts/form.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """Render a form's errors and all its fields, in order. Stands in `<form class="form">`."""
    return {"form": form}


# --- the frame


@register.inclusion_tag("ui/parts/pages.html", takes_context=True)
def pages(context: dict[str, Any], page: Page[Any]) -> dict[str, Any]:
    """Lead through a long list, keeping what was asked."""
    request: HttpRequest = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "before": address(page.previous_page_number()) if page.has_previous() else "",
        "after": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("ui/parts/navigation.html", takes_context=True)
def main_navigation(context: dict[str, Any]) -> dict[str, Any]:
    """Link the pages that this member of staff may open."""
    request: HttpRequest = context["request"]
    return {"links": navigation.links_for(request)}


@register.inclusion_tag("ui/parts/languages.html", takes_context=True)
def languages(context: dict[str, Any]) -> dict[str, Any]:
    """Offer the languages; choosing one keeps the page."""
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "current": get_language(),
        "languages": settings.LANGUAGES,
    }
