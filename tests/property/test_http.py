"""Laws of what is served: no header is too strange, and a copy is held exactly where its bytes are."""

import gzip
import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.http import Representation

CHANGED = datetime(2026, 3, 1, 17, 4, 5, tzinfo=UTC)


def served(content):
    return Representation(content=content, media_type="text/html", file_name="a.html", changed_at=CHANGED)


SERVED = served(b"text " * 50)
NAMES = ["If-None-Match", "If-Match", "If-Modified-Since", "Accept-Encoding", "Range", "X"]
PARTS = [
    SERVED.etag,
    '"',
    "W/",
    "*",
    ",",
    " ",
    ";q=",
    "0",
    "1",
    ".5",
    "gzip",
    "identity",
    "\0",
    "\r\n",
    "å",
    "\ud800",
]
values = st.one_of(st.text(), st.lists(st.sampled_from(PARTS)).map("".join))


@given(st.lists(st.tuples(st.sampled_from(NAMES), values)), st.sampled_from(["GET", "HEAD", "POST", ""]))
def test_whatever_is_asked_there_is_an_answer_that_is_whole(headers, method):
    status, given_back, body = SERVED.respond(headers, method)
    assert status in {200, 304, 405, 406, 412}
    found = dict(given_back)
    assert len(found) == len(given_back)
    assert all(re.fullmatch(r"[A-Za-z-]+", name) for name in found)
    assert all(re.fullmatch(r"[ -~]+", value) for value in found.values())
    if status == 304:
        assert body == b""
        assert {"ETag", "Cache-Control", "Vary"} <= set(found)
    elif method == "HEAD":
        assert body == b""
    else:
        assert found["Content-Length"] == str(len(body))
    if status == 200 and method == "GET":
        plain = gzip.decompress(body) if found.get("Content-Encoding") == "gzip" else body
        assert plain == SERVED.content


@given(st.binary(max_size=64), st.binary(max_size=64), st.sampled_from(["", "gzip", "gzip, identity;q=0"]))
def test_a_copy_is_held_exactly_where_the_bytes_are_the_same(one, other, coding):
    asked = {"Accept-Encoding": coding}
    tag = served(one).respond(asked).header("ETag")
    answer = served(other).respond(asked | {"If-None-Match": tag})
    assert (answer.status == 304) is (one == other)
