"""The order in which a household is told: its head first, then by closeness, and who is of which generation."""

from typing import Final

from services.registers.relations import Relation

R = Relation

_ORDER: Final = (
    (0, {R.HEAD}),
    (0, {R.HUSBAND, R.WIFE}),
    (1, {R.SON, R.DAUGHTER, R.ADOPTED_SON, R.ADOPTED_DAUGHTER, R.STEPSON, R.STEPDAUGHTER, R.WARD}),
    (1, {R.DAUGHTER_IN_LAW, R.SON_IN_LAW}),
    (2, {R.GRANDSON, R.GRANDDAUGHTER}),
    (3, {R.GREAT_GRANDSON, R.GREAT_GRANDDAUGHTER}),
    (-1, {R.FATHER, R.MOTHER, R.STEPFATHER, R.STEPMOTHER, R.FATHER_IN_LAW, R.MOTHER_IN_LAW}),
    (-2, {R.GRANDFATHER, R.GRANDMOTHER, R.MATERNAL_GRANDFATHER, R.MATERNAL_GRANDMOTHER}),
    (0, {R.ELDER_BROTHER, R.YOUNGER_BROTHER, R.ELDER_SISTER, R.YOUNGER_SISTER, R.YOUNGER_SISTER_OF_WOMAN}),
    (0, {R.ELDER_BROTHER_IN_LAW, R.YOUNGER_BROTHER_IN_LAW, R.ELDER_SISTER_IN_LAW, R.YOUNGER_SISTER_IN_LAW,
         R.WIFES_YOUNGER_SISTER, R.ELDER_SISTERS_HUSBAND, R.YOUNGER_SISTERS_HUSBAND, R.ELDER_BROTHERS_WIFE,
         R.YOUNGER_BROTHERS_WIFE}),
    (1, {R.NEPHEW, R.NIECE, R.SISTERS_SON, R.SISTERS_DAUGHTER}),
    (-1, {R.UNCLE, R.AUNT, R.MATERNAL_UNCLE, R.MATERNAL_AUNT}),
)  # fmt: skip

_ABOUT: Final = {
    relation: (place, generation) for place, (generation, group) in enumerate(_ORDER) for relation in group
}
_LAST: Final = len(_ORDER)


def place(relation: Relation) -> int:
    """Return where a relation stands in the list of a household's members; the head is 0."""
    return _ABOUT[relation][0] if relation in _ABOUT else _LAST


def generation(relation: Relation) -> int | None:
    """Return the generation, counted from the head: 1 for children, -1 for parents; None where it does not follow."""
    return _ABOUT[relation][1] if relation in _ABOUT else None
