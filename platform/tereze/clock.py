"""The one place where the clock is read.

Rules take the day or the moment as a parameter; pages, commands and tasks ask here.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

OFFICE_TIME = ZoneInfo("Asia/Bishkek")
"""The time of every council: UTC+6, without summer time."""


def now() -> datetime:
    """Return the present moment in office time."""
    return datetime.now(tz=OFFICE_TIME)


def today() -> date:
    """Return the present day as an office in Kyrgyzstan sees it."""
    return now().date()
