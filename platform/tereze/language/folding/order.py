"""The Kyrgyz alphabetical order for databases that only know the order of code points."""

import re
import unicodedata

# Neighbours' letters stand beside the letter they are closest to.
_ORDER = "аәбвгғҕдеёєжҗҷзиіїӣйкқлмнңоөпрстуўұӯүфхҳһцчшщъыьэюя"
_PLACES = str.maketrans({letter: chr(0x0430 + place) for place, letter in enumerate(_ORDER)})
_SEPARATORS = re.compile(r"[\W_]+")


def sort_key(text: str) -> str:
    """Return a string whose plain code point order is the alphabetical order of `text`: … н ң о ө п … у ү ф …

    Case and punctuation do not count; words are compared one by one («Ак Терек» before «Акматов»); digits come
    before Latin letters, and these before Cyrillic ones. The key is for sorting only, not for reading.
    """
    bare = unicodedata.normalize("NFC", text).lower()
    return _SEPARATORS.sub(" ", bare).strip().translate(_PLACES)
