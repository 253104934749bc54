"""What happens to values that mean harm on their way into a feed, told without `assert`, which `-O` removes.

`tests/data/ical/hostile_values.jsonl` has a row for each: what it is, and what must happen where it is used.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from attrs import evolve

from innbyggertorg.errors import InnbyggertorgError
from innbyggertorg.ical import Feed, feed, read
from innbyggertorg.model import (
    Contact,
    Event,
    EventDetails,
    Link,
    LocalText,
    Organisation,
    Programme,
    Room,
    Service,
    Torg,
)
from innbyggertorg.recurrence import Override, Series

Row = dict[str, Any]
ROWS: list[Row] = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data/ical/hostile_values.jsonl").read_text("ascii").splitlines()
]
START = datetime(2026, 3, 1, 18)


def value_of(row: Row) -> str:
    """Return the value, which is written in short where it is one text again and again."""
    value = row["value"]
    if isinstance(value, str):
        return value
    return f"{value['head']}{value['unit'] * value['times']}"


def programme_of(*, torg: dict[str, Any] | None = None, **more: Any) -> Programme:
    house = Torg(id="t", name=LocalText(nb="Torg"), **(torg or {}))
    given = {"id": "e", "uid": "e-1", "title": LocalText(nb="Kor")} | more
    event = Event(
        torg="t",
        series=Series(START, timedelta(hours=1)),
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
        **given,
    )
    return Programme(torgs=(house,), events=(event,))


def details(**more: Any) -> Programme:
    one = Override(START, details=EventDetails(**more))
    return evolve_series(programme_of(), overrides=(one,))


def evolve_series(programme: Programme, **more: Any) -> Programme:
    (event,) = programme.events
    return evolve(programme, events=(evolve(event, series=evolve(event.series, **more)),))


def arranged_by(organisation: Organisation) -> Programme:
    (event,) = programme_of().events
    arranged = evolve(event, organiser="o")
    return evolve(programme_of(), organisations=(organisation,), events=(arranged,))


def contact(name: str) -> Programme:
    return arranged_by(
        Organisation(
            id="o", name=LocalText(nb="Kor"), contact=Contact(name=name, email="a@ok.test", public=True)
        )
    )


LINES: dict[str, Callable[[str], Programme]] = {
    "title": lambda value: programme_of(title=LocalText(nb=value)),
    "title of one time": lambda value: details(title=LocalText(nb=value)),
    "name of the torg": lambda value: Programme(torgs=(Torg(id="t", name=LocalText(nb=value)),)),
    "name of a room": lambda value: programme_of(
        torg={"rooms": (Room(id="r", name=LocalText(nb=value)),)}, rooms=("r",)
    ),
    "name of the organiser": lambda value: arranged_by(Organisation(id="o", name=LocalText(nb=value))),
    "name of a contact": contact,
    "label of a link": lambda value: programme_of(
        links=(Link(url="https://ok.test/", label=LocalText(nb=value)),)
    ),
}
PROSE: dict[str, Callable[[str], Programme]] = {
    "text": lambda value: programme_of(text=LocalText(nb=value)),
    "text of one time": lambda value: details(text=LocalText(nb=value)),
    "profile": lambda value: programme_of(torg={"profile": LocalText(nb=value)}),
}
URLS: dict[str, Callable[[str], Programme]] = {
    "url": lambda value: programme_of(url=value),
    "online_url": lambda value: programme_of(online_url=value),
    "online_url of one time": lambda value: details(online_url=value),
    "image": lambda value: programme_of(image=value),
    "link": lambda value: programme_of(links=(Link(url=value),)),
    "concept": lambda value: programme_of(concepts=(value,)),
    "url of the torg": lambda value: programme_of(torg={"url": value}),
    "image of the torg": lambda value: programme_of(torg={"image": value}),
    "los": lambda value: programme_of(
        torg={"services": (Service(id="s", name=LocalText(nb="S"), los=value),)}
    ),
}
NAMES: dict[str, Callable[[str], object]] = {
    "name of a feed": lambda value: feed(programme_of(), name=value),
    "name of a feed made by hand": lambda value: Feed(content=b"", name=value),
    "id": lambda value: programme_of(id=value, uid="e-1"),
    "part_of": lambda value: programme_of(part_of=value),
}


def names_of_lines(octets: bytes, ends: str) -> list[str]:
    text = re.sub(f"(?:{ends})[ \t]", "", octets.decode("utf-8"))
    return [re.split("[:;]", line, maxsplit=1)[0] for line in re.split(ends, text)]


def complaints() -> Iterator[str]:
    """Yield what does not happen as the rows say."""
    for row in ROWS:
        value = value_of(row)
        if row["kind"] == "name":
            yield from judged(row, NAMES, value, "is refused")
        elif row["kind"] == "url":
            yield from judged(row, URLS, value, row["in_url"])
        else:
            yield from judged(row, LINES, value, row["in_title"])
            yield from judged(row, PROSE, value, row["in_text"])
            if "in_id" in row:
                yield from judged(row, NAMES, value, row["in_id"])


def judged(row: Row, places: dict[str, Callable[[str], Any]], value: str, must: str) -> Iterator[str]:
    for place, put in places.items():
        said = f"{row['kind']} {row['name']} as {place}"
        try:
            made = put(value)
        except InnbyggertorgError as error:
            if must == "is taken":
                yield f"{said} is refused: {str(error)[:80]!a}"
            continue
        except Exception as error:  # noqa: BLE001 - what must never come is told, not raised
            yield f"{said} fails with {type(error).__name__}"
            continue
        if must == "is refused":
            yield f"{said} is taken"
        elif isinstance(made, Programme):
            yield from (f"{said} {wrong}" for wrong in unsafe(made, put, value))


def unsafe(programme: Programme, put: Callable[[str], Programme], value: str) -> Iterator[str]:
    """Yield what a value does to a feed that plain text in its place does not."""
    octets = feed(programme).to_ical()
    plain = feed(put("https://x.test/" if put in URLS.values() else "x")).to_ical()
    for ends in ("\r\n", "\r\n|\r|\n"):
        if names_of_lines(octets, ends) != names_of_lines(plain, ends):
            yield "changes what lines there are"
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]", octets):
        yield "leaves a control character"
    if any(len(line) > 75 for line in octets.split(b"\r\n")):
        yield "makes a line too long"
    result = read(octets)
    if not programme.events:
        return
    (event,), (back,) = programme.events, result.events
    texts = [(event.title, back.title), (event.text, back.text)]
    if not event.series.overrides and any(before != after for before, after in texts):
        yield "does not read back"
    if put is URLS["url"] and back.url != value:
        yield "does not read back"
