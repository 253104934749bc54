"""The sentences about conflicts in Bokmål, Nynorsk and English. What stands in braces is replaced."""

# ruff: noqa: E501, RUF001 - a sentence is read in one piece, and an en dash stands between two times of day

from types import MappingProxyType
from typing import Final

from attrs import frozen

from innbyggertorg.conflicts.kinds import RemedyKind, RuleName
from innbyggertorg.opening import AccessLevel

__all__ = ["SENTENCES", "Sentences"]


@frozen(kw_only=True)
class Sentences:
    """The table of one language.

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
        both: Between the last two of a list.
        many: So many more than are named.
        levels: The levels of access, after "the house is".
        moment: A moment: `{weekday}`, `{date}`, `{time}`.
        span: From when to when on one day.
        long_span: From one moment to another.
    """

    rules: MappingProxyType[RuleName, str]
    service: str
    because: str
    tentative: str
    remedies: MappingProxyType[RemedyKind, str]
    quoted: str
    somebody: str
    both: str
    many: str
    levels: MappingProxyType[AccessLevel, str]
    moment: str
    span: str
    long_span: str


NB: Final = Sentences(
    rules=MappingProxyType(
        {
            RuleName.ONE_AT_A_TIME: "{who} er på samme tid i {rooms} {when}.",
            RuleName.TURNAROUND: "{who} kommer for tett i {rooms}: rigging og rydding overlapper {when}.",
            RuleName.SHARED_UP_TO: "Det kommer {got} til {rooms} {when}, og bare {allowed} kan dele rommet: {who}.",
            RuleName.STATED_CAPACITY: "{who} venter {got}, men {rooms} har plass til {allowed}; det gjelder {when}.",
            RuleName.FIRE_LIMIT: "{who} venter {got}, men brannkravet for {rooms} er {allowed}; det gjelder {when}.",
            RuleName.CLOSURE: "{who} kan ikke holdes {when}, for da er det stengt.",
            RuleName.CLOSURE_LEVEL: "{who} kan ikke holdes {when}, for da er huset bare {level}.",
            RuleName.CLOSURE_CAP: "Det kommer {got} {when}, og bare {allowed} kan være inne samtidig: {who}.",
            RuleName.OPENING_HOURS: "{who} er utenfor åpningstiden {when}.",
            RuleName.OPENING_RESTRICTION: "{who} kan ikke holdes {when}, for da er huset {level}.",
            RuleName.ACCESS_LEVEL: "{who} krever at huset er {needed}, men {when} er det {level}.",
            RuleName.PRIMARY_USE: "{who} er i {rooms} {when}, en tid som {subject} har førsterett til.",
            RuleName.BOOKABLE: "{who} er i {rooms} {when}, men rommet lånes ikke ut.",
            RuleName.VALIDITY: "{who} er lagt til {when}, men {subject} er ikke i bruk da.",
            RuleName.AT_ONCE: "{subject} skal være flere steder samtidig {when}: {who}.",
            RuleName.NUMBER: "Det trengs {got} av {subject} {when}, men det finnes {allowed}: {who}.",
            RuleName.HOUSE_LEVEL: "{service} har åpent {when}, men da er huset {level}.",
            RuleName.ANNOUNCED_WEEKDAY: "{who} er kunngjort på en {announced}, men {when} er en {actual}.",
            RuleName.SCHOOL_CALENDAR: "Skoleruta er ikke kjent for {when}, så det er uvisst hva som gjelder{for_who}.",
        }
    ),
    service="{service} er stengt {when}.",
    because="Grunn: {reason}.",
    tentative="Ikke alt er bekreftet ennå.",
    remedies=MappingProxyType(
        {
            RemedyKind.OTHER_ROOM: "{rooms} er ledig på samme tid.",
            RemedyKind.OTHER_TIME: "{rooms} er ledig {when}.",
            RemedyKind.SKIP_DATES: "Resten av rekken er fri for konflikter uten {dates}.",
            RemedyKind.FEWER_PEOPLE: "Det er plass til {people}.",
        }
    ),
    quoted="«{title}»",
    somebody="en annen bestilling",
    both="og",
    many="{n} til",
    levels=MappingProxyType(
        {
            AccessLevel.CLOSED: "stengt",
            AccessLevel.BY_APPOINTMENT: "åpent etter avtale",
            AccessLevel.SELF_SERVICE: "selvbetjent",
            AccessLevel.STAFFED: "betjent",
        }
    ),
    moment="{weekday} {date} kl. {time}",
    span="{weekday} {date} kl. {start}–{end}",
    long_span="fra {start} til {end}",
)

NN: Final = Sentences(
    rules=MappingProxyType(
        {
            RuleName.ONE_AT_A_TIME: "{who} er på same tid i {rooms} {when}.",
            RuleName.TURNAROUND: "{who} kjem for tett i {rooms}: rigging og rydding overlappar {when}.",
            RuleName.SHARED_UP_TO: "Det kjem {got} til {rooms} {when}, og berre {allowed} kan dele rommet: {who}.",
            RuleName.STATED_CAPACITY: "{who} ventar {got}, men {rooms} har plass til {allowed}; det gjeld {when}.",
            RuleName.FIRE_LIMIT: "{who} ventar {got}, men brannkravet for {rooms} er {allowed}; det gjeld {when}.",
            RuleName.CLOSURE: "{who} kan ikkje haldast {when}, for då er det stengt.",
            RuleName.CLOSURE_LEVEL: "{who} kan ikkje haldast {when}, for då er huset berre {level}.",
            RuleName.CLOSURE_CAP: "Det kjem {got} {when}, og berre {allowed} kan vere inne samstundes: {who}.",
            RuleName.OPENING_HOURS: "{who} er utanfor opningstida {when}.",
            RuleName.OPENING_RESTRICTION: "{who} kan ikkje haldast {when}, for då er huset {level}.",
            RuleName.ACCESS_LEVEL: "{who} krev at huset er {needed}, men {when} er det {level}.",
            RuleName.PRIMARY_USE: "{who} er i {rooms} {when}, ei tid som {subject} har førsterett til.",
            RuleName.BOOKABLE: "{who} er i {rooms} {when}, men rommet blir ikkje lånt ut.",
            RuleName.VALIDITY: "{who} er lagt til {when}, men {subject} er ikkje i bruk då.",
            RuleName.AT_ONCE: "{subject} skal vere fleire stader samstundes {when}: {who}.",
            RuleName.NUMBER: "Det trengst {got} av {subject} {when}, men det finst {allowed}: {who}.",
            RuleName.HOUSE_LEVEL: "{service} har ope {when}, men då er huset {level}.",
            RuleName.ANNOUNCED_WEEKDAY: "{who} er kunngjort på ein {announced}, men {when} er ein {actual}.",
            RuleName.SCHOOL_CALENDAR: "Skuleruta er ikkje kjend for {when}, så det er uvisst kva som gjeld{for_who}.",
        }
    ),
    service="{service} er stengt {when}.",
    because="Grunn: {reason}.",
    tentative="Ikkje alt er stadfesta enno.",
    remedies=MappingProxyType(
        {
            RemedyKind.OTHER_ROOM: "{rooms} er ledig på same tid.",
            RemedyKind.OTHER_TIME: "{rooms} er ledig {when}.",
            RemedyKind.SKIP_DATES: "Resten av rekkja er fri for konfliktar utan {dates}.",
            RemedyKind.FEWER_PEOPLE: "Det er plass til {people}.",
        }
    ),
    quoted="«{title}»",
    somebody="ei anna tinging",
    both="og",
    many="{n} til",
    levels=MappingProxyType(
        {
            AccessLevel.CLOSED: "stengt",
            AccessLevel.BY_APPOINTMENT: "ope etter avtale",
            AccessLevel.SELF_SERVICE: "sjølvbetent",
            AccessLevel.STAFFED: "betent",
        }
    ),
    moment="{weekday} {date} kl. {time}",
    span="{weekday} {date} kl. {start}–{end}",
    long_span="frå {start} til {end}",
)

EN: Final = Sentences(
    rules=MappingProxyType(
        {
            RuleName.ONE_AT_A_TIME: "{who} are in {rooms} at the same time on {when}.",
            RuleName.TURNAROUND: "{who} are too close in {rooms}: set-up and tear-down overlap on {when}.",
            RuleName.SHARED_UP_TO: "{got} people come to {rooms} on {when}, and only {allowed} may share it: {who}.",
            RuleName.STATED_CAPACITY: "{who} expects {got} people, but {rooms} holds {allowed}, on {when}.",
            RuleName.FIRE_LIMIT: "{who} expects {got} people, but the fire limit of {rooms} is {allowed}, on {when}.",
            RuleName.CLOSURE: "{who} cannot be held on {when}, as it is closed then.",
            RuleName.CLOSURE_LEVEL: "{who} cannot be held on {when}, as the house is only {level} then.",
            RuleName.CLOSURE_CAP: "{got} people come on {when}, and only {allowed} may be in at once: {who}.",
            RuleName.OPENING_HOURS: "{who} is outside the opening hours on {when}.",
            RuleName.OPENING_RESTRICTION: "{who} cannot be held on {when}, as the house is {level} then.",
            RuleName.ACCESS_LEVEL: "{who} needs the house {needed}, but on {when} it is {level}.",
            RuleName.PRIMARY_USE: "{who} is in {rooms} on {when}, a time at which {subject} goes first.",
            RuleName.BOOKABLE: "{who} is in {rooms} on {when}, but the room is not lent out.",
            RuleName.VALIDITY: "{who} is planned for {when}, but {subject} is not in use then.",
            RuleName.AT_ONCE: "{subject} would be in several places at once on {when}: {who}.",
            RuleName.NUMBER: "{got} of {subject} are needed on {when}, but there are {allowed}: {who}.",
            RuleName.HOUSE_LEVEL: "{service} is open on {when}, but the house is {level} then.",
            RuleName.ANNOUNCED_WEEKDAY: "{who} was announced for a {announced}, but {when} is a {actual}.",
            RuleName.SCHOOL_CALENDAR: "The school calendar for {when} is not known, so nobody can say what holds{for_who}.",
        }
    ),
    service="{service} is closed on {when}.",
    because="Reason: {reason}.",
    tentative="Not all of it is settled yet.",
    remedies=MappingProxyType(
        {
            RemedyKind.OTHER_ROOM: "{rooms} is free at the same time.",
            RemedyKind.OTHER_TIME: "{rooms} is free on {when}.",
            RemedyKind.SKIP_DATES: "The rest of the series has no conflict without {dates}.",
            RemedyKind.FEWER_PEOPLE: "There is room for {people}.",
        }
    ),
    quoted="“{title}”",
    somebody="another booking",
    both="and",
    many="{n} more",
    levels=MappingProxyType(
        {
            AccessLevel.CLOSED: "closed",
            AccessLevel.BY_APPOINTMENT: "open by appointment",
            AccessLevel.SELF_SERVICE: "open for self-service",
            AccessLevel.STAFFED: "staffed",
        }
    ),
    moment="{weekday} {date} at {time}",
    span="{weekday} {date}, {start}–{end}",
    long_span="{start} until {end}",
)

SENTENCES: Final = MappingProxyType({"nb": NB, "nn": NN, "en": EN})
