"""What the journal calls the things that are done with certificates."""

from django.utils.translation import gettext_lazy as _

from tereze.audit.words import name_actions


def tell() -> None:
    """Name the actions; called once, when the app is ready."""
    name_actions(
        {
            "certificate.previewed": _("Certificate previewed"),
            "certificate.issued": _("Certificate issued"),
            "certificate.viewed": _("Certificate looked at"),
            "certificate.opened": _("Certificate's PDF opened"),
            "certificate.printed": _("Certificate printed again"),
            "certificate.revoked": _("Certificate revoked"),
            "certificate.replaced": _("Certificate replaced"),
            "certificates.exported": _("List of certificates exported"),
        }
    )
