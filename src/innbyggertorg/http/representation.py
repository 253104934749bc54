"""Something that is served: its bytes, what they are, and the answer to whoever asks for them."""

from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from innbyggertorg._checks import check_instant, instant, is_a, matches, optional, whole_number
from innbyggertorg._values import Value
from innbyggertorg.chrono import to_utc
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.http.coding import acceptable, compressed
from innbyggertorg.http.conditions import http_date, is_held_since, names_tag
from innbyggertorg.http.response import ASGIApplication, Headers, Response, as_asgi, as_wsgi, lowered, refusal

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

__all__ = ["Representation"]

_QUARTER: Final = 15 * 60
_YEAR: Final = 365 * 24 * 60 * 60
_ALLOWED: Final = ("Allow", "GET, HEAD")
_SECOND: Final = timedelta(seconds=1)
_media_type = matches(
    r"[a-z]+/[a-z0-9.+-]{1,60}(?:; [a-z]{1,20}=[A-Za-z0-9-]{1,40}){0,4}",
    'must be a media type in lower case, such as "text/calendar; charset=utf-8"',
)
_file_name = matches(
    r"[a-z0-9][a-z0-9-]{0,62}\.[a-z0-9]{1,8}",
    "must be 1 to 63 of a-z, 0-9 and hyphen, then a dot and 1 to 8 of a-z and 0-9",
)


@frozen(kw_only=True)
class Representation(Value):
    """Bytes as they are served over HTTP, to whoever may see them.

    Attributes:
        content: The bytes.
        media_type: What they are, with its parameters; it becomes Content-Type.
        file_name: What a browser calls them where it saves them; lower-case ASCII with an extension.
        changed_at: When they came to be as they are, or None where that is not known; it becomes
            Last-Modified, cut to whole seconds.
        max_age: For how many seconds a cache may give them out without asking; at most a year. 0 makes it
            ask every time.

    Raises:
        InvalidValueError: If a field breaks its rule; none can hold what would begin another header.
    """

    content: bytes = field(validator=is_a(bytes), repr=False)
    media_type: str = field(validator=_media_type)
    file_name: str = field(validator=_file_name)
    changed_at: datetime | None = field(default=None, validator=optional(instant), eq=to_utc)
    max_age: int = field(default=_QUARTER, validator=whole_number(0, _YEAR))

    @cached_property
    def etag(self) -> str:
        """A strong entity tag with its quotes (RFC 9110 section 8.8.3): equal exactly where the bytes are."""
        return _tag(self.content)

    @property
    def last_modified(self) -> str | None:
        """The value of Last-Modified, or None where *changed_at* is not known."""
        return None if self.changed_at is None else http_date(self.changed_at)

    def _variant(self, coding: str) -> tuple[bytes, str]:
        """Return the bytes in a content coding and their entity tag."""
        return self._packed if coding == "gzip" else (self.content, self.etag)

    @cached_property
    def _packed(self) -> tuple[bytes, str]:
        packed = compressed(self.content)
        return packed, _tag(packed)

    def after(self, earlier: "Representation") -> "Representation":
        """Return this with a *changed_at* that does not go back from that of what was served before it.

        The newest change may be taken back, a name may change that no change is dated by: then the bytes are
        others and *changed_at* is not later. Here it is: the same bytes keep the earlier date, and others get
        a later one, by a second where nothing else is known.

        Raises:
            WrongTypeError: If *earlier* is no Representation.
        """
        if not isinstance(earlier, Representation):
            raise WrongTypeError("after earlier", "must be a Representation", earlier)
        same = self.content == earlier.content
        return evolve(self, changed_at=later_than(self.changed_at, earlier.changed_at, same=same))

    def respond(self, headers: Headers = (), method: str = "GET", *, now: datetime | None = None) -> Response:
        """Return the answer to a request (RFC 9110 and 9111).

        304 where If-None-Match names the copy (weak comparison), or, only without that header,
        If-Modified-Since names the second of *changed_at*: a later date proves nothing, because a change may
        have been taken back. Compressed where Accept-Encoding asks for it, as a representation with an entity
        tag of its own. A header that breaks its grammar is passed over.

        Args:
            headers: Of the request: a mapping, or pairs of name and value; names in any case.
            method: `GET` or `HEAD`; any other is answered with 405.
            now: The time, aware; a *changed_at* later than that is not told (RFC 9110 section 8.8.2.1).

        Raises:
            InvalidValueError: If *now* is naive.
            WrongTypeError: If an argument is of another type.
        """
        if not isinstance(method, str):
            raise WrongTypeError("respond method", "must be text", method)
        if now is not None:
            check_instant("respond now", now)
        asked = lowered(headers)
        if method not in {"GET", "HEAD"}:
            return refusal(HTTPStatus.METHOD_NOT_ALLOWED, _ALLOWED)
        accepted = acceptable(asked.get("accept-encoding"))
        variants = [(coding, *self._variant(coding)) for coding in accepted]
        variants.sort(key=lambda each: each[0] == "gzip" and len(each[1]) >= len(self.content))
        if not variants:
            return refusal(HTTPStatus.NOT_ACCEPTABLE, ("Vary", "Accept-Encoding"), method=method)
        if "if-match" in asked and not any(
            names_tag(asked["if-match"], tag, strong=True) for _, _, tag in variants
        ):
            return refusal(HTTPStatus.PRECONDITION_FAILED, ("Vary", "Accept-Encoding"), method=method)
        dated = self.changed_at
        if dated is not None and now is not None and to_utc(dated) > to_utc(now):
            dated = None
        # Of the codings that will do, the one of the copy that is held already is the best to choose.
        held = _held(asked, [tag for _, _, tag in variants], dated)
        coding, body, tag = variants[held or 0]
        always = [("ETag", tag), ("Cache-Control", self._caching), ("Vary", "Accept-Encoding")]
        if dated is not None:
            always.append(("Last-Modified", http_date(dated)))
        if held is not None:
            return Response(int(HTTPStatus.NOT_MODIFIED), tuple(always), b"")
        about = [
            ("Content-Type", self.media_type),
            ("Content-Length", str(len(body))),
            ("Content-Disposition", f'{self._disposition}; filename="{self.file_name}"'),
            ("X-Content-Type-Options", "nosniff"),
        ]
        if coding != "identity":
            about.append(("Content-Encoding", coding))
        return Response(int(HTTPStatus.OK), (*about, *always), b"" if method == "HEAD" else body)

    @property
    def _disposition(self) -> str:
        """A page is shown, and anything else is saved (RFC 6266 section 4.2)."""
        return "inline" if self.media_type.startswith("text/html") else "attachment"

    @property
    def _caching(self) -> str:
        return f"public, max-age={self.max_age}" if self.max_age else "public, no-cache"

    def wsgi(self) -> "WSGIApplication":
        """Return a WSGI application (PEP 3333) that answers so, whatever the path it is mounted at."""
        return as_wsgi(lambda method, _, headers: self.respond(headers, method))

    def asgi(self) -> ASGIApplication:
        """Return an ASGI 3 application that answers so, whatever the path it is mounted at."""
        return as_asgi(lambda method, _, headers: self.respond(headers, method))


def _tag(content: bytes) -> str:
    return f'"{sha256(content).hexdigest()[:32]}"'


def _held(asked: dict[str, str], tags: list[str], dated: datetime | None) -> int | None:
    """Return the number of the variant that is held already, or None.

    If-Modified-Since does not count beside If-None-Match, also where that is malformed (RFC 9110 section
    13.1.3).
    """
    if "if-none-match" in asked:
        return next((n for n, tag in enumerate(tags) if names_tag(asked["if-none-match"], tag)), None)
    since = asked.get("if-modified-since")
    return 0 if since is not None and dated is not None and is_held_since(since, dated) else None


def later_than(changed_at: datetime | None, earlier: datetime | None, *, same: bool) -> datetime | None:
    """Return when bytes came to be, given when those served before them did, and whether they are the *same*.

    None where nothing is known, or the calendar ends.
    """
    if earlier is None or same:
        return earlier or changed_at
    try:
        next_second = earlier.astimezone(UTC).replace(microsecond=0) + _SECOND
    except OverflowError:
        return None
    return next_second if changed_at is None else max(changed_at, next_second)
