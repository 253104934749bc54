"""What the programme says and a feed does not."""

from attrs import field, frozen

from innbyggertorg._checks import is_a
from innbyggertorg._values import Value

__all__ = ["Loss"]


@frozen
class Loss(Value):
    """Something that the programme says and the feed does not, or that not everybody will see.

    It is about an event, by its UID; `innbyggertorg.exchange.Loss` is about a field of what is exported.

    Attributes:
        uid: UID of the event; empty for the feed as a whole.
        what: What is lost.
        hint: What to do about it.
    """

    uid: str = field(validator=is_a(str))
    what: str = field(validator=is_a(str))
    hint: str = field(default="", validator=is_a(str))

    def __str__(self) -> str:
        return f"{self.uid or 'the feed'} {self.what}" + (f"; {self.hint}" if self.hint else "")
