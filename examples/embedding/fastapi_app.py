"""An API in one file: what is open, what happens, "may we have the stage?", and every feed.

uvicorn fastapi_app:app

FastAPI takes and gives the values of the package as they are, and describes them at `/docs`.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

from attrs import evolve
from fastapi import Body, FastAPI, HTTPException, Query

import innbyggertorg
from innbyggertorg.conflicts import book_the_rest, reachable
from innbyggertorg.errors import InnbyggertorgError, UnknownReferenceError
from innbyggertorg.exchange.rows import to_rows
from innbyggertorg.language import describe_conflict, describe_state

PROGRAMME = innbyggertorg.load(*sorted((Path(__file__).parents[1] / "asker").glob("*.toml")))

app = FastAPI(title="Innbyggertorg")
app.mount("/feeds", innbyggertorg.all_feeds(PROGRAMME).asgi())


@app.get("/torgs/{name}/services/{service}/now")
def open_now(name: str, service: str, language: str = "nb") -> dict[str, Any]:
    """Say how open a service is, and until when."""
    try:
        hours = reachable(PROGRAMME, name, service, language=language)
    except UnknownReferenceError as error:
        raise HTTPException(404, str(error)) from None
    except InnbyggertorgError as error:
        raise HTTPException(422, str(error)) from None
    if hours is None:
        raise HTTPException(404, "no hours are known")
    now = datetime.now(UTC)
    state = hours.at(now)
    words = describe_state(hours, now, language)
    return {"level": str(state.level), "open": state.is_open, "until": state.until, "words": words}


@app.get("/torgs/{name}/rows")
def rows(name: str, days: Annotated[int, Query(ge=1, le=92)] = 14) -> list[dict[str, Any]]:
    """List what happens from now on."""
    now = datetime.now(UTC)
    window = innbyggertorg.Interval(now, now + timedelta(days=days))
    return to_rows(PROGRAMME, window, torg=name)


@app.post("/check")
def check(event: Annotated[innbyggertorg.Event, Body()], language: str = "nb") -> dict[str, Any]:
    """Tell what a booking would collide with, for as long as it repeats, and on which dates it would not."""
    try:
        report = innbyggertorg.check(PROGRAMME, event)
        rest = book_the_rest(PROGRAMME, event)
        with_it = evolve(PROGRAMME, events=(*PROGRAMME.events, event))
    except InnbyggertorgError as error:
        raise HTTPException(422, str(error)) from None
    return {
        "clean": not report,
        "conflicts": [describe_conflict(conflict, with_it, language) for conflict in report],
        "without": [key.original for key in rest.left_out],
    }
