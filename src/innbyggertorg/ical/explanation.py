"""Why an event stands in a feed in the form it does."""

from typing import Final, NamedTuple

from innbyggertorg.ical.pieces import Form

__all__ = ["Explanation"]

_FORMS: Final = {
    Form.SINGLE: "a single event",
    Form.REPEATING: "a repeating event",
    Form.RELATED: "single events related to one another",
    Form.FLAT: "single events in UTC",
}


class Explanation(NamedTuple):
    """In which form an event stands in a feed, and why; `str` says it in a sentence.

    Attributes:
        uid: UID of the event.
        form: The form.
        why: The reason, in words.
        components: How many VEVENTs it is.
    """

    uid: str
    form: Form
    why: str
    components: int

    def __str__(self) -> str:
        count = f" ({self.components} components)" if self.components != 1 else ""
        return f"{self.uid} is {_FORMS[self.form]}{count}: {self.why}"
