"""What certificates tell the other services."""

from tereze.exchange import events

ISSUED = events.declare("certificates.issued", "certificate", "subject")
REVOKED = events.declare("certificates.revoked", "certificate", "subject")
REPLACED = events.declare("certificates.replaced", "certificate", "by", "subject")
