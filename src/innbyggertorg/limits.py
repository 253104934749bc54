"""How much input is taken and how much is produced before the package says stop."""

from typing import Final

from attrs import field, frozen

from innbyggertorg._checks import whole_number
from innbyggertorg._values import Value
from innbyggertorg.errors import WrongTypeError

__all__ = ["DEFAULT_LIMITS", "Limits", "check_limits"]

_MOST: Final = 10**12


def _limit(default: int) -> int:
    """Declare one limit: a whole number from 1 upwards."""
    return field(default=default, validator=whole_number(1, _MOST))


@frozen(kw_only=True)
class Limits(Value):
    """The limits in force for one call; reaching one is an error that names it, never a hang.

    Attributes:
        document_bytes: Size of one JSON or TOML document.
        document_depth: Nesting of one JSON or TOML document.
        ical_bytes: Size of one iCalendar file.
        ical_line: Octets of one unfolded content line.
        ical_depth: Nesting of components.
        ical_components: Components in one file.
        ical_properties: Properties in one component.
        ical_parameters: Parameters of one property.
        ical_values: Values of one property.
        rule_text: Characters of one RRULE.
        rule_interval: INTERVAL of a rule in a document or an import.
        rule_count: COUNT of a rule in a document or an import.
        occurrences: Occurrences one call lists.
        steps: Periods an expansion may pass without a hit.
        hours_text: Characters of one opening-hours text.
        hours_rules: Rules in one opening-hours text.
        look_ahead_days: How far a search for the next change of opening looks.
        conflicts: Conflicts one report holds.
    """

    document_bytes: int = _limit(5 * 1024 * 1024)
    document_depth: int = _limit(32)
    ical_bytes: int = _limit(5 * 1024 * 1024)
    ical_line: int = _limit(64 * 1024)
    ical_depth: int = _limit(8)
    ical_components: int = _limit(20_000)
    ical_properties: int = _limit(1_000)
    ical_parameters: int = _limit(32)
    ical_values: int = _limit(2_000)
    rule_text: int = _limit(4_096)
    rule_interval: int = _limit(1_000)
    rule_count: int = _limit(10_000)
    occurrences: int = _limit(10_000)
    steps: int = _limit(100_000)
    hours_text: int = _limit(2_048)
    hours_rules: int = _limit(200)
    look_ahead_days: int = _limit(400)
    conflicts: int = _limit(1_000)


DEFAULT_LIMITS: Final = Limits()


def check_limits(where: str, limits: object) -> None:
    """Refuse what is no `Limits`; *where* names the function."""
    if not isinstance(limits, Limits):
        raise WrongTypeError(f"{where} limits", "must be a Limits", limits)
