"""What the journal calls the things that are done with certificates."""

from collections.abc import Collection, Mapping

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from services.certificates import templates
from services.certificates.models import Certificate, State
from tereze.accounts.permissions import Permission
from tereze.audit.purposes import Origin, name_purposes
from tereze.audit.saying import day, number_of_paper, one_of
from tereze.audit.words import Detail, name_actions, name_details, name_kinds, name_looks, name_parts, name_subjects
from tereze.exchange import facts


def tell() -> None:
    """Name all of it; called once, when the app is ready."""
    _name_things()
    _name_details()
    _name_purposes()
    name_parts({"verification": _("the verification page")})
    name_looks(
        {
            "certificate.previewed": (_("Certificate previewed"), _("what the certificate says")),
            "certificate.viewed": (_("Certificate looked at"), _("what the certificate says")),
            "certificate.opened": (_("Certificate's PDF opened"), _("what the certificate says")),
            "certificate.opened_by_holder": (
                _("Certificate opened with digits of the PIN"),
                _("what the certificate says"),
            ),
            "certificate.pdf_by_holder": (_("PDF taken by the holder of the paper"), _("what the certificate says")),
        }
    )
    name_actions(
        {
            "certificate.issued": _("Certificate issued"),
            "certificate.printed": _("Certificate printed again"),
            "certificate.revoked": _("Certificate revoked"),
            "certificate.replaced": _("Certificate replaced"),
            "certificates.exported": _("List of certificates exported"),
            "certificate_template.adopted": _("Decision about an additional service noted"),
            "certificate.digits_refused": _("Wrong digits of the PIN for a certificate"),
            "signing_key.rotated": _("Signing key changed"),
        }
    )


def _name_things() -> None:
    name_kinds({"certificate": _("Certificate"), "certificate_template": pgettext_lazy("journal", "Certificate")})
    name_subjects("certificate", _numbers, permission=Permission.CERTIFICATE_VIEW)
    name_subjects("certificate_template", _titles, permission=None)


def _numbers(references: Collection[str]) -> Mapping[str, str]:
    found = Certificate.objects.filter(reference__in=references).values_list("reference", "number")
    return {reference: number_of_paper(number) for reference, number in found}


def _titles(names: Collection[str]) -> Mapping[str, str]:
    """Return the titles of templates, which stand in the journal as `residence` or `residence v2`."""
    titles = {one.code: one.name.ru if get_language() == "ru" else one.name.ky for one in templates.current()}
    return {name: title for name in names if (title := titles.get(name.partition(" ")[0]))}


def _word(key: str) -> str:
    """Return what `ky:resident.name|dative` is about: the label of the fact."""
    fact = key.partition(":")[2].partition("|")[0]
    return str(facts.find(fact).label) if facts.is_known(fact) else str(_("For whom"))


def _name_details() -> None:
    name_details(
        "certificate",
        {
            "number": Detail(pgettext_lazy("detail", "certificate"), say=number_of_paper, beside="certificate"),
            "certificate": Detail(pgettext_lazy("detail", "certificate"), about="certificate"),
            "template": Detail(pgettext_lazy("detail", "kind"), about="certificate_template"),
            "own_words": Detail(pgettext_lazy("detail", "the clerk's own words for"), say=_word),
            "time": Detail(pgettext_lazy("detail", "printed again, times")),
            "reason": Detail(pgettext_lazy("detail", "reason")),
            "left": Detail(pgettext_lazy("detail", "tries left")),
        },
    )
    name_details("signing_key", {"number": Detail(pgettext_lazy("detail", "number of the key"))})
    name_details(
        "certificate_template",
        {
            "decision": Detail(pgettext_lazy("detail", "decision of the kenesh")),
            "day": Detail(pgettext_lazy("detail", "day"), say=day),
        },
    )
    name_details(
        "certificates",
        {
            "count": Detail(pgettext_lazy("detail", "certificates")),
            "state": Detail(pgettext_lazy("detail", "state"), say=one_of(dict(State.choices))),
            "template": Detail(pgettext_lazy("detail", "kind"), about="certificate_template"),
            "day": Detail(pgettext_lazy("detail", "day"), say=day),
        },
    )


def _name_purposes() -> None:
    name_purposes(
        {"certificate": _("for a certificate")},
        opened_from=[
            Origin("certificate_issue", "certificate", "certificate_template:template", _is_for),
            Origin("certificate", "certificate", "certificate:reference", _is_of),
            Origin("certificate_replace", "certificate", "certificate:reference", _is_of),
        ],
    )


def _is_for(parts: dict[str, str], subject: str) -> bool:
    return subject == f"resident:{parts['resident']}"


def _is_of(parts: dict[str, str], subject: str) -> bool:
    of = Certificate.objects.filter(reference=parts["reference"]).values_list("subject", flat=True).first()
    return subject == f"resident:{of}"
