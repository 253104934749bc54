"""Values as types of pydantic and FastAPI: what goes in and out, what is refused, and the schema of both."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import pytest
from attrs import evolve

from innbyggertorg.chrono import Interval
from innbyggertorg.documents.values import to_plain
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.model import Event, LocalText, Programme
from innbyggertorg.recurrence import Series
from support.houses import golden

pydantic = pytest.importorskip("pydantic", reason="pydantic comes with the extra dev")
fastapi = pytest.importorskip("fastapi", reason="fastapi comes with the extra dev")
pytest.importorskip("httpx2", reason="httpx2 comes with the extra dev")

PROGRAMME = golden()
PARTY = Event(
    id="fest",
    torg="heggedal",
    title=LocalText(nb="Fest"),
    series=Series(date(2026, 6, 6), timedelta(days=1)),
    changed_at=datetime(2026, 1, 1, tzinfo=UTC),
)


@pytest.fixture
def client():
    from fastapi.testclient import TestClient

    app = fastapi.FastAPI()

    @app.post("/events")
    async def add(event: Annotated[Event, fastapi.Body()]) -> Programme:
        return evolve(PROGRAMME, events=(*PROGRAMME.events, event))

    @app.post("/several")
    async def several(events: list[Event]) -> dict[str, Event]:
        return {event.id: event for event in events}

    @app.get("/programme")
    async def whole() -> Programme:
        return PROGRAMME

    return TestClient(app)


def test_an_event_goes_in_and_a_programme_comes_out(client):
    answer = client.post("/events", json=to_plain(PARTY))
    assert answer.status_code == 200
    assert answer.json() == to_plain(evolve(PROGRAMME, events=(*PROGRAMME.events, PARTY)))
    assert answer.json()["events"][-1]["changed_at"] == "2026-01-01T00:00:00Z"


def test_what_comes_out_goes_in_again(client):
    plain = client.get("/programme").json()
    assert pydantic.TypeAdapter(Programme).validate_python(plain) == PROGRAMME
    assert client.post("/several", json=plain["events"]).json() == {
        each["id"]: each for each in plain["events"]
    }


def test_every_problem_is_in_the_answer_with_its_path(client):
    wrong = to_plain(PARTY) | {"title": {"nb": " "}, "rooms": ["Sal"], "colour": "red"}
    answer = client.post("/events", json=wrong)
    assert answer.status_code == 422
    found = {tuple(each["loc"]): each["msg"] for each in answer.json()["detail"]}
    assert set(found) == {("body", "title"), ("body", "rooms"), ("body", "colour")}
    assert found["body", "colour"].startswith("is no known key here")
    assert {each["type"] for each in answer.json()["detail"]} == {"innbyggertorg"}


def test_an_item_of_a_list_has_its_index(client):
    answer = client.post("/several", json=[to_plain(PARTY), {"id": "x"}])
    assert {tuple(each["loc"][:3]) for each in answer.json()["detail"]} == {
        ("body", 1, name) for name in ("torg", "title", "series", "changed_at")
    }


@pytest.mark.parametrize("body", ["null", "[]", '"fest"', "5", "{}", '{"id": ' * 60 + "1" + "}" * 60])
def test_no_body_breaks_the_service(client, body):
    headers = {"content-type": "application/json"}
    assert client.post("/events", content=body, headers=headers).status_code == 422


def test_the_openapi_description_holds_the_schema_once_and_it_is_right(client):
    import jsonschema

    described = client.get("/openapi.json").json()
    names = set(described["components"]["schemas"])
    assert {"Torg", "even-weeks"} <= {name.removesuffix("-Output") for name in names}
    body = described["paths"]["/events"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    validator = jsonschema.Draft202012Validator(described | body)
    validator.validate(to_plain(PARTY))
    assert list(validator.iter_errors(to_plain(PARTY) | {"price_nok": "gratis"}))
    out = described["paths"]["/programme"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator(described | out).validate(client.get("/programme").json())


def test_a_model_of_one_s_own_may_hold_values():
    class Booking(pydantic.BaseModel):
        who: str
        event: Event

    booking = Booking(who="Korpset", event=PARTY)
    assert booking.event is PARTY
    assert Booking.model_validate_json(booking.model_dump_json()) == booking
    with pytest.raises(pydantic.ValidationError) as raised:
        Booking.model_validate({"who": "x", "event": {"id": "fest"}})
    assert {each["loc"][0] for each in raised.value.errors()} == {"event"}


def test_what_has_no_form_is_refused_where_the_model_is_made():
    with pytest.raises(WrongTypeError, match="have a form for"):
        pydantic.TypeAdapter(Interval)
