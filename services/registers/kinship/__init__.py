"""Who is what to whom: relations to a head, found by rule from papers and from the relations to the head before.

What the papers say (births, adoptions, guardians, marriages) comes first; what is written in the household book fills
the gaps. Where neither tells, somebody is an «other relative» and a person has to say it better.
"""

from services.registers.kinship.branches import Branch, branches
from services.registers.kinship.heads import likely_head
from services.registers.kinship.papers import Papers, papers_among, papers_of
from services.registers.kinship.proposals import Related, joining, proposed, relation_of

__all__ = [
    "Branch",
    "Papers",
    "Related",
    "branches",
    "joining",
    "likely_head",
    "papers_among",
    "papers_of",
    "proposed",
    "relation_of",
]
