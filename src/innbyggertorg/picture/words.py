"""The few words that a picture says itself, in Bokmål, Nynorsk and English. Braces are replaced."""

# ruff: noqa: RUF001 - an en dash stands between two times of day or two dates

from types import MappingProxyType
from typing import Final

from attrs import frozen

from innbyggertorg.language.en import EN
from innbyggertorg.language.nb import NB
from innbyggertorg.language.nn import NN
from innbyggertorg.language.words import Words
from innbyggertorg.recurrence import Status

__all__ = ["PICTURE_WORDS", "PictureWords"]


@frozen(kw_only=True)
class PictureWords:
    """The table of one language.

    Attributes:
        words: What the language has for rules and dates.
        week: The heading: `{week}`, `{days}`.
        days: From the `{first}` to the `{last}` day.
        same_month: How the first day is written where the last has the same month.
        states: What is said of an occurrence that is not simply confirmed.
        busy: Stands for an event that is not named.
        no_room: Heading of what happens in no room of its own.
        day: Heading of the days.
        all_day: Instead of times.
        from_time: The first day of something that lasts longer.
        to_time: The last day of it.
        over: The days between.
        conflict: The mark of one conflict, `{n}`.
        in_conflict: What the mark of a conflict means.
        conflicts: Heading of the conflicts.
        notices: Heading of the closures.
        no_hours: Said where the opening hours are not known.
        nothing: Said of a day or a week on which nothing is planned.
        today: Mark of the day it is.
        now: Mark of what goes on.
        short_day: Said of a day of 23 hours.
        long_day: Said of a day of 25 hours.
        legend: Heading of what the colours mean.
        subscribe: The link to the feed.
        online: The link to take part online.
        links: Name of the links to feeds and other weeks.
        previous: The link to the week before.
        following: The link to the week after.
        caption: What the table is, `{week}`, `{name}`.
        description: What a drawing shows: `{name}`, `{week}`, `{number}` and `{conflicts}`.
        more: That there are more conflicts than are listed.
    """

    words: Words
    week: str
    days: str
    same_month: str
    states: MappingProxyType[Status, str]
    busy: str
    no_room: str
    day: str
    all_day: str
    from_time: str
    to_time: str
    over: str
    conflict: str
    in_conflict: str
    conflicts: str
    notices: str
    no_hours: str
    nothing: str
    today: str
    now: str
    short_day: str
    long_day: str
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
    week="Uke {week} · {days}",
    days="{first}–{last}",
    same_month="{day}.",
    states=MappingProxyType({Status.TENTATIVE: "Foreløpig", Status.CANCELLED: "Avlyst"}),
    busy="Opptatt",
    no_room="Uten eget rom",
    day="Dag",
    all_day="Hele dagen",
    from_time="fra {time}",
    to_time="til {time}",
    over="hele dagen",
    conflict="Konflikt {n}",
    in_conflict="I konflikt",
    conflicts="Konflikter",
    notices="Kunngjøringer",
    no_hours="Åpningstiden er ikke kjent",
    nothing="Ingen arrangementer",
    today="I dag",
    now="Nå",
    short_day="Klokka stilles fram: døgnet har {hours} timer",
    long_day="Klokka stilles tilbake: døgnet har {hours} timer",
    legend="Tegnforklaring",
    subscribe="Abonner på kalenderen",
    online="Delta på nett",
    links="Kalender og uker",
    previous="Forrige uke",
    following="Neste uke",
    caption="{week} i {name}: en rad for hver dag og en kolonne for hvert rom.",
    description="{name}, {week}. Arrangementer: {number}. Konflikter: {conflicts}.",
    more="Det finnes flere konflikter enn disse.",
)

_NN: Final = PictureWords(
    words=NN,
    week="Veke {week} · {days}",
    days="{first}–{last}",
    same_month="{day}.",
    states=MappingProxyType({Status.TENTATIVE: "Førebels", Status.CANCELLED: "Avlyst"}),
    busy="Oppteke",
    no_room="Utan eige rom",
    day="Dag",
    all_day="Heile dagen",
    from_time="frå {time}",
    to_time="til {time}",
    over="heile dagen",
    conflict="Konflikt {n}",
    in_conflict="I konflikt",
    conflicts="Konfliktar",
    notices="Kunngjeringar",
    no_hours="Opningstida er ikkje kjend",
    nothing="Ingen arrangement",
    today="I dag",
    now="No",
    short_day="Klokka blir stilt fram: døgnet har {hours} timar",
    long_day="Klokka blir stilt tilbake: døgnet har {hours} timar",
    legend="Teiknforklaring",
    subscribe="Abonner på kalenderen",
    online="Delta på nett",
    links="Kalender og veker",
    previous="Førre veke",
    following="Neste veke",
    caption="{week} i {name}: ei rad for kvar dag og ein kolonne for kvart rom.",
    description="{name}, {week}. Arrangement: {number}. Konfliktar: {conflicts}.",
    more="Det finst fleire konfliktar enn desse.",
)

_EN: Final = PictureWords(
    words=EN,
    week="Week {week} · {days}",
    days="{first}–{last}",
    same_month="{day}",
    states=MappingProxyType({Status.TENTATIVE: "Provisional", Status.CANCELLED: "Cancelled"}),
    busy="Busy",
    no_room="No room of its own",
    day="Day",
    all_day="All day",
    from_time="from {time}",
    to_time="until {time}",
    over="all day",
    conflict="Conflict {n}",
    in_conflict="In conflict",
    conflicts="Conflicts",
    notices="Notices",
    no_hours="Opening hours are not known",
    nothing="Nothing planned",
    today="Today",
    now="Now",
    short_day="Clocks go forward: the day has {hours} hours",
    long_day="Clocks go back: the day has {hours} hours",
    legend="Legend",
    subscribe="Subscribe to the calendar",
    online="Take part online",
    links="Calendar and weeks",
    previous="Previous week",
    following="Next week",
    caption="{week} at {name}: a row for each day and a column for each room.",
    description="{name}, {week}. Events: {number}. Conflicts: {conflicts}.",
    more="There are more conflicts than these.",
)

PICTURE_WORDS: Final[MappingProxyType[str, PictureWords]] = MappingProxyType(
    {"nb": _NB, "nn": _NN, "en": _EN}
)
