"""Finding and sorting names however they are spelt or typed."""

from tereze.language.folding.key import fold, words
from tereze.language.folding.order import sort_key
from tereze.language.folding.typed import keyboard_swap, native_place, to_cyrillic, variants

__all__ = ["fold", "keyboard_swap", "native_place", "sort_key", "to_cyrillic", "variants", "words"]
