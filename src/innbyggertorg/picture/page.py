"""A week as a self-contained page."""

import pkgutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final

from innbyggertorg.opening import OPEN_LEVELS, AccessLevel
from innbyggertorg.picture.cards import Cards
from innbyggertorg.picture.looks import Looks
from innbyggertorg.picture.markup import check_link, check_markup, element, json_script, plain, tag
from innbyggertorg.picture.values import DayShown
from innbyggertorg.picture.week import WeekPicture
from innbyggertorg.recurrence import Status

__all__ = ["page_of"]

_LEVELS: Final = {
    AccessLevel.BY_APPOINTMENT: "appointment",
    AccessLevel.SELF_SERVICE: "self",
    AccessLevel.STAFFED: "staffed",
}


def page_of(
    picture: WeekPicture,
    *,
    subscribe: str | None,
    previous: str | None,
    following: str | None,
    data: Any,
    head: str,
) -> str:
    """Write a picture as a page."""
    for where, link in (("subscribe", subscribe), ("previous", previous), ("following", following)):
        check_link(f"to_html {where}", link)
    check_markup("to_html head", head)
    page = _Page(picture)
    return "".join(
        (
            "<!doctype html>\n",
            tag("html", lang=picture.language),
            "\n",
            element("head", page.head(subscribe, data, head)),
            "\n",
            element("body", page.body(subscribe, previous, following), class_="h-feed"),
            "\n</html>\n",
        )
    )


@cache
def _style() -> str:
    return (pkgutil.get_data("innbyggertorg.picture", "page.css") or b"").decode()


class _Page:
    def __init__(self, picture: WeekPicture) -> None:
        self.picture = picture
        self.looks = Looks(picture)
        self.words = self.looks.words
        self.cards = Cards(self.looks)
        self.today = self.looks.today

    # --- the head -------------------------------------------------------------------------------------

    def head(self, subscribe: str | None, data: Any, head: str) -> Iterator[str]:
        """Yield what stands in the head."""
        yield tag("meta", charset="utf-8")
        yield tag("meta", name="viewport", content="width=device-width, initial-scale=1")
        yield tag("meta", name="color-scheme", content="light dark")
        yield element("title", plain(f"{self.picture.name} · {self.looks.heading}"))
        yield tag("meta", name="description", content=self.looks.description)
        if subscribe is not None:
            yield tag("link", rel="alternate", type="text/calendar", href=subscribe)
        yield f"\n<style>\n{_style()}{self.places()}</style>\n"
        if data is not None:
            yield json_script("to_html data", data)
        yield head

    def places(self) -> str:
        """Return the rules that put this week's days and rooms into place; there are only numbers in them."""
        rows = "".join(f".r{n}{{grid-row:{n + 1}}}" for n in range(1, len(self.picture.rooms) + 1))
        widths = " ".join(
            "minmax(0,1.5fr)" if day.day == self.today else "minmax(0,1fr)" for day in self.picture.days
        )
        bands = "".join(
            f".d{n}{{--bands:{self.bands(day.day)}}}" for n, day in enumerate(self.picture.days, 1)
        )
        wide = f".week{{--days:{widths}}}{rows}"
        return f"{bands}\n@media print,(min-width:60rem){{{wide}}}\n"

    def bands(self, day: date) -> str:
        """Return the levels of a day as a background."""
        stops, at = [], 0.0
        for band in self.looks.bands(day):
            start, end = (100 * self.looks.axis.place(minute) for minute in (band.start, band.end))
            stops += [f"var(--closed) {at:.2f}% {start:.2f}%"] if start > at else []
            stops.append(f"var(--{_LEVELS[band.level]}) {start:.2f}% {end:.2f}%")
            at = end
        if at < 100 or not stops:
            stops.append(f"var(--closed) {at:.2f}% 100%")
        return f"linear-gradient(90deg,{','.join(stops)})"

    # --- the body -------------------------------------------------------------------------------------

    def body(self, subscribe: str | None, previous: str | None, following: str | None) -> Iterator[str]:
        """Yield what stands in the body."""
        yield "\n"
        yield element("header", self.top(subscribe, previous, following))
        yield "\n<main>\n"
        if self.picture.notices:
            items = (element("li", plain(notice)) for notice in self.picture.notices)
            yield element("ul", items, class_="notices", role="list", aria_label=self.words.notices)
            yield "\n"
        if not self.picture.blocks:
            yield element("p", plain(self.words.nothing), class_="nothing")
        count = len(self.picture.rooms) + 1
        yield element("table", self.table(), class_="week", role="table", aria_colcount=count)
        yield "\n"
        yield from self.conflicts()
        yield "</main>\n"
        yield element("footer", self.legend())

    def top(self, subscribe: str | None, previous: str | None, following: str | None) -> Iterator[str]:
        """Yield name, week, state and links."""
        title = [
            element("h1", plain(self.picture.name), class_="p-name"),
            element("p", plain(self.looks.heading), class_="dates"),
        ]
        if self.picture.state:
            title.append(element("p", plain(self.picture.state), class_="state"))
        yield element("div", title, class_="name")
        named = ((previous, self.words.previous, "prev"), (following, self.words.following, "next"))
        links = [
            element("a", plain(word), href=link, rel=rel) for link, word, rel in named if link is not None
        ]
        if self.today in {day.day for day in self.picture.days}:
            links.insert(0, element("a", plain(self.words.today), href="#today", class_="to-today"))
        if subscribe is not None:
            links.append(element("a", plain(self.words.subscribe), href=subscribe, class_="subscribe"))
        if links:
            yield element("nav", links, aria_label=self.words.links)

    def table(self) -> Iterator[str]:
        """Yield the days as rows and the rooms as columns; the style turns them where there is space."""
        words = self.words
        caption = words.caption.format(week=self.looks.heading, name=self.picture.name)
        yield element("caption", plain(caption))
        named = [("corner", words.day)]
        named += [(f"room r{n}", room.name) for n, room in enumerate(self.picture.rooms, 1)]
        heads = (
            element("th", plain(name), scope="col", role="columnheader", class_=kind, aria_colindex=n)
            for n, (kind, name) in enumerate(named, 1)
        )
        yield element("thead", element("tr", heads, role="row"), role="rowgroup")
        yield element("tbody", map(self.day, range(1, 8)), role="rowgroup")

    def day(self, number: int) -> str:
        """Return the row of one day."""
        shown = self.picture.days[number - 1]
        is_today = shown.day == self.today
        cells = [self.day_head(shown, is_today)]
        for n, room in enumerate(self.picture.rooms, 1):
            cells.append(self.cards.cell(room, shown.day, n))
        names = [f"d{number}", "today" if is_today else "", "" if self.cards.any_on(shown.day) else "free"]
        return "\n" + element("tr", cells, role="row", class_=" ".join(filter(None, names)))

    def day_head(self, day: DayShown, is_today: bool) -> str:
        """Return the name of a day, its hours and what is special about it."""
        looks = self.looks
        name = element("span", plain(looks.weekday(day.day)), class_="weekday")
        title = element("time", f"{name} {plain(looks.day_and_month(day.day))}", datetime=day.day.isoformat())
        if is_today:
            title += " " + element("span", plain(self.words.today), class_="mark today-mark")
        parts = [element("h2", title)]
        parts += [element("p", plain(note), class_="note") for note in looks.day_notes(day)]
        levels = [(_LEVELS[level], text) for level, text in looks.levels(day)] or [("none", looks.hours(day))]
        items = [element("li", plain(text), class_=f"level {name}") for name, text in levels]
        parts.append(element("ul", items, class_="hours", role="list"))
        parts.append(self.axis())
        if not self.cards.any_on(day.day):
            parts.append(element("p", plain(self.words.nothing), class_="nothing-today"))
        return element(
            "th", parts, scope="row", role="rowheader", aria_colindex=1, id="today" if is_today else None
        )

    def axis(self) -> str:
        """Return the hours above the background of a day."""
        axis = self.looks.axis
        ticks = (
            element(
                "text", f"{hour % 24 or (hour and 24):02}", x=f"{100 * axis.place(60 * hour):.2f}%", y="68%"
            )
            for hour in axis.ticks()
            if axis.first < hour < axis.last
        )
        return element("svg", ticks, class_="axis", aria_hidden="true", focusable="false")

    def conflicts(self) -> Iterator[str]:
        """Yield what is in conflict."""
        if not self.picture.conflicts:
            return
        items = (
            element("li", plain(note.sentence), id=f"c{note.number}", class_=note.severity, tabindex="-1")
            for note in self.picture.conflicts
        )
        more = [element("p", plain(self.words.more))] if self.picture.truncated else []
        heading = element("h2", plain(self.words.conflicts), id="conflicts")
        yield element(
            "section", [heading, element("ol", items), *more], class_="conflicts", aria_labelledby="conflicts"
        )
        yield "\n"

    def legend(self) -> Iterator[str]:
        """Yield what the colours and marks mean."""
        yield element("h2", plain(self.words.legend))
        shown = {span.level for span in self.picture.opening}
        items = [
            element("li", plain(self.looks.level(level)), class_=f"level {_LEVELS[level]}")
            for level in reversed(OPEN_LEVELS)
            if level in shown
        ]
        items.append(element("li", plain(self.looks.level(AccessLevel.CLOSED)), class_="level none"))
        states = {block.status for block in self.picture.blocks} - {Status.CONFIRMED}
        items += [
            element("li", element("span", plain(self.words.states[state]), class_=f"mark {state}"))
            for state in sorted(states)
        ]
        yield element("ul", items, role="list")
