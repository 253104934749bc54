"""A feed within the frameworks that people have: mounted as an application, and answered from a view."""

import gzip
import sys
import types
from datetime import UTC, datetime, timedelta

import pytest

from innbyggertorg.http import Collection
from innbyggertorg.ical import feed
from innbyggertorg.model import Event, LocalText, Programme, Torg
from innbyggertorg.recurrence import RecurrenceRule, Series
from support.asking import over_asgi, over_wsgi


def event(name):
    rules = (RecurrenceRule.parse("FREQ=WEEKLY"),)
    when = Series(datetime(2026, 3, 1, 18), timedelta(hours=1), rules=rules)
    title = LocalText(nb=name)
    return Event(id=name, torg="t", title=title, series=when, changed_at=datetime(2026, 1, 1, tzinfo=UTC))


FEED = feed(
    Programme(torgs=(Torg(id="t", name=LocalText(nb="Åsgård")),), events=(event("a"), event("b"))), torg="t"
)
ALL = Collection((FEED.representation,))
PATHS = ("/one/feed.ics", "/all/t.ics", "/view/t.ics")


def flask():
    """One feed and a collection below a Flask application, and a view that answers."""
    flask = pytest.importorskip("flask", reason="Flask is not installed; it comes with the extra dev")
    from werkzeug.middleware.dispatcher import DispatcherMiddleware

    application = flask.Flask("torg")

    @application.get("/view/t.ics")
    def view():
        status, headers, body = FEED.respond(flask.request.headers)  # Flask turns GET into HEAD itself
        return flask.Response(body, status, list(headers))

    return DispatcherMiddleware(application.wsgi_app, {"/one": FEED.wsgi(), "/all": ALL.wsgi()})


def django():
    """The same in Django, where a view is all there is."""
    pytest.importorskip("django", reason="Django is not installed; it comes with the extra dev")
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import path

    def answered(response):
        status, headers, body = response
        found = HttpResponse(body, status=status, headers=dict(headers))
        if status == 304:
            del found["Content-Type"]  # which Django gives to every answer
        return found

    if not settings.configured:
        urls = types.ModuleType("torg_urls")
        urls.urlpatterns = [
            path("one/feed.ics", lambda request: answered(FEED.respond(request.headers, request.method))),
            path("view/t.ics", lambda request: answered(FEED.respond(request.headers, request.method))),
            path(
                "all/<str:name>",
                lambda request, name: answered(ALL.respond(f"/{name}", request.headers, request.method)),
            ),
        ]
        sys.modules["torg_urls"] = urls
        settings.configure(
            ROOT_URLCONF="torg_urls", ALLOWED_HOSTS=["*"], SECRET_KEY="of the tests", MIDDLEWARE=[]
        )
    return get_wsgi_application()


def starlette():
    """Mounted in Starlette."""
    pytest.importorskip("starlette", reason="Starlette is not installed; it comes with the extra dev")
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Mount, Route

    async def view(request):
        status, headers, body = FEED.respond(request.headers.items(), request.method)
        return Response(body, status, dict(headers))

    return Starlette(
        routes=[
            Route("/view/t.ics", view, methods=["GET", "HEAD", "POST"]),
            Mount("/one", FEED.asgi()),
            Mount("/all", ALL.asgi()),
        ]
    )


def fastapi():
    """Mounted in FastAPI."""
    fastapi = pytest.importorskip("fastapi", reason="FastAPI is not installed; it comes with the extra dev")
    application = fastapi.FastAPI()

    @application.api_route("/view/t.ics", methods=["GET", "HEAD", "POST"])
    def view(request: fastapi.Request):
        status, headers, body = FEED.respond(request.headers.items(), request.method)
        return fastapi.Response(body, status, dict(headers))

    application.mount("/one", FEED.asgi())
    application.mount("/all", ALL.asgi())
    return application


def by_wsgi(application, path, method="GET", **headers):
    environ = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    status, found, body = over_wsgi(application, path, method, **environ)
    return int(status.split()[0]), {name.lower(): value for name, value in found.items()}, body


def by_asgi(application, path, method="GET", **headers):
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    status, found, body = over_asgi(application, path, method, given)
    return status, {name.decode(): value.decode() for name, value in found.items()}, body


FRAMEWORKS = {
    "flask": (flask, by_wsgi),
    "django": (django, by_wsgi),
    "starlette": (starlette, by_asgi),
    "fastapi": (fastapi, by_asgi),
}


@pytest.fixture(scope="module", params=FRAMEWORKS)
def ask(request):
    make, way = FRAMEWORKS[request.param]
    application = make()
    return lambda *arguments, **headers: way(application, *arguments, **headers)


@pytest.mark.parametrize("path", PATHS)
def test_the_feed_comes_through_as_it_is(ask, path):
    status, headers, body = ask(path)
    assert (status, body) == (200, FEED.to_ical())
    for name, value in FEED.respond().headers:
        assert headers[name.lower()] == value


@pytest.mark.parametrize("path", PATHS)
def test_a_copy_is_told_to_hold(ask, path):
    status, headers, body = ask(path, if_none_match=f'W/{FEED.etag}, "a"')
    assert (status, body) == (304, b"")
    assert headers["etag"] == FEED.etag
    assert headers["cache-control"] == FEED.respond().header("Cache-Control")
    assert ask(path, if_modified_since=FEED.last_modified)[0] == 304
    assert ask(path, if_modified_since="Fri, 31 Dec 9999 23:59:59 GMT")[0] == 200


@pytest.mark.parametrize("path", PATHS)
def test_it_is_compressed_where_that_is_asked_for(ask, path):
    status, headers, body = ask(path, accept_encoding="gzip")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert gzip.decompress(body) == FEED.to_ical()
    assert headers["etag"] != FEED.etag


@pytest.mark.parametrize("path", PATHS)
def test_a_head_has_no_body(ask, path):
    status, headers, body = ask(path, "HEAD")
    assert (status, body) == (200, b"")
    assert headers["content-length"] == str(len(FEED.to_ical()))


@pytest.mark.parametrize("path", PATHS[:2])
def test_other_methods_are_not_allowed(ask, path):
    assert ask(path, "DELETE")[0] == 405


@pytest.mark.parametrize(
    "path", ["/all/x.ics", "/all/..%2f..%2fetc/passwd", "/all/../../etc/passwd", "/all/"]
)
def test_nothing_else_is_found(ask, path):
    assert ask(path)[0] == 404
