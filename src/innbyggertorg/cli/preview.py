"""What the preview answers: the weeks as pages, the feeds, and nothing else; looked up by exact names."""

import os
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from html import escape
from http import HTTPStatus
from threading import Lock
from typing import Any, Final
from zoneinfo import ZoneInfo

from innbyggertorg.chrono import DateRange, Interval, zone
from innbyggertorg.cli.asking import first_moment
from innbyggertorg.cli.words import said
from innbyggertorg.documents import load
from innbyggertorg.errors import InnbyggertorgError, UnknownSchoolYearError
from innbyggertorg.exchange import schema_org
from innbyggertorg.http import Collection, Headers, Representation, Response
from innbyggertorg.ical import all_feeds
from innbyggertorg.language import describe_error
from innbyggertorg.model import Programme, Torg
from innbyggertorg.picture import week_picture

__all__ = ["Preview"]

_FEEDS: Final = "/feeds"
_PAGE: Final = re.compile(r"/([a-z0-9][a-z0-9-]{0,62})(?:/([0-9]{4})-W([0-9]{2}))?", re.ASCII)
_WEEK: Final = timedelta(days=7)
_YEARS: Final = range(1901, 2199)
# A page brings its looks along, and nothing from elsewhere runs or is loaded.
_POLICY: Final = (
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:"),
    ("Referrer-Policy", "no-referrer"),
)


class Preview:
    """Answers requests about the documents as they are at the time; they are read again when they change.

    Args:
        documents: Paths of the documents.
        language: Of the pages.
        now: Gives the present in a zone.

    Raises:
        InnbyggertorgError: If the documents cannot be read.
    """

    def __init__(self, documents: Sequence[str], language: str, now: Callable[[ZoneInfo], datetime]) -> None:
        self._documents = documents
        self._language = language
        self._now = now
        self._lock = Lock()
        self._seen: object = None
        self._feeds: Collection | None = None
        self._programme = self._current()

    def respond(self, target: str, headers: Headers, method: str) -> Response:
        """Return the answer to a request for a target as it stands in the request, not decoded."""
        path = target.partition("?")[0]
        try:
            programme = self._current()
            if path == _FEEDS or path.startswith(f"{_FEEDS}/"):
                return self._all_feeds().respond(path.removeprefix(_FEEDS) or "/", headers, method)
            found = self._page(programme, path)
        except InnbyggertorgError as error:
            return self._broken(error)
        if found is None:
            return Collection(()).respond(path, headers, method)  # it is not found
        content = found.encode("utf-8", "backslashreplace")
        page = Representation(
            content=content, media_type="text/html; charset=utf-8", file_name="index.html", max_age=0
        )
        status, about, body = page.respond(headers, method)
        return Response(status, (*about, *_POLICY), body)

    def _current(self) -> Programme:
        """Return the programme of the documents, read again where one of them has changed."""
        with self._lock:
            seen = [_state(name) for name in self._documents]
            if seen != self._seen:
                self._programme = load(*self._documents)
                self._feeds = None
                self._seen = seen
            return self._programme

    def _all_feeds(self) -> Collection:
        with self._lock:
            if self._feeds is None:
                self._feeds = all_feeds(self._programme, language=self._language)
            return self._feeds

    def _broken(self, error: InnbyggertorgError) -> Response:
        wrong = describe_error(error, self._language)
        body = f"{said(self._language, 'documents_wrong')}:\n{wrong}\n".encode("utf-8", "backslashreplace")
        about = (
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        )
        return Response(int(HTTPStatus.INTERNAL_SERVER_ERROR), about, body)

    def _page(self, programme: Programme, path: str) -> str | None:
        if path == "/":
            return self._index(programme)
        found = _PAGE.fullmatch(path)
        torg = next((torg for torg in programme.torgs if found and torg.id == found[1]), None)
        if found is None or torg is None:
            return None
        now = self._now(zone(torg.zone))
        if found[2] is None:
            year, week, _ = now.isocalendar()
        else:
            year, week = int(found[2]), int(found[3])
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            return None
        return self._week(programme, torg, monday, now) if year in _YEARS else None

    def _week(self, programme: Programme, torg: Torg, monday: date, now: datetime) -> str:
        week = (monday.isocalendar().year, monday.isocalendar().week)
        picture = week_picture(programme, torg.id, week, language=self._language, now=now)
        return picture.to_html(
            subscribe=f"{_FEEDS}/{torg.id}.ics",
            previous=_link(torg, monday - _WEEK),
            following=_link(torg, monday + _WEEK),
            data=self._linked_data(programme, torg, monday),
        )

    def _linked_data(self, programme: Programme, torg: Torg, monday: date) -> dict[str, Any]:
        """Return the house with its hours of the week, and what happens in it, in the terms of schema.org."""
        language, days = self._language, DateRange(monday, monday + _WEEK)
        try:
            house, _ = schema_org.torg(programme, torg.id, hours=days, language=language)
        except UnknownSchoolYearError:
            house, _ = schema_org.torg(programme, torg.id, language=language)
        tz = zone(torg.zone)
        window = Interval(first_moment(days.start, tz), first_moment(days.end, tz))
        happenings = [
            schema_org.occurrence(programme, occurrence, language=language)[0]
            for occurrence in programme.occurrences(window, torg=torg.id)
        ]
        return schema_org.document(house, *happenings)

    def _index(self, programme: Programme) -> str:
        """Return the page that leads to each torg, and to the feeds."""
        title = escape(said(self._language, "preview"))
        names = [(torg.id, escape(torg.name.in_language(self._language))) for torg in programme.torgs]
        items = "".join(f'<li><a href="/{name}">{shown}</a></li>\n' for name, shown in names)
        feeds = escape(said(self._language, "all_feeds"))
        return (
            f'<!doctype html>\n<html lang="{self._language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width">\n'
            "<style>:root{color-scheme:light dark}"
            "body{font:1.2rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
            "</style>\n"
            f"<title>{title}</title>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<ul>\n{items}</ul>\n"
            f'<p><a href="{_FEEDS}/">{feeds}</a></p>\n</main>\n</body>\n</html>\n'
        )


def _link(torg: Torg, monday: date) -> str | None:
    year, week, _ = monday.isocalendar()
    return f"/{torg.id}/{year}-W{week:02}" if year in _YEARS else None


def _state(name: str) -> tuple[int, int] | None:
    """Return what changes when a file does, or None where it cannot be looked at."""
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size
