"""What to say when a truth of the database would be broken, where no event has said it better before."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: Final[dict[str, Promise]] = {
    "a_pin_is_one_residents": _("Another resident has this PIN."),
    "a_document_is_one_residents": _("This document is another resident's."),
    "one_open_membership_per_resident": _("Somebody here belongs to another household already."),
    "memberships_of_a_resident_do_not_overlap": _("Somebody belonged to another household on that day."),
    "one_open_head_per_household": _("The household would have two heads."),
    "a_member_leaves_after_joining": _("Somebody would leave the household before joining it. Look at the day."),
    "a_resident_dies_after_birth": _("Nobody dies before birth. Look at the day."),
    "one_open_address_per_household": _("The household would have two addresses."),
    "addresses_of_a_household_do_not_overlap": _("The household had another address on that day."),
    "an_address_ends_after_it_began": _("The household moved there later than this. Look at the day."),
    "one_open_marriage_per_man": _("The man is married already. Record the divorce or the death first."),
    "one_open_marriage_per_woman": _("The woman is married already. Record the divorce or the death first."),
    "a_marriage_ends_after_it_began": _("The marriage began later than this. Look at the day."),
    "one_open_parenthood_per_pair": _("This is written down already."),
    "a_parenthood_ends_after_it_began": _("It began later than this. Look at the day."),
    "a_household_closes_after_it_opened": _("The household was opened later than this. Look at the day."),
    "a_share_is_at_most_the_whole": _("A share is at most the whole."),
    "an_ownership_ends_after_it_began": _("The ownership began later than this. Look at the day."),
    "an_eni_is_one_parcels": _("Another parcel has this ЕНИ code."),
    "an_eni_is_one_buildings": _("Another building has this ЕНИ code."),
    "a_plate_is_one_vehicles": _("Another vehicle has this plate."),
    "a_benefit_is_held_once_at_a_time": _("This benefit is written down for these days already."),
}
"""By the name of the constraint."""
