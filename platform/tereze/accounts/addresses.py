"""From which network address a request comes. Lock-outs and counters ask here."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address of whoever asks; an empty string where there is none (a command, a test).

    Behind proxies of ours it is what the outermost of them saw: counted from the end of `X-Forwarded-For`, because
    everything before that may be written by the asker.
    """
    own: str = request.META.get("REMOTE_ADDR", "")
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if not settings.PROXIES or len(seen) < settings.PROXIES:
        return own
    claimed = seen[-settings.PROXIES]
    try:
        return str(ip_address(claimed))
    except ValueError:
        return own
