"""The WSGI and ASGI applications, driven by hand as a server would."""

import asyncio

import pytest

from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.http import Collection, Representation
from support.asking import over_asgi, over_wsgi


def page(name, content=b"<p>" * 100):
    return Representation(content=content, media_type="text/html; charset=utf-8", file_name=name)


FEED, INDEX = page("heggedal.ics", b"BEGIN:VCALENDAR\r\n" * 50), page("index.html")
BOTH = Collection((FEED, INDEX))


@pytest.mark.parametrize("path", ["", "/", "/feed.ics", "/..%2f..%2fetc/passwd"])
def test_one_representation_answers_at_whatever_path_it_is_mounted(path):
    assert over_wsgi(FEED.wsgi(), path)[2] == FEED.content
    assert over_asgi(FEED.asgi(), path)[2] == FEED.content


def test_wsgi_passes_on_what_is_asked_for():
    asked = {"HTTP_IF_NONE_MATCH": f'"a", {FEED.etag}', "HTTP_ACCEPT_ENCODING": "identity"}
    status, headers, body = over_wsgi(FEED.wsgi(), **asked)
    assert (status, headers["ETag"], body) == ("304 Not Modified", FEED.etag, b"")
    assert "Content-Type" not in headers
    status, headers, body = over_wsgi(FEED.wsgi(), method="HEAD", HTTP_ACCEPT_ENCODING="gzip")
    assert (status, headers["Content-Encoding"], body) == ("200 OK", "gzip", b"")
    assert over_wsgi(FEED.wsgi(), HTTP_IF_MATCH='"a"')[0] == "412 Precondition Failed"


def test_wsgi_refuses_other_methods():
    status, headers, body = over_wsgi(FEED.wsgi(), method="POST", CONTENT_LENGTH="0")
    assert (status, headers["Allow"]) == ("405 Method Not Allowed", "GET, HEAD")
    assert body == b"405 Method Not Allowed\n"


def test_asgi_passes_on_what_is_asked_for():
    tag = FEED.etag.encode()
    status, headers, body = over_asgi(
        FEED.asgi(), headers=[(b"if-none-match", b'"a"'), (b"if-none-match", tag)]
    )
    assert (status, headers[b"etag"], body) == (304, tag, b"")
    status, headers, body = over_asgi(FEED.asgi(), method="HEAD", headers=[(b"accept-encoding", b"gzip")])
    assert (status, headers[b"content-encoding"], body) == (200, b"gzip", b"")
    assert over_asgi(FEED.asgi(), method="PUT")[0] == 405
    assert over_asgi(FEED.asgi(), headers=[(b"if-none-match", bytes(range(128, 256)))])[0] == 200


def test_asgi_takes_part_in_the_lifespan():
    waiting = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    sent = []

    async def receive():
        return waiting.pop(0)

    async def send(message):
        sent.append(message["type"])

    asyncio.run(FEED.asgi()({"type": "lifespan"}, receive, send))
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_asgi_closes_a_web_socket_and_refuses_what_it_does_not_know():
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message["type"])

    asyncio.run(FEED.asgi()({"type": "websocket"}, receive, send))
    assert sent == ["websocket.close"]
    with pytest.raises(WrongTypeError):
        asyncio.run(FEED.asgi()({"type": "smoke"}, receive, send))


# --- several ------------------------------------------------------------------------------------------


def test_each_is_found_by_its_name():
    assert BOTH.respond("/heggedal.ics").body == FEED.content
    assert BOTH.respond("/index.html").body == BOTH.respond("/").body == INDEX.content
    assert BOTH.respond("/heggedal.ics", {"If-None-Match": FEED.etag}).status == 304


@pytest.mark.parametrize(
    "path",
    [
        "",
        "//",
        "/.",
        "/heggedal",
        "/HEGGEDAL.ics",
        "/heggedal.ics/",
        "/heggedal.ics\0",
        "/../heggedal.ics",
        "/..%2f..%2fetc/passwd",
        "/../../etc/passwd",
        "heggedal.ics",
        "/heggedal.ics?x",
        "/" + "a" * 100_000,
        "/\ud800",
    ],
    ids=lambda path: repr(path[:30]),
)
def test_nothing_else_is_found(path):
    assert BOTH.respond(path).status == 404
    assert BOTH.respond(path, {}, "HEAD").body == b""


def test_the_collection_is_served_below_its_mount():
    assert over_wsgi(BOTH.wsgi(), "/heggedal.ics", SCRIPT_NAME="/feeds")[2] == FEED.content
    assert over_wsgi(BOTH.wsgi(), "/..%2f..%2fetc/passwd")[0] == "404 Not Found"
    for path, root in [("/feeds/heggedal.ics", "/feeds"), ("/heggedal.ics", ""), ("/heggedal.ics", "/feeds")]:
        assert over_asgi(BOTH.asgi(), path, root_path=root)[2] == FEED.content
    for path, root in [("/feeds//heggedal.ics", "/feeds/"), ("/feeds/heggedal.ics", "/feeds/")]:
        assert over_asgi(BOTH.asgi(), path, root_path=root)[2] == FEED.content
    assert over_asgi(BOTH.asgi(), "/heggedal.ics", root_path="/")[2] == FEED.content
    assert over_asgi(BOTH.asgi(), "/feedsheggedal.ics", root_path="/feeds")[0] == 404
    assert over_asgi(BOTH.asgi(), "/feedsheggedal.ics", root_path="/feeds/")[0] == 404


def test_without_an_index_there_is_none():
    assert Collection((FEED,)).respond("/").status == 404


def test_two_of_one_name_are_an_error():
    with pytest.raises(InvalidValueError):
        Collection((FEED, FEED))
    with pytest.raises(WrongTypeError):
        Collection([FEED])
    with pytest.raises(WrongTypeError):
        BOTH.respond(b"/")
