"""Nothing private leaves by any other form either: a canary in all that says who, and how many will come."""

from datetime import UTC, datetime, time, timedelta

import pytest

from innbyggertorg import Interval, find_conflicts
from innbyggertorg.exchange import atom, fullcalendar, schema_org
from innbyggertorg.exchange.rows import to_csv, to_rows
from innbyggertorg.language import describe_conflict
from innbyggertorg.picture import week_picture
from support.canaries import CANARY, NUMBER, read, with_canaries


def is_private(path):
    return path.startswith("organisations.") or ".contact." in path or path == "events.expected"


DOCUMENT, PLACES = with_canaries(is_private)
PROGRAMME = read(DOCUMENT)
EVENT = PROGRAMME.events[0]
FIRST = EVENT.series.first
DAY = FIRST.date() if isinstance(FIRST, datetime) else FIRST
START = datetime.combine(DAY, time(), UTC)
WINDOW = Interval(START - timedelta(days=3), START + timedelta(days=25))


def picture(language):
    made = week_picture(PROGRAMME, EVENT.torg, DAY - timedelta(days=DAY.weekday()), language=language)
    return made.to_html(), made.to_svg(), made.to_text()


FORMS = {
    "torg": lambda lang: schema_org.torg(PROGRAMME, EVENT.torg, language=lang),
    "event": lambda lang: schema_org.event(PROGRAMME, EVENT.uid, WINDOW, language=lang),
    "occurrences": lambda lang: [
        schema_org.occurrence(PROGRAMME, each, language=lang) for each in PROGRAMME.occurrences(WINDOW)
    ],
    "atom": lambda lang: atom.feed(PROGRAMME, WINDOW, address="https://torg.example/a.xml", language=lang),
    "fullcalendar": lambda lang: fullcalendar.events(PROGRAMME, WINDOW, language=lang),
    "rows": lambda lang: to_csv(to_rows(PROGRAMME, WINDOW, language=lang)),
    "picture": picture,
    "conflicts": lambda lang: [
        describe_conflict(each, PROGRAMME, lang) for each in find_conflicts(PROGRAMME, WINDOW)
    ],
}


def test_the_canaries_are_where_secrets_are():
    contacts = {"organisations.contact.email", "torgs.contact.phone", "torgs.services.contact.email"}
    assert {*contacts, "organisations.name.nb", "events.expected"} <= set(PLACES)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_no_canary_leaves_by_another_form(form, language):
    said = str(FORMS[form](language)).casefold()
    assert CANARY not in said
    assert str(NUMBER) not in said
    if form in {"event", "occurrences", "atom", "fullcalendar", "rows"}:
        assert EVENT.title.in_language(language).casefold() in said
