"""What certificates tell the other services."""

from django.utils.translation import gettext_lazy as _

from tereze.exchange import events

ISSUED = events.declare("certificates.issued", "certificate", "subject", label=_("Certificate issued"))
REVOKED = events.declare("certificates.revoked", "certificate", "subject", label=_("Certificate revoked"))
REPLACED = events.declare("certificates.replaced", "certificate", "by", "subject", label=_("Certificate replaced"))
