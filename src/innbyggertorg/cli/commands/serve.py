"""A preview on this machine: a server of the standard library, on loopback alone."""

import signal
import sys
from argparse import Namespace
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import FrameType
from typing import Any, Final

from innbyggertorg.cli.asking import present
from innbyggertorg.cli.codes import DONE, UsageError
from innbyggertorg.cli.output import report, write
from innbyggertorg.cli.preview import Preview
from innbyggertorg.cli.words import said
from innbyggertorg.errors import StorageError
from innbyggertorg.http.response import refusal

__all__ = ["run", "server_for"]

_ADDRESS: Final = "127.0.0.1"
_NAMES: Final = {_ADDRESS, "localhost"}
_PATIENCE: Final = 30
_MOST_PORTS: Final = 65_535


def run(options: Namespace) -> int:
    """Serve until it is stopped from the keyboard or told to end."""
    if not 0 <= options.port <= _MOST_PORTS:
        raise UsageError(said(options.language, "no_port", port=options.port, most=_MOST_PORTS))
    preview = Preview(options.documents, options.language, partial(present, options))
    with server_for(preview, options.port) as server:
        signal.signal(signal.SIGTERM, _stop)
        url = f"http://{_ADDRESS}:{server.server_address[1]}/"
        write(said(options.language, "serving", url=url) + "\n")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            report(said(options.language, "stopped"))
    return DONE


def _stop(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


def server_for(preview: Preview, port: int) -> ThreadingHTTPServer:
    """Return a server that listens on a port of this machine, 0 for any.

    Raises:
        StorageError: If it cannot listen there.
    """
    try:
        return _Server((_ADDRESS, port), partial(_Handler, preview))
    except OSError as error:
        rule = f"cannot be listened on: {error.strerror or error}"
        raise StorageError(f"{_ADDRESS}:{port}", rule, hint="--port 0 takes any that is free") from None


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell in one line what went wrong with a request; a client that goes away is nothing to tell."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            report(f"{type(error).__name__}: {error}")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE

    def __init__(self, preview: Preview, *about: Any) -> None:
        self._preview = preview
        super().__init__(*about)

    def do_GET(self) -> None:
        """Answer with what the preview has; only to a browser that asked this machine by its own name."""
        host = self.headers.get("Host")
        if host is not None and host.rpartition(":")[0] not in _NAMES and host not in _NAMES:
            answer = refusal(HTTPStatus.MISDIRECTED_REQUEST, method=self.command)
        else:
            answer = self._preview.respond(self.path, self.headers.items(), self.command)
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 - so is this

    def version_string(self) -> str:
        """Return what the Server header says."""
        return "innbyggertorg-preview"

    def log_message(self, *_: Any) -> None:
        """Keep silent."""
