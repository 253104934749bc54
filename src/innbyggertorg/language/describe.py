"""Values in words: the one door to the tables of the languages."""

from innbyggertorg.days.rule import DayRule
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.language.days import days_words
from innbyggertorg.language.rules import rule_words
from innbyggertorg.language.series import series_words
from innbyggertorg.language.tables import table_of
from innbyggertorg.recurrence.rule import RecurrenceRule
from innbyggertorg.recurrence.series import Series

__all__ = ["describe"]


def describe(value: RecurrenceRule | DayRule | Series, language: str = "nb") -> str:
    """Say in words when something is.

    Weeks are ISO weeks. Times are those of the clock in the zone of a series; the zone is named where it is
    not Europe/Oslo. A recurrence rule alone does not know its first start, so what it leaves to that is left
    out: a series says it.

    Args:
        value: A recurrence rule, a rule about days, or a series with its exceptions.
        language: `nb`, `nn` or `en`.

    Returns:
        Part of a sentence, in one line: without a capital at the beginning or a full stop at the end.

    Raises:
        InvalidValueError: If *language* is not one of the three.
        WrongTypeError: If *value* is something else.
    """
    words = table_of("describe language", language)
    match value:
        case RecurrenceRule():
            return rule_words(value, words)
        case DayRule():
            return days_words(value, words)
        case Series():
            return series_words(value, words)
    raise WrongTypeError("describe value", "must be a RecurrenceRule, a DayRule or a Series", value)
