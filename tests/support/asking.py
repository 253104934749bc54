"""Requests to WSGI and ASGI applications, as a server makes them, with everything checked on the way."""

import asyncio
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator


def over_wsgi(application, path="/", method="GET", **headers):
    """Ask a WSGI application that is watched by the standard library's validator."""
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "SCRIPT_NAME": "", "QUERY_STRING": ""} | headers
    setup_testing_defaults(environ)
    seen = []

    def start_response(status, given, error=None):
        seen.append((status, dict(given)))

    answer = validator(application)(environ, start_response)
    body = b"".join(answer)
    answer.close()
    ((status, given),) = seen
    return status, given, body


def over_asgi(application, path="/", method="GET", headers=(), **more):
    """Ask an ASGI application, and check what it sends against the specification."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": list(headers),
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    } | more
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(application(scope, receive, send))
    start, *bodies = sent
    assert start["type"] == "http.response.start"
    assert type(start["status"]) is int
    for name, value in start["headers"]:
        assert type(name) is type(value) is bytes
        assert name == name.lower()
    assert [body["type"] for body in bodies] == ["http.response.body"]
    assert not bodies[0].get("more_body", False)
    return start["status"], dict(start["headers"]), bodies[0]["body"]
