"""What sorts of conflicts there are, how grave they are, and which rules decide."""

from innbyggertorg._values import Name

__all__ = ["ConflictKind", "RemedyKind", "RuleName", "Severity"]


class ConflictKind(Name):
    """What is wrong."""

    ROOM = "room"
    """Two bookings of one room at one time; joined rooms, set-up and tear-down included."""
    TENTATIVE = "tentative"
    """The same, where one of the two is not settled yet."""
    HEAD_COUNT = "head-count"
    """More people in a shared room at one time than may share it."""
    CAPACITY = "capacity"
    """More people expected than the rooms hold."""
    CLOSED = "closed"
    """The house, or this part of it, is closed for this sort of activity."""
    RESTRICTED = "restricted"
    """A restriction leaves a lower level, or lets fewer people in."""
    OUTSIDE_HOURS = "outside-hours"
    """The house is not open."""
    LEVEL = "level"
    """The house is open, but not at a level at which the organiser gets in."""
    PRIMARY_USE = "primary-use"
    """The room is somebody else's first at that time."""
    NOT_LENT = "not-lent"
    """The room is not one that is lent out."""
    NOT_IN_USE = "not-in-use"
    """The house or the room does not exist on that day."""
    ORGANISER = "organiser"
    """The organiser is in more places at once than it can be."""
    EQUIPMENT = "equipment"
    """More of a piece of equipment is needed at once than there is."""
    SERVICE = "service"
    """A service says it is open while its house is not open for it."""
    WEEKDAY = "weekday"
    """The date does not fall on the weekday that was announced."""
    SCHOOL_YEAR = "school-year"
    """What happens hangs on a school year that nothing is known about."""


class Severity(Name):
    """How grave it is."""

    ERROR = "error"
    """It cannot take place as planned."""
    WARNING = "warning"
    """Somebody has to look at it."""


class RuleName(Name):
    """Which rule decides; its *subject* is the id of what has the rule."""

    ONE_AT_A_TIME = "one-at-a-time"
    """A room takes one booking at a time."""
    TURNAROUND = "turnaround"
    """So it does while it is set up or cleared."""
    SHARED_UP_TO = "shared-up-to"
    STATED_CAPACITY = "stated-capacity"
    FIRE_LIMIT = "fire-limit"
    CLOSURE = "closure"
    CLOSURE_LEVEL = "closure-level"
    CLOSURE_CAP = "closure-cap"
    OPENING_HOURS = "opening-hours"
    OPENING_RESTRICTION = "opening-restriction"
    ACCESS_LEVEL = "access-level"
    PRIMARY_USE = "primary-use"
    BOOKABLE = "bookable"
    VALIDITY = "validity"
    AT_ONCE = "at-once"
    NUMBER = "number"
    HOUSE_LEVEL = "house-level"
    ANNOUNCED_WEEKDAY = "announced-weekday"
    SCHOOL_CALENDAR = "school-calendar"


class RemedyKind(Name):
    """What could be done about it."""

    OTHER_ROOM = "other-room"
    OTHER_TIME = "other-time"
    SKIP_DATES = "skip-dates"
    FEWER_PEOPLE = "fewer-people"
