"""What the journal calls what is done with a round."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.registers.models import CountingRound
from services.registers.rounds import access, wording
from tereze.accounts.permissions import Permission
from tereze.audit.purposes import name_purposes
from tereze.audit.saying import day, one_of
from tereze.audit.words import Detail, name_actions, name_details, name_kinds, name_looks, name_subjects


def tell() -> None:
    """Name what is done with rounds; called once, when the app is ready."""
    name_kinds({"counting_round": _("Journal: yearly round")}, pages={"counting_round": "round"})
    name_subjects("counting_round", _rounds, permission=Permission.ROUND_WALK)
    name_actions(_ACTIONS)
    name_looks(_LOOKS)
    name_details("round", _DETAILS)
    name_purposes({access.PURPOSE: _("for the yearly round")})


def _rounds(references: Collection[str]) -> Mapping[str, str]:
    found = CountingRound.objects.filter(reference__in=references)
    return {one.reference: wording.round_title(one) for one in found}


def _walker(name: str) -> str:
    return wording.staff().get(name, name)


_ACTIONS = {
    "round.opened": _("Yearly round opened"),
    "round.closed": _("Yearly round closed"),
    "round.reopened": _("Yearly round opened again"),
    "round.assigned": _("Streets of a round given to walkers"),
    "round.visited": _("Household visited on a round"),
    "round.followed_up": _("What a walker heard was ticked off"),
    "round.explained": _("Something odd in a round explained"),
}
_LIST = _("names, years of birth, relations, animals, land")
_LOOKS = {
    "round.walked": (_("Street of a round opened"), _LIST),
    "round.printed": (_("Walk list printed"), _LIST),
    "round.heard_read": (_("What walkers heard was read"), _("what was told of families")),
    "round.compared": (_("Comparison of a round read"), _("animals, ages of members")),
}
_DETAILS = {
    "on": Detail(pgettext_lazy("detail", "as of"), say=day),
    "round": Detail(pgettext_lazy("detail", "round"), about="counting_round"),
    "livestock_only": Detail(pgettext_lazy("detail", "livestock only")),
    "left": Detail(pgettext_lazy("detail", "households not visited")),
    "reason": Detail(pgettext_lazy("detail", "reason")),
    "streets": Detail(pgettext_lazy("detail", "streets")),
    "walkers": Detail(pgettext_lazy("detail", "walkers"), say=_walker),
    "state": Detail(pgettext_lazy("detail", "how it ended"), say=one_of(wording.STATES)),
    "replaced": Detail(pgettext_lazy("detail", "over an earlier visit")),
    "heard": Detail(pgettext_lazy("detail", "heard"), say=one_of(wording.HEARD)),
    "rule": Detail(pgettext_lazy("detail", "what looked wrong"), say=one_of(wording.RULES)),
    "street": Detail(pgettext_lazy("detail", "street")),
    "village": Detail(pgettext_lazy("detail", "village")),
    "villages": Detail(pgettext_lazy("detail", "villages")),
}
