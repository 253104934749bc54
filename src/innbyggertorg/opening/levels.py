"""How open a house is."""

from enum import IntEnum

from innbyggertorg.errors import InvalidValueError

__all__ = ["OPEN_LEVELS", "AccessLevel"]


class AccessLevel(IntEnum):
    """How open a house or a service is; a higher level offers more, and the levels compare.

    `key` is the name that documents and texts use.
    """

    CLOSED = 0
    """*Stengt.*"""
    BY_APPOINTMENT = 1
    """Only whoever has an appointment (*etter avtale*)."""
    SELF_SERVICE = 2
    """Without staff, for whoever has access (*meråpent, selvbetjent*)."""
    STAFFED = 3
    """Staff is there (*betjent*)."""

    @property
    def key(self) -> str:
        """Such as `self-service`."""
        return self.name.lower().replace("_", "-")

    @classmethod
    def of(cls, key: str) -> "AccessLevel":
        """Return the level of a key.

        Raises:
            InvalidValueError: If there is no such level.
        """
        for level in cls:
            if level.key == key:
                return level
        keys = ", ".join(level.key for level in cls)
        raise InvalidValueError("AccessLevel.of key", f"must be one of {keys}", key)

    def __repr__(self) -> str:
        return f"AccessLevel.{self.name}"

    def __str__(self) -> str:
        return self.key

    def __format__(self, spec: str) -> str:
        return format(self.key, spec)


OPEN_LEVELS = (AccessLevel.BY_APPOINTMENT, AccessLevel.SELF_SERVICE, AccessLevel.STAFFED)
"""The levels at which something is open."""
