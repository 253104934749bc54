"""Servers on the loopback interface, each stopped when it is done with."""

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import ProxyHandler, Request, build_opener
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.validate import validator

_SECONDS = 20


class _Recorder(WSGIRequestHandler):
    """Keeps what is asked for and what the answer was, and prints nothing."""

    def log_request(self, code="-", size="-"):
        self.server.seen.append((self.command, self.path, dict(self.headers), int(code)))

    def log_message(self, *arguments):
        """Print nothing."""


@contextmanager
def served(application):
    """Serve a WSGI application; yields its address, and a list of what was asked and answered."""
    server = make_server("127.0.0.1", 0, validator(application), handler_class=_Recorder)
    server.seen = []
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", server.seen
    finally:
        server.shutdown()
        thread.join(_SECONDS)
        server.server_close()


@contextmanager
def radicale(folder):
    """Run the CalDAV server Radicale on an empty store; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "server-hosts": f"127.0.0.1:{port}",
        "auth-type": "none",
        "rights-type": "owner_only",
        "storage-filesystem-folder": str(folder),
        "logging-level": "warning",
    }
    command = [sys.executable, "-m", "radicale", *(f"--{name}={value}" for name, value in options.items())]
    log = Path(folder) / "radicale.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            _wait_for(port, process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(_SECONDS)


def _wait_for(port, process, log):
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"Radicale did not answer: {log.read_text('utf-8')}")


def ask(url, method="GET", body=None, **headers):
    """Send a request past any proxy; return status, headers and body."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = Request(url, data=body, method=method, headers=named)
    with build_opener(ProxyHandler({})).open(request, timeout=_SECONDS) as answer:
        return answer.status, dict(answer.headers), answer.read()


def run(folder, *command):
    """Run a program of this environment with a home of its own and no proxy; return what it prints."""
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    environment |= {"HOME": str(folder), "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(folder / "config")}
    environment |= {"XDG_DATA_HOME": str(folder / "data"), "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
