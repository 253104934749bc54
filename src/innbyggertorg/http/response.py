"""An answer, the headers of a question, and the two protocols that Python servers speak."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, MutableMapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from innbyggertorg.errors import WrongTypeError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["ASGIApplication", "Headers", "Response", "as_asgi", "as_wsgi", "lowered", "refusal"]

Headers = Mapping[str, str] | Iterable[tuple[str, str]]
"""The headers of a request: names in any case, a name perhaps more than once."""

Answer = Callable[[str, str, Headers], "Response"]
"""What a method, a path and headers are answered with."""

_Message = MutableMapping[str, Any]
ASGIApplication = Callable[
    [_Message, Callable[[], Awaitable[_Message]], Callable[[_Message], Awaitable[None]]], Awaitable[None]
]


class Response(NamedTuple):
    """An answer, which unpacks as `status, headers, body`.

    Attributes:
        status: Such as 200.
        headers: Names and values, in order; none holds a control character.
        body: Empty where the method or the status asks for none.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """Return the value of a header, whatever the case of its name, or None."""
        wanted = name.lower()
        return next((value for known, value in self.headers if known.lower() == wanted), None)


def refusal(status: HTTPStatus, *headers: tuple[str, str], method: str = "GET") -> Response:
    """Return an answer that says no, in one line of plain text."""
    body = f"{status} {status.phrase}\n".encode("ascii")
    about = (
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("X-Content-Type-Options", "nosniff"),
    )
    return Response(int(status), (*about, *headers), b"" if method == "HEAD" else body)


def lowered(headers: Headers) -> dict[str, str]:
    """Return headers by their names in lower case; those that come twice are joined by a comma.

    Raises:
        WrongTypeError: If a name or a value is not text, or *headers* are no headers.
    """
    found: dict[str, str] = {}
    for name, value in _pairs(headers):
        key = name.lower()
        found[key] = f"{found[key]}, {value}" if key in found else value
    return found


def _pairs(headers: object) -> Iterator[tuple[str, str]]:
    if isinstance(headers, str | bytes) or not isinstance(headers, Iterable):
        raise WrongTypeError("headers", "must be a mapping or pairs of name and value", headers)
    for pair in headers.items() if isinstance(headers, Mapping) else headers:
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise WrongTypeError("headers", "must hold pairs of name and value", pair)
        name, value = pair
        if not isinstance(name, str) or not isinstance(value, str):
            raise WrongTypeError("headers", "must have text as names and values", pair)
        yield name, value


# --- WSGI (PEP 3333) ----------------------------------------------------------------------------------

_ASKED: Final = ("Accept-Encoding", "If-Match", "If-Modified-Since", "If-None-Match")
_IN_ENVIRON: Final = {name: f"HTTP_{name.upper().replace('-', '_')}" for name in _ASKED}


def as_wsgi(answer: Answer) -> "WSGIApplication":
    """Return a WSGI application that gives the answers of *answer*."""

    def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        headers = {name: environ[key] for name, key in _IN_ENVIRON.items() if key in environ}
        status, given, body = answer(environ["REQUEST_METHOD"], environ.get("PATH_INFO", ""), headers)
        start_response(f"{status} {HTTPStatus(status).phrase}", list(given))
        return [body] if body else []

    return application


# --- ASGI 3 -------------------------------------------------------------------------------------------


def as_asgi(answer: Answer) -> ASGIApplication:
    """Return an ASGI application that gives the answers of *answer*; it takes part in the lifespan."""

    async def application(
        scope: _Message,
        receive: Callable[[], Awaitable[_Message]],
        send: Callable[[_Message], Awaitable[None]],
    ) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "websocket":
            await receive()  # websocket.connect
            await send({"type": "websocket.close", "code": 1000})
        elif scope["type"] == "http":
            headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
            status, given, body = answer(scope["method"], _below_mount(scope), headers)
            octets = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in given]
            await send({"type": "http.response.start", "status": status, "headers": octets})
            await send({"type": "http.response.body", "body": body, "more_body": False})
        else:
            raise WrongTypeError("ASGI scope", "must be of type http, websocket or lifespan", scope["type"])

    return application


def _below_mount(scope: _Message) -> str:
    """Return the path below where the application is mounted: *path* holds all of it, as of ASGI 2.4."""
    path, root = str(scope["path"]), str(scope.get("root_path", ""))
    if not root or not (path + "/").startswith(root.rstrip("/") + "/"):
        return path
    below = path[len(root) :]
    return f"/{below}" if root.endswith("/") and not below.startswith("/") else below


async def _live(
    receive: Callable[[], Awaitable[_Message]], send: Callable[[_Message], Awaitable[None]]
) -> None:
    while True:
        event = (await receive())["type"]
        await send({"type": f"{event}.complete"})
        if event == "lifespan.shutdown":
            return
