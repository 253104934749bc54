"""What an exporter could not say."""

from attrs import field, frozen

from innbyggertorg._checks import is_a
from innbyggertorg._values import Value

__all__ = ["Loss"]


@frozen(kw_only=True)
class Loss(Value):
    """Something that a schedule says and the exported form does not, or not for ever.

    Attributes:
        where: The rule, such as `patterns[0]`; empty for the schedule as a whole.
        what: What is lost.
        why: Why the form cannot say it, and what it says instead.
    """

    where: str = field(validator=is_a(str))
    what: str = field(validator=is_a(str))
    why: str = field(validator=is_a(str))

    def __str__(self) -> str:
        return f"{self.where or 'the schedule'}: {self.what}; {self.why}"
