"""Equal to ical.js on random rules of the kind that calendars hold.

Left out is what ical.js is known to expand otherwise: BYWEEKNO, BYYEARDAY, SKIP, BYSETPOS with several
times, and yearly rules with more than a month and a day.
"""

import json
import random
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from innbyggertorg.chrono import Interval
from innbyggertorg.recurrence import RecurrenceRule, Series

HERE = Path(__file__).parent
SEED, RULES, YEARS = 20_260_105, 300, 3
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HEAD = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
)

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not (HERE / "node_modules" / "ical.js").is_dir(),
    reason="needs node, and npm ci in tests/oracle",
)


def some_rule(rng: random.Random, first: datetime) -> str:
    """Return a random rule that picks *first*."""
    frequency = rng.choice(("DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"))
    parts = [f"FREQ={frequency}", f"INTERVAL={rng.choice((1, 1, 2, 3, 4, 6))}"]
    own_day = DAYS[first.weekday()]
    if frequency == "WEEKLY" and rng.random() < 0.7:
        days = {own_day, *rng.sample(DAYS, rng.randint(0, 3))}
        parts.append(f"BYDAY={','.join(day for day in DAYS if day in days)}")
    if frequency == "WEEKLY" and rng.random() < 0.3:
        parts.append(f"WKST={rng.choice(DAYS)}")
    if frequency == "MONTHLY":
        nth = (first.day - 1) // 7 + 1
        choices = [f"BYDAY={nth}{own_day}", f"BYMONTHDAY={first.day}", "", f"BYMONTHDAY={first.day},15,-1"]
        choices.append("BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
        parts += [choice for choice in [rng.choice(choices)] if choice]
    if rng.random() < 0.3:
        parts.append(f"COUNT={rng.randint(1, 40)}")
    elif rng.random() < 0.3:
        parts.append(f"UNTIL={first + timedelta(days=rng.randint(0, 900)):%Y%m%dT%H%M%SZ}")
    return ";".join(parts)


def cases() -> list[tuple[datetime, str]]:
    rng = random.Random(SEED)
    found = []
    while len(found) < RULES:
        first = datetime(2020, 1, 1, 9) + timedelta(days=rng.randint(0, 3000), minutes=rng.randint(0, 900))
        text = some_rule(rng, first)
        if next(RecurrenceRule.parse(text).starts(first), None) == first:
            found.append((first, text))
    return found


def asked(first: datetime, text: str) -> dict[str, Any]:
    feed = f"{HEAD}DTSTART:{first:%Y%m%dT%H%M%SZ}\r\nDTEND:{first + timedelta(hours=1):%Y%m%dT%H%M%SZ}\r\n"
    feed += f"RRULE:{text}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    begin = int(first.replace(tzinfo=UTC).timestamp())
    return {"feed": feed, "from": begin, "to": begin + YEARS * 365 * 86400}


def test_equal_to_ical_js() -> None:
    questions = [asked(*case) for case in cases()]
    done = subprocess.run(
        ["node", "judges/ical_js.mjs"],
        input="\n".join(map(json.dumps, questions)) + "\n",
        capture_output=True,
        check=True,
        cwd=HERE,
        encoding="utf-8",
        timeout=300,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == RULES
    differing = []
    for (first, text), question, answer in zip(cases(), questions, answers, strict=True):
        window = Interval(*(datetime.fromtimestamp(question[end], UTC) for end in ("from", "to")))
        series = Series(first, timedelta(hours=1), zone="UTC", rules=(RecurrenceRule.parse(text),))
        ours = [int(start.timestamp()) for start in series.starts_between(window.start, window.end)]
        theirs = sorted(
            o["start"] for o in answer["occurrences"] if question["from"] <= o["start"] < question["to"]
        )
        if ours != theirs:
            differing.append((text, first, ours[:5], theirs[:5]))
    assert differing == []
