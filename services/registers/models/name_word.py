"""The words of which residents' names are made."""

from django.db import models


class NameWord(models.Model):
    """A word that stands, or once stood, in some resident's search key: what a mistyped word may have been meant as.

    A trigger of the residents' table adds words, whoever writes there. None is taken away: one that nobody bears any
    more finds nobody.
    """

    word = models.TextField(primary_key=True)

    def __str__(self) -> str:
        return self.word
