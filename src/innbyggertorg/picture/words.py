"""The few words that a picture says itself, in Bokmål, Nynorsk and English. Braces are replaced."""

# ruff: noqa: RUF001 - an en dash stands between two times of day or two dates

from types import MappingProxyType
from typing import Final

from attrs import frozen

from innbyggertorg.language.en import EN
from innbyggertorg.language.nb import NB
from innbyggertorg.language.nn import NN
from innbyggertorg.language.words import Words
from innbyggertorg.opening import AccessLevel
from innbyggertorg.recurrence import Status

__all__ = ["PICTURE_WORDS", "PictureWords"]


@frozen(kw_only=True)
class PictureWords:
    """The table of one language.

    Attributes:
        words: What the language has for rules and dates.
        short_days: Monday first, as column heads have them.
        week: The heading: `{week}`, `{days}`.
        days: From the `{first}` to the `{last}` day.
        short_hours: Whether a full hour is written by its number alone.
        same_month: How the first day is written where the last has the same month.
        levels: The levels of access.
        states: What is said of an occurrence that is not simply confirmed.
        busy: Stands for an event that is not named.
        no_room: Heading of what happens in no room of its own.
        room: Heading of the rooms.
        day: Heading of the days.
        all_day: Instead of times.
        from_time: The first day of something that lasts longer.
        to_time: The last day of it.
        over: The days between.
        conflict: The mark of one conflict, `{n}`.
        in_conflict: What the mark of a conflict means.
        conflicts: Heading of the conflicts.
        notices: Heading of the closures.
        closed_all_day: Said of a day without opening hours.
        no_hours: Said where the opening hours are not known.
        nothing: Said of a day or a week on which nothing is planned.
        today: Mark of the day it is.
        now: Mark of what goes on.
        short_day: Said of a day of 23 hours.
        long_day: Said of a day of 25 hours.
        open_now: The state of the house, `{level}`, until `{time}`.
        open_on: The same without an end.
        legend: Heading of what the colours mean.
        subscribe: The link to the feed.
        online: The link to take part online.
        links: Name of the links to feeds and other weeks.
        previous: The link to the week before.
        following: The link to the week after.
        caption: What the table is, `{week}`, `{name}`.
        description: What a drawing shows: `{name}`, `{week}`, `{number}` and `{conflicts}`.
        more: So many more conflicts than are listed.
    """

    words: Words
    short_days: tuple[str, ...]
    week: str
    days: str
    short_hours: bool
    same_month: str
    levels: MappingProxyType[AccessLevel, str]
    states: MappingProxyType[Status, str]
    busy: str
    no_room: str
    room: str
    day: str
    all_day: str
    from_time: str
    to_time: str
    over: str
    conflict: str
    in_conflict: str
    conflicts: str
    notices: str
    closed_all_day: str
    no_hours: str
    nothing: str
    today: str
    now: str
    short_day: str
    long_day: str
    open_now: str
    open_on: str
    legend: str
    subscribe: str
    online: str
    links: str
    previous: str
    following: str
    caption: str
    description: str
    more: str


_NB: Final = PictureWords(
    words=NB,
    short_days=("man.", "tir.", "ons.", "tor.", "fre.", "lør.", "søn."),
    week="Uke {week} · {days}",
    days="{first}–{last}",
    short_hours=True,
    same_month="{day}.",
    levels=MappingProxyType(
        {
            AccessLevel.CLOSED: "Stengt",
            AccessLevel.BY_APPOINTMENT: "Etter avtale",
            AccessLevel.SELF_SERVICE: "Selvbetjent",
            AccessLevel.STAFFED: "Betjent",
        }
    ),
    states=MappingProxyType({Status.TENTATIVE: "Foreløpig", Status.CANCELLED: "Avlyst"}),
    busy="Opptatt",
    no_room="Uten eget rom",
    room="Rom",
    day="Dag",
    all_day="Hele dagen",
    from_time="fra {time}",
    to_time="til {time}",
    over="hele dagen",
    conflict="Konflikt {n}",
    in_conflict="I konflikt",
    conflicts="Konflikter",
    notices="Kunngjøringer",
    closed_all_day="Stengt",
    no_hours="Åpningstiden er ikke kjent",
    nothing="Ingen arrangementer",
    today="I dag",
    now="Nå",
    short_day="Klokka stilles fram: døgnet har {hours} timer",
    long_day="Klokka stilles tilbake: døgnet har {hours} timer",
    open_now="Nå: {level} til {time}",
    open_on="Nå: {level}",
    legend="Tegnforklaring",
    subscribe="Abonner på kalenderen",
    online="Delta på nett",
    links="Kalender og uker",
    previous="Forrige uke",
    following="Neste uke",
    caption="{week} i {name}: en rad for hver dag og en kolonne for hvert rom.",
    description="{name}, {week}. Arrangementer: {number}. Konflikter: {conflicts}.",
    more="{n} konflikter til",
)

_NN: Final = PictureWords(
    words=NN,
    short_days=("mån.", "tys.", "ons.", "tor.", "fre.", "lau.", "søn."),
    week="Veke {week} · {days}",
    days="{first}–{last}",
    short_hours=True,
    same_month="{day}.",
    levels=MappingProxyType(
        {
            AccessLevel.CLOSED: "Stengt",
            AccessLevel.BY_APPOINTMENT: "Etter avtale",
            AccessLevel.SELF_SERVICE: "Sjølvbetent",
            AccessLevel.STAFFED: "Betent",
        }
    ),
    states=MappingProxyType({Status.TENTATIVE: "Førebels", Status.CANCELLED: "Avlyst"}),
    busy="Oppteke",
    no_room="Utan eige rom",
    room="Rom",
    day="Dag",
    all_day="Heile dagen",
    from_time="frå {time}",
    to_time="til {time}",
    over="heile dagen",
    conflict="Konflikt {n}",
    in_conflict="I konflikt",
    conflicts="Konfliktar",
    notices="Kunngjeringar",
    closed_all_day="Stengt",
    no_hours="Opningstida er ikkje kjend",
    nothing="Ingen arrangement",
    today="I dag",
    now="No",
    short_day="Klokka blir stilt fram: døgnet har {hours} timar",
    long_day="Klokka blir stilt tilbake: døgnet har {hours} timar",
    open_now="No: {level} til {time}",
    open_on="No: {level}",
    legend="Teiknforklaring",
    subscribe="Abonner på kalenderen",
    online="Delta på nett",
    links="Kalender og veker",
    previous="Førre veke",
    following="Neste veke",
    caption="{week} i {name}: ei rad for kvar dag og ein kolonne for kvart rom.",
    description="{name}, {week}. Arrangement: {number}. Konfliktar: {conflicts}.",
    more="{n} konfliktar til",
)

_EN: Final = PictureWords(
    words=EN,
    short_days=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    week="Week {week} · {days}",
    days="{first}–{last}",
    short_hours=False,
    same_month="{day}",
    levels=MappingProxyType(
        {
            AccessLevel.CLOSED: "Closed",
            AccessLevel.BY_APPOINTMENT: "By appointment",
            AccessLevel.SELF_SERVICE: "Self-service",
            AccessLevel.STAFFED: "Staffed",
        }
    ),
    states=MappingProxyType({Status.TENTATIVE: "Provisional", Status.CANCELLED: "Cancelled"}),
    busy="Busy",
    no_room="No room of its own",
    room="Room",
    day="Day",
    all_day="All day",
    from_time="from {time}",
    to_time="until {time}",
    over="all day",
    conflict="Conflict {n}",
    in_conflict="In conflict",
    conflicts="Conflicts",
    notices="Notices",
    closed_all_day="Closed",
    no_hours="Opening hours are not known",
    nothing="Nothing planned",
    today="Today",
    now="Now",
    short_day="Clocks go forward: the day has {hours} hours",
    long_day="Clocks go back: the day has {hours} hours",
    open_now="Now: {level} until {time}",
    open_on="Now: {level}",
    legend="Legend",
    subscribe="Subscribe to the calendar",
    online="Take part online",
    links="Calendar and weeks",
    previous="Previous week",
    following="Next week",
    caption="{week} at {name}: a row for each day and a column for each room.",
    description="{name}, {week}. Events: {number}. Conflicts: {conflicts}.",
    more="{n} more conflicts",
)

PICTURE_WORDS: Final[MappingProxyType[str, PictureWords]] = MappingProxyType(
    {"nb": _NB, "nn": _NN, "en": _EN}
)
