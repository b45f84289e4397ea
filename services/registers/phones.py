"""Telephone numbers: stored as E.164 («+996770123456»), shown as people here write them («0770 12 34 56»)."""

import re

import phonenumbers

HOME = "KG"
_HOME_NUMBER = re.compile(r"\+996([1-9]\d{2})(\d{2})(\d{2})(\d{2})")


class BadPhoneError(ValueError):
    """The text is not a telephone number."""


def normalise(text: str) -> str:
    """Return the number in E.164; an empty text stays empty. Raises BadPhoneError.

    A number without a country is Kyrgyz, with or without the leading 0.
    """
    if not text.strip():
        return ""
    digits = re.sub(r"\D", "", text)
    international = text.strip().startswith("+") or (digits.startswith("996") and len(digits) == 12)
    try:
        number = phonenumbers.parse(f"+{digits}" if international else digits, None if international else HOME)
    except phonenumbers.NumberParseException as error:
        raise BadPhoneError(text) from error
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    complete = _HOME_NUMBER.fullmatch(e164) or not e164.startswith("+996")
    if not complete or not phonenumbers.is_possible_number(number):
        raise BadPhoneError(text)
    return e164


def local(number: str) -> str:
    """Return an E.164 number as it is written and dialled here; foreign ones with their country code."""
    if match := _HOME_NUMBER.fullmatch(number):
        return "0" + " ".join(match.groups())
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def mask(number: str) -> str:
    """Return the number as cards show it before somebody asks for it: its beginning and its last two digits."""
    shown = local(number)
    return shown[:4] + re.sub(r"\d", "•", shown[4:-2]) + shown[-2:]
