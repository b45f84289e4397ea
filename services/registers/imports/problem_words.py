"""What each kind of problem says, and what to do about it."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from services.registers.imports.problem_codes import About, Code, Severity

_E, _W = Severity.ERROR, Severity.WARNING
_COMPARE = _("Compare it with the document and correct the cell.")
_CHECK = _("Check it; correct the file if it is wrong.")
_AS_TEXT = _("Set the column's format to Text, type the number again from the document, and save.")
_ON_CARD = _("Nothing has to be done now. It can be added on the card after the import.")
_CHOOSE_VILLAGE = _("Choose the village on the page of the check, or correct the cell.")
_CHOOSE_RELATION = _("Choose what it means on the page of the check, or correct the cell.")
_CHOOSE_WORD = _("Choose what it means on the page of the check, or leave it out.")
_ONE_ROW = _("Leave the right row and delete the other.")

ABOUT: Final[Mapping[Code, About]] = {
    Code.NAME_MISSING: About(_E, _("There is no name."), _("Write surname, given name and patronymic.")),
    Code.NAME_HALF: About(_E, _("Only one word of the name is there."), _("Write surname and given name in full.")),
    Code.NAME_INITIALS: About(
        _E, _("The name has initials only. A certificate needs the full name."), _("Write the names in full.")
    ),
    Code.NAME_SIGNS: About(_E, _("The name holds digits or signs."), _("Leave letters, hyphens and spaces only.")),
    Code.NAME_BRACKETS: About(_W, _("What stands in brackets is left out: {dropped}."), _ON_CARD),
    Code.LETTERS_MIXED: About(
        _W, _("One word has Latin and Cyrillic letters."), _("Type the word again on one keyboard layout.")
    ),
    Code.TOO_LONG: About(_E, _("The text is too long: at most {most} characters."), _("Shorten it.")),
    Code.IDENTITY_MISSING: About(
        _E, _("There is neither a PIN nor a date of birth, so namesakes cannot be told apart."), _("Add one of them.")
    ),
    Code.DATE_UNREADABLE: About(_E, _("This is not understood as a date."), _("Write it like 15.03.1984.")),
    Code.DATE_IMPOSSIBLE: About(_E, _("There is no such day in the calendar."), _COMPARE),
    Code.DATE_FUTURE: About(_E, _("The day is still to come."), _COMPARE),
    Code.DATE_TOO_OLD: About(_E, _("The year is before 1900."), _COMPARE),
    Code.DATE_ONLY_YEAR: About(
        _E, _("Only the year is there, and no PIN that tells the day."), _("Write the whole date, or add the PIN.")
    ),
    Code.DATE_FROM_PIN: About(_W, _("The date of birth is taken from the PIN: {date}."), _CHECK),
    Code.DATE_SWAPPED: About(_W, _("Month and day are swapped; read as {date}."), _CHECK),
    Code.PIN_DIGITS: About(_E, _("A PIN has digits only."), _COMPARE),
    Code.PIN_LENGTH: About(_E, _("A PIN has 14 digits; here are {digits}."), _COMPARE),
    Code.PIN_SHORTENED: About(_E, _("Excel has cut off the last digits of the PIN."), _AS_TEXT),
    Code.PIN_FIRST_DIGIT: About(_E, _("A person's PIN begins with 1 (woman) or 2 (man)."), _COMPARE),
    Code.PIN_DATE: About(_E, _("Digits 2 to 9 of the PIN are no possible date of birth."), _COMPARE),
    Code.PIN_COMPLETED: About(
        _W, _("The first digit of the PIN is missing; by sex and date of birth it is {pin}."), _CHECK
    ),
    Code.PIN_OTHER_DATE: About(_W, _("The PIN says another date of birth: {date}."), _COMPARE),
    Code.PIN_OTHER_SEX: About(_W, _("The PIN says another sex."), _COMPARE),
    Code.SEX_UNREADABLE: About(_E, _("This is not understood as a sex."), _("Write «эркек» or «аял».")),
    Code.SEX_MISSING: About(
        _E, _("The sex is not given and follows neither from the PIN nor from the relation."), _("Add it.")
    ),
    Code.SEX_FROM_NAME: About(_W, _("The sex is taken from the name: {sex}."), _CHECK),
    Code.RELATION_UNREADABLE: About(
        _E, _("The relation to the head is not understood."), _CHOOSE_RELATION
    ),
    Code.RELATION_MISSING: About(
        _W, _("The relation to the head is missing; entered as “other relative”."), _ON_CARD
    ),
    Code.RELATION_GUESSED: About(_W, _("The relation is read as “{relation}”."), _CHECK),
    Code.RELATION_SEX: About(_W, _("The relation “{relation}” does not fit the sex."), _CHECK),
    Code.PHONE_UNREADABLE: About(_W, _("This is no telephone number; it is left out."), _ON_CARD),
    Code.PHONE_SECOND: About(_W, _("Only the first number is taken; left out: {dropped}."), _ON_CARD),
    Code.DOCUMENT_UNREADABLE: About(
        _W, _("Series and number of the document are not understood; they are left out."),
        _("Write them like ID1234567.")
    ),
    Code.DOCUMENT_OTHERS: About(_E, _("In the register this document belongs to {name}."), _COMPARE),
    Code.DOCUMENT_TWICE: About(_E, _("The same document stands in row {row}."), _COMPARE),
    Code.NATIONALITY_UNREADABLE: About(_W, _("The ethnicity is not in the list; it is left out."), _ON_CARD),
    Code.VILLAGE_UNKNOWN: About(_E, _("The council has no such village."), _CHOOSE_VILLAGE),
    Code.VILLAGE_MISSPELT: About(
        _E, _("The council has no such village. Did you mean {village}?"), _CHOOSE_VILLAGE
    ),
    Code.VILLAGE_MISSING: About(
        _E, _("The address says no village, and the council has several."), _("Add the village.")
    ),
    Code.HOUSEHOLD_WRONG: About(
        _E, _("The address of this household, in row {row}, has to be corrected first."), _("Correct that row.")
    ),
    Code.STREET_MISSING: About(_W, _("The address says no street; it is left out."), _ON_CARD),
    Code.HOUSE_WAS_DATE: About(_W, _("Excel has made a date of the house number; read as {house}."), _CHECK),
    Code.ACCOUNT_UNREADABLE: About(
        _E, _("This is no account number: at most 20 characters, with a number."), _("Write it like 3-45.")
    ),
    Code.ACCOUNT_WAS_DATE: About(_E, _("Excel has made a date of the account number."), _AS_TEXT),
    Code.ACCOUNT_IN_TWO_VILLAGES: About(
        _E, _("Account {account} stands for another village in row {row}."),
        _("Account numbers are unique in the council. If each village counts from 1, add a column with the book."),
    ),
    Code.REPEATED: About(_W, _("The same person stands in row {row}; this row is left out."), _ONE_ROW),
    Code.REPEATED_ELSEWHERE: About(_E, _("The same person stands in row {row} in another household."), _ONE_ROW),
    Code.PIN_TWICE: About(_E, _("The PIN stands for somebody else in row {row}."), _COMPARE),
    Code.NAMESAKE: About(_W, _("Row {row} has the same name and date of birth, but another PIN."), _CHECK),
    Code.PIN_OTHERS: About(_E, _("In the register this PIN belongs to {name}."), _COMPARE),
    Code.REGISTER_OTHER_PIN: About(
        _E, _("The register has {name}, born on the same day, with another PIN."),
        _("Compare with the document; correct the file, or the PIN on the card."),
    ),
    Code.LOOKS_LIKE: About(
        _W, _("Looks like {name}, born on the same day, who is in the register. Entered as a new person."), _CHECK
    ),
    Code.DIED: About(
        _E, _("By the register this person died on {date}."), _("Delete the row, or correct the date on the card.")
    ),
    Code.NAME_CHANGES: About(_W, _("The register calls this person {name}; the name is replaced."), _CHECK),
    Code.MOVES: About(_W, _("The person moves here from household {account}."), _CHECK),
    Code.TWO_HEADS: About(
        _E, _("The household already has a head in row {row}."),
        _("Write the relation to that head, or another account number."),
    ),
    Code.HEAD_IN_REGISTER: About(
        _E, _("By the register the head of this household is {name}, who is not in the file."),
        _("Add the former head to the file, or change the head on the household's page first."),
    ),
    Code.NO_HEAD: About(_W, _("The household has no head."), _("Write «үй-бүлө башчысы» for one of its members.")),
    Code.FIRST_IS_HEAD: About(_W, _("The household names no head; the first member is entered as head."), _CHECK),
    Code.NO_ACCOUNT: About(
        _W, _("The household has no account number; it gets {account} until it is entered in a book."), _ON_CARD
    ),
    Code.NO_HOUSEHOLD: About(_W, _("Neither account nor full address: the person is in no household."), _ON_CARD),
    Code.ADDRESS_DIFFERS: About(
        _W, _("The household's first row has another address; this one is left out."), _CHECK
    ),
    Code.WORD_UNKNOWN: About(_W, _("The word is not in the list; it is left out."), _CHOOSE_WORD),
    Code.ACCOUNT_UNKNOWN: About(_W, _("The register has no household {account}; the owner is found by name."), _CHECK),
    Code.AREA_MISSING: About(_E, _("The area is missing."), _("Write it with its unit, like 0,12 га or 1200 м².")),
    Code.AREA_UNREADABLE: About(
        _E, _("This is not understood as an area."), _("Write it with its unit, like 0,12 га or 1200 м².")
    ),
    Code.AREA_WITHOUT_UNIT: About(
        _E, _("Neither the cell nor the heading says the unit of the area."),
        _("Choose the unit on the page of the columns, or write it in the cell."),
    ),
    Code.AREA_LARGE: About(
        _W, _("A plot at a house of more than one hectare: is the unit right?"), _CHECK
    ),
    Code.COUNT_JUMPS: About(_W, _("The last count had {before}, now there are {now}."), _CHECK),
    Code.COUNTED_TWICE: About(_E, _("The same household has this in row {row} already."), _ONE_ROW),
    Code.COUNTED_UNKNOWN: About(_E, _("This animal or thing is not in the list."), _CHOOSE_WORD),
    Code.ENGINE_UNREADABLE: About(_W, _("The size of the engine is not understood; it is left out."), _ON_CARD),
    Code.HOUSEHOLD_UNKNOWN: About(
        _E, _("The register has no such household."), _("Choose the person, or correct the account number.")
    ),
    Code.KIND_MISSING: About(_E, _("The kind is missing."), _("Choose it from the list.")),
    Code.KIND_UNKNOWN: About(_E, _("The kind is not in the list."), _("Choose it from the list.")),
    Code.NUMBER_MISSING: About(_E, _("The number is missing."), _("Write how many there are.")),
    Code.NUMBER_UNREADABLE: About(_E, _("This is no number."), _("Write digits only.")),
    Code.OWNER_ALIKE: About(_W, _("Taken for {name}, whose name differs by a letter."), _CHECK),
    Code.OWNER_BY_INITIALS: About(_W, _("By the initials this is {name}."), _CHECK),
    Code.OWNER_CHANGES: About(_W, _("By the register the owner was {name}; it passes to the one in the file."), _CHECK),
    Code.OWNER_DIED: About(_W, _("By the register {name} died on {date}."), _CHECK),
    Code.OWNER_MISSING: About(
        _E, _("The row names no owner: no PIN, no name, no account."), _("Write the PIN or the full name.")
    ),
    Code.OWNER_NAMESAKES: About(
        _E, _("The register has several people of this name: {count}."), _("Choose the person, or add the PIN.")
    ),
    Code.OWNER_SINCE_TODAY: About(
        _E, _("By the register it belongs to {name} since today."), _("Change the owner on the page of the register.")
    ),
    Code.OWNER_UNKNOWN: About(
        _E, _("The register has nobody of this name or PIN."),
        _("Choose the person, or import the people first."),
    ),
    Code.PLATE_UNREADABLE: About(_E, _("This is no number plate."), _("Write it like 01KG123ABC.")),
    Code.SHARE_UNREADABLE: About(_E, _("This is not understood as a share."), _("Write it like 1/3 or 50 %.")),
    Code.SHARES_OVER: About(
        _E, _("The shares add up to more than the whole: {total}."), _("Correct the shares.")
    ),
    Code.STREET_UNKNOWN: About(
        _W, _("The village has no such street; it is left out."), _("Choose the street, or leave it out.")
    ),
    Code.THING_DIFFERS: About(
        _E, _("Row {row} says something else of the same: {what}."), _("Correct one of the two rows.")
    ),
    Code.THING_ENDED: About(_E, _("By the register this ended on {date}."), _COMPARE),
    Code.YEAR_UNREADABLE: About(_W, _("This is no year; it is left out."), _ON_CARD),
}  # fmt: skip
