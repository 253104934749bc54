"""A screen in the hall: this week, the day it is, what goes on, and how open the house is now.

python information_screen.py FILE.html

The page is written anew every minute, whole or not at all; the browser on the screen loads it by itself.
"""

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import innbyggertorg
from innbyggertorg.picture import week_picture

DOCUMENTS = sorted((Path(__file__).parents[1] / "asker").glob("*.toml"))


def screen(programme: innbyggertorg.Programme, torg: str, now: datetime) -> str:
    """Return the page for the moment *now*, an aware datetime."""
    today = now.astimezone(innbyggertorg.zone(programme.torg(torg).zone)).date()
    picture = week_picture(programme, torg, today - timedelta(days=today.weekday()), now=now, conflicts=False)
    return picture.to_html(head='<meta http-equiv="refresh" content="60">')


def write(path: Path, page: str) -> None:
    """Replace the file, so that the screen never loads half of it."""
    beside = path.with_suffix(".new")
    beside.write_text(page, "utf-8")
    os.replace(beside, path)


if __name__ == "__main__":
    programme = innbyggertorg.load(*DOCUMENTS)
    while True:
        write(Path(sys.argv[1]), screen(programme, "heggedal", datetime.now(UTC)))
        time.sleep(60)
