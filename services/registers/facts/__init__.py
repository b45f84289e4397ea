"""What the register can say of a resident, each statement with the page of the household book on which it stands.

Who is dead or has left the council on the day lives nowhere here: about residence and household there is nothing to say
then. Everything about one subject is read once, however many facts are asked: at most a query a kind of thing.
"""

from services.registers.facts import (  # noqa: F401  # they register facts
    deceased,
    households,
    kin,
    own,
    page,
    people,
    property,  # noqa: A004
    standing,
)
