"""A static site: the next weeks of every torg as pages, and the feeds beside them. Let it run every night.

python static_site.py FOLDER
"""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import innbyggertorg
from innbyggertorg.exchange import schema_org
from innbyggertorg.model import TorgStatus
from innbyggertorg.picture import week_picture

DOCUMENTS = sorted((Path(__file__).parents[1] / "asker").glob("*.toml"))
WEEKS = 8


def build(programme: innbyggertorg.Programme, folder: Path, today: date) -> None:
    """Write `feeds/` and `TORG/YEAR-WEEK.html` below *folder*, from the week of *today* on."""
    (folder / "feeds").mkdir(parents=True, exist_ok=True)
    innbyggertorg.write_all(programme, folder / "feeds")
    this_week = today - timedelta(days=today.weekday())
    for torg in programme.torgs:
        if torg.status is TorgStatus.OPEN:
            (folder / torg.id).mkdir(exist_ok=True)
            mondays = [this_week + timedelta(weeks=number) for number in range(WEEKS)]
            for monday in mondays:
                page = week_page(programme, torg.id, monday, mondays)
                (folder / torg.id / file_name(monday)).write_text(page, "utf-8")


def week_page(programme: innbyggertorg.Programme, torg: str, monday: date, mondays: list[date]) -> str:
    """Return the page of one week, with links to its neighbours, to the feed, and for search engines."""
    described, _ = schema_org.torg(programme, torg)
    return week_picture(programme, torg, monday, conflicts=False).to_html(
        subscribe=f"../feeds/{torg}.ics",
        previous=None if monday == mondays[0] else file_name(monday - timedelta(weeks=1)),
        following=None if monday == mondays[-1] else file_name(monday + timedelta(weeks=1)),
        data=described,
    )


def file_name(monday: date) -> str:
    """Return such as `2026-W53.html`."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}.html"


if __name__ == "__main__":
    oslo = innbyggertorg.zone("Europe/Oslo")
    build(innbyggertorg.load(*DOCUMENTS), Path(sys.argv[1]), datetime.now(UTC).astimezone(oslo).date())
