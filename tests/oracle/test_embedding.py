"""The examples of embedding work as they stand: what they write and answer is what the package says."""

import json
import runpy
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import innbyggertorg

EMBEDDING = Path(__file__).parents[2] / "examples" / "embedding"
ASKER = innbyggertorg.load(*sorted((EMBEDDING.parent / "asker").glob("*.toml")))


def example(name):
    return runpy.run_path(str(EMBEDDING / name))


def test_a_static_site_has_every_week_and_feed(tmp_path):
    site = example("static_site.py")
    site["build"](ASKER, tmp_path, date(2026, 12, 30))
    weeks = sorted(path.name for path in (tmp_path / "heggedal").iterdir())
    assert weeks == ["2026-W53.html", *(f"2027-W{n:02}.html" for n in range(1, 8))]
    assert not (tmp_path / "spikkestad").exists()  # it is only planned
    page = (tmp_path / "heggedal" / "2027-W01.html").read_text("utf-8")
    for link in ("../feeds/heggedal.ics", "2026-W53.html", "2027-W02.html"):
        assert f'"{link}"' in page
        assert (tmp_path / "heggedal" / link).is_file()
    feed = (tmp_path / "feeds" / "heggedal.ics").read_bytes()
    assert feed == innbyggertorg.feed(ASKER, torg="heggedal").to_ical()


def test_a_screen_says_what_goes_on_and_loads_itself_again(tmp_path):
    screen = example("information_screen.py")
    now = datetime(2021, 11, 3, 17, 15, tzinfo=UTC)
    page = screen["screen"](ASKER, "heggedal", now)
    assert "Språkkafé" in page
    assert 'http-equiv="refresh"' in page
    screen["write"](tmp_path / "screen.html", page)
    assert [path.name for path in tmp_path.iterdir()] == ["screen.html"]


ASK_DJANGO = """
import json, sys
sys.path.insert(0, sys.argv[1])
import django_site
from django.test import Client
client = Client(SERVER_NAME="localhost")
week, opened, feed = client.get("/heggedal/"), client.get("/heggedal/open"), client.get("/heggedal.ics")
again = client.get("/heggedal.ics", headers={"If-None-Match": feed["ETag"]})
missing = [client.get(path).status_code for path in ("/nowhere/", "/nowhere.ics", "/nowhere/open")]
print(json.dumps([week.content.decode(), opened.json(), feed.content.decode(), again.status_code, missing]))
"""


def test_a_django_site_shows_the_week_what_is_open_and_the_feed():
    pytest.importorskip("django", reason="Django comes with the extra dev")
    answer = subprocess.run(  # settings are for the whole process
        [sys.executable, "-c", ASK_DJANGO, EMBEDDING],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    week, opened, feed, again, missing = json.loads(answer.stdout)
    assert 'href="/heggedal.ics"' in week
    assert set(opened) == {service.id for service in ASKER.torg("heggedal").services}
    assert feed.encode() == innbyggertorg.feed(ASKER, torg="heggedal").to_ical()
    assert (again, missing) == (304, [404, 404, 404])


@pytest.fixture(scope="module")
def api():
    pytest.importorskip("fastapi", reason="FastAPI comes with the extra dev")
    testclient = pytest.importorskip("fastapi.testclient", reason="its client comes with the extra dev")
    return testclient.TestClient(example("fastapi_app.py")["app"])


WISH = {
    "id": "loppemarked", "torg": "heggedal", "title": "Loppemarked", "rooms": ["moterom-1"],
    "changed_at": "2026-08-10T08:00:00Z", "organiser": "velforeningen",
    "series": {"first": "2026-08-18T18:00:00", "length": "PT1H", "rules": ["FREQ=WEEKLY;INTERVAL=2;COUNT=5"]},
}  # fmt: skip


def test_an_api_says_what_is_open_and_what_happens_and_serves_the_feeds(api):
    state = api.get("/torgs/heggedal/services/bibliotek/now").json()
    assert set(state) == {"level", "open", "until", "words"}
    assert state["open"] == (state["level"] != "closed")
    assert api.get("/torgs/heggedal/rows?days=30").status_code == 200
    assert api.get("/feeds/heggedal.ics").content == innbyggertorg.feed(ASKER, torg="heggedal").to_ical()
    missing = ("/torgs/nowhere/services/bibliotek/now", "/torgs/heggedal/services/x/now", "/feeds/../x")
    assert [api.get(path).status_code for path in missing] == [404, 404, 404]


def test_an_api_answers_whether_a_room_can_be_had(api):
    taken = api.post("/check", json=WISH).json()
    assert not taken["clean"]
    assert taken["without"] == ["2026-09-01T18:00:00"]  # the first Tuesday is that of the local community
    assert any("lokalsamfunnsutvalget" in told for told in taken["conflicts"])
    later = WISH["series"] | {"first": "2026-08-19T12:00:00"}
    assert api.post("/check", json=WISH | {"series": later}).json()["clean"]
    wrong = api.post("/check", json=WISH | {"series": later | {"first": "2026-08-32"}})
    assert (wrong.status_code, wrong.json()["detail"][0]["loc"]) == (422, ["body", "series", "first"])


def test_home_assistant_asks_for_what_the_api_answers(api):
    yaml = pytest.importorskip("yaml", reason="PyYAML comes with the extra dev")
    jinja2 = pytest.importorskip("jinja2", reason="Jinja2 comes with the extra dev")
    [rest] = yaml.safe_load((EMBEDDING / "home_assistant" / "configuration.yaml").read_text("utf-8"))["rest"]
    answer = api.get(rest["resource"].removeprefix("http://torg.example.net:8000")).json()
    [sensor] = rest["sensor"]
    assert set(sensor["json_attributes"]) <= set(answer)
    [is_open, is_staffed] = rest["binary_sensor"]
    templates = [each["value_template"] for each in (sensor, is_open, is_staffed)]
    told = [jinja2.Template(template).render(value_json=answer) for template in templates]
    assert told == [answer["words"], str(answer["open"]), str(answer["level"] == "staffed")]
