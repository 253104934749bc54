"""What a language must bring to say conflicts: sentences in which what stands in braces is replaced."""

from collections.abc import Mapping

from attrs import frozen

from innbyggertorg.conflicts.kinds import RemedyKind, RuleName
from innbyggertorg.opening.levels import AccessLevel

__all__ = ["Sentences"]


@frozen(kw_only=True)
class Sentences:
    """The part of a language's table that is about conflicts.

    Attributes:
        rules: A sentence for each rule that decides: `{who}` all parties, `{rooms}` in question, `{when}`,
            `{subject}` the name of what has the rule, `{allowed}` and `{got}` numbers, `{level}` and
            `{needed}` levels.
        service: The sentence about a service that a closure hits.
        because: Added where there is a reason.
        tentative: Added where it is a warning about bookings.
        remedies: What would help.
        quoted: A title.
        somebody: Stands for an event that not everybody may see.
        organiser: Stands for a private organisation that would be in several places.
        others: Stands for a private organisation that has a room first.
        many: So many more than are named.
        levels: The levels of access, after "the house is".
        moment: A moment: `{weekday}`, `{date}`, `{time}`.
        span: From when to when on one day.
        long_span: From one moment to another.
    """

    rules: Mapping[RuleName, str]
    service: str
    because: str
    tentative: str
    remedies: Mapping[RemedyKind, str]
    quoted: str
    somebody: str
    organiser: str
    others: str
    many: str
    levels: Mapping[AccessLevel, str]
    moment: str
    span: str
    long_span: str
