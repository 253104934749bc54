"""`serve`: a preview for one person, on loopback; exact names, conditional requests, a clean end."""

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import pytest

from innbyggertorg.cli.commands.serve import server_for
from innbyggertorg.cli.preview import Preview
from support.command import ASKER, DONE, PROBLEMS, STORAGE, USAGE, run

NOON = datetime(2021, 11, 3, 11, tzinfo=UTC)


def preview_of(*paths):
    return Preview([str(path) for path in paths], "nb", NOON.astimezone)


@pytest.fixture(scope="module")
def preview():
    return preview_of(*ASKER)


def answer(preview, target, method="GET", **headers):
    return preview.respond(target, {name.replace("_", "-"): value for name, value in headers.items()}, method)


def page(preview, target):
    status, headers, body = answer(preview, target)
    assert (status, dict(headers)["Content-Type"]) == (200, "text/html; charset=utf-8")
    return body.decode()


def test_the_first_page_leads_to_each_torg_and_to_the_feeds(preview):
    links = re.findall(r'href="([^"]*)"', page(preview, "/"))
    assert links[-1] == "/feeds/"
    assert len(links) == 9
    assert all(answer(preview, link).status == 200 for link in links)


def test_a_torg_shows_its_week_with_a_link_to_subscribe(preview):
    shown = page(preview, "/heggedal")
    assert "Uke 44" in shown
    assert 'href="/feeds/heggedal.ics"' in shown
    assert {'href="/heggedal/2021-W43"', 'href="/heggedal/2021-W45"'} <= set(
        re.findall(r'href="[^"]*"', shown)
    )
    assert page(preview, "/heggedal/2021-W44?from=mail") == shown
    assert "Vaktmøte" not in shown


def test_a_page_says_in_schema_org_what_it_shows(preview):
    [data] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page(preview, "/heggedal"), re.DOTALL
    )
    graph = json.loads(data)["@graph"]
    assert [node["name"] for node in graph] == [
        "Heggedal innbyggertorg",
        "Møte i lokalsamfunnsutvalget",
        "Språkkafé",
    ]
    assert graph[1]["startDate"] == "2021-11-02T18:00:00+01:00"


def test_a_page_is_shown_and_runs_nothing(preview):
    headers = dict(answer(preview, "/heggedal").headers)
    assert headers["Content-Disposition"].startswith("inline")
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_feeds_answer_conditional_requests(preview):
    status, headers, body = answer(preview, "/feeds/heggedal.ics")
    assert status == 200
    assert body.startswith(b"BEGIN:VCALENDAR")
    held = answer(preview, "/feeds/heggedal.ics", If_None_Match=dict(headers)["ETag"])
    assert (held.status, held.body) == (304, b"")
    assert answer(preview, "/feeds/heggedal.ics", "HEAD").body == b""


@pytest.mark.parametrize(
    "target",
    [
        *("/andre", "/heggedal/", "/heggedal.ics", "/Heggedal", "/heggedal/2021-W53", "/heggedal/2021-W00"),
        *("/heggedal/0001-W01", "/heggedal/9999-W01", "/heggedal/2021-W44/", "//heggedal", "/..%2f", "/../"),
        *("/feeds/..%2fheggedal.ics", "/feeds/../heggedal", "/feeds/heggedal%2eics", "/feeds/andre.ics"),
        *(
            "/%2e%2e/etc/passwd",
            "/etc/passwd",
            "/heggedal\x00",
            "/heggedal\n",
            "",
            "*",
            "http://evil.example/",
        ),
        "/" + "a" * 70_000,
    ],
    ids=lambda target: target[:30],
)
def test_anything_but_an_exact_name_is_not_found(preview, target):
    assert answer(preview, target).status == 404


def test_the_documents_are_read_again_when_they_change(tmp_path):
    path = tmp_path / "torg.toml"

    def write(text):
        path.write_text(text, "utf-8")

    write('schema_version = 1\n[[torgs]]\nid = "torget"\nname = "Torget"\n')
    preview = preview_of(path)
    assert "Torget" in page(preview, "/")
    assert "Torget" in page(preview, "/torget")
    write('schema_version = 1\n[[torgs]]\nid = "torget"\nname = "Det nye torget"\n')
    assert "Det nye torget" in page(preview, "/")
    write('schema_version = 1\n[[torgs]]\nid = "Torget"\n')
    broken = answer(preview, "/torget")
    assert broken.status == 500
    assert f"{path}: torgs[0].id" in broken.body.decode()
    path.unlink()
    assert answer(preview, "/").status == 500
    write('schema_version = 1\n[[torgs]]\nid = "torget"\nname = "Torget"\n')
    assert "Torget" in page(preview, "/torget")


def test_names_cannot_become_markup(tmp_path):
    path = tmp_path / "torg.toml"
    name = "<script>alert(1)</script>"
    path.write_text(f'schema_version = 1\n[[torgs]]\nid = "torget"\nname = "{name}"\n', "utf-8")
    preview = preview_of(path)
    for target in ("/", "/torget"):
        assert name not in page(preview, target)


@pytest.fixture(scope="module")
def address(preview) -> Iterator[tuple[str, int]]:
    with server_for(preview, 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_address
        server.shutdown()
        thread.join()


def asked(address, target, method="GET", **headers):
    connection = HTTPConnection(*address, timeout=30)
    connection.request(method, target, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, body


def test_the_server_listens_on_loopback_and_answers_those_who_call_it_by_its_name(address):
    assert address[0] == "127.0.0.1"
    assert asked(address, "/heggedal")[0] == 200
    assert asked(address, "/heggedal", Host=f"localhost:{address[1]}")[0] == 200
    assert asked(address, "/heggedal", Host="evil.example")[0] == 421
    assert asked(address, "/heggedal", Host=f"127.0.0.1.evil.example:{address[1]}")[0] == 421
    assert asked(address, "/heggedal", "HEAD") == (200, b"")
    assert asked(address, "/heggedal", "POST")[0] in {405, 501}
    assert asked(address, "/feeds/..%2fheggedal.ics")[0] == 404


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "terminate"])
def test_it_runs_until_it_is_stopped(stop):
    command = [sys.executable, "-m", "innbyggertorg", "serve", *map(str, ASKER), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        first = process.stdout.readline().decode()
        port = int(re.search(r"http://127\.0\.0\.1:([0-9]+)/", first)[1])
        assert "Forhåndsvisning" in first
        assert asked(("127.0.0.1", port), "/")[0] == 200
        process.send_signal(stop)
        _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (DONE, b"innbyggertorg: stoppet\n")


def test_what_cannot_be_served_is_said(tmp_path, address):
    taken = run("serve", *ASKER, "--port", address[1])
    assert taken.returncode == STORAGE
    assert "--port 0" in taken.err
    assert run("serve", *ASKER, "--port", "70000").returncode == USAGE
    assert run("serve", *ASKER, "--port", "-1").returncode == USAGE
    assert run("serve", tmp_path / "missing.toml", "--port", "0").returncode == STORAGE
    broken = tmp_path / "broken.toml"
    broken.write_text("schema_version = 0\n", "utf-8")
    assert run("serve", broken, "--port", "0").returncode == PROBLEMS


def test_the_preview_is_not_for_others():
    text = (Path(__file__).parents[3] / "docs" / "how-to" / "preview-on-your-own-machine.md").read_text(
        "utf-8"
    )
    assert "not a server for others" in text
    assert "not a server for others" in run("serve", "--help").out
