"""What an exporter could not say."""

from attrs import field, frozen

from innbyggertorg._checks import is_a
from innbyggertorg._values import Value

__all__ = ["Loss"]


@frozen(kw_only=True)
class Loss(Value):
    """Something that a value says and the exported form does not, or not for ever.

    It is about a field of what is exported; `innbyggertorg.ical.Loss` is about an event, by its UID.

    Attributes:
        where: What says it: a rule of a schedule, such as `patterns[0]`, an event or a field of a torg; empty
            for a schedule as a whole.
        what: What is lost.
        why: Why the form cannot say it, and what it says instead.
    """

    where: str = field(validator=is_a(str))
    what: str = field(validator=is_a(str))
    why: str = field(validator=is_a(str))

    def __str__(self) -> str:
        return f"{self.where or 'the schedule'}: {self.what}; {self.why}"
