"""A Django site in one file: what is open now, the week, and the feed to subscribe to.

python django_site.py runserver

In a project of yours the views are the same; the programme comes from your database or your documents.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django
from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path

import innbyggertorg
from innbyggertorg.conflicts import reachable
from innbyggertorg.errors import UnknownReferenceError
from innbyggertorg.language import describe_state
from innbyggertorg.picture import week_picture

PROGRAMME = innbyggertorg.load(*sorted((Path(__file__).parents[1] / "asker").glob("*.toml")))


def torg_or_404(name: str) -> innbyggertorg.Torg:
    """Return a torg by its id."""
    try:
        return PROGRAMME.torg(name)
    except UnknownReferenceError:
        raise Http404(name) from None


def week(request: HttpRequest, name: str) -> HttpResponse:
    """Show this week."""
    torg = torg_or_404(name)
    now = datetime.now(UTC)
    today = now.astimezone(innbyggertorg.zone(torg.zone)).date()
    picture = week_picture(PROGRAMME, name, today - timedelta(days=today.weekday()), now=now, conflicts=False)
    return HttpResponse(picture.to_html(subscribe=f"/{name}.ics"))


def open_now(request: HttpRequest, name: str) -> JsonResponse:
    """Say of each service how open it is now."""
    torg, now = torg_or_404(name), datetime.now(UTC)
    hours = {service.id: reachable(PROGRAMME, name, service.id) for service in torg.services}
    return JsonResponse({name: describe_state(each, now) for name, each in hours.items() if each is not None})


def calendar(request: HttpRequest, name: str) -> HttpResponse:
    """Serve the feed, with its entity tag and all that HTTP asks for."""
    torg = torg_or_404(name)
    status, headers, body = innbyggertorg.feed(PROGRAMME, torg=torg.id).respond(
        request.headers, request.method
    )
    response = HttpResponse(body, status=status)
    for header, value in headers:
        response[header] = value
    return response


urlpatterns = [
    path("<slug:name>.ics", calendar),
    path("<slug:name>/open", open_now),
    path("<slug:name>/", week),
]

settings.configure(ALLOWED_HOSTS=["localhost", "127.0.0.1"], ROOT_URLCONF=__name__, USE_TZ=True)
django.setup()

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
