"""One document with every key that a document may have, to be broken in one place at a time."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

Path = tuple[str | int, ...]

WEEK = {"staffed": {"mo-we,fr": "10:00-12:00, 13:00-16:00", "th": "12-18"}, "self-service": {"mo-su": "8-22"}}
SCHEDULE: dict[str, Any] = {
    "zone": "Europe/Oslo",
    "bases": [{"week": WEEK, "valid": {"first": "2025-01-02", "last": "2027-12-31"}}],
    "seasons": [
        {
            "period": {"kind": "annual", "first": {"month": 6, "day": 20}, "last": {"month": 8, "day": 15}},
            "week": {"by-appointment": {"mo": "20:00-02:00"}},
            "priority": 1,
            "reason": "Sommertid",
        },
        {"period": {"kind": "between", "first": "2026-02-16", "last": "2026-02-20"}, "week": {}},
    ],
    "patterns": [
        {
            "days": {"kind": "every-n-weeks", "n": 4, "anchor": "2025-01-04", "weekdays": ["saturday"]},
            "operation": {"kind": "add", "hours": ["10:00-16:00", "08:00-10:00+1d self-service"]},
            "reason": "Hver 4. lørdag",
        }
    ],
    "holidays": [
        {"operation": {"kind": "remove", "levels": ["staffed"]}, "names": ["labour-day"], "reason": "Fri"},
        {
            "operation": {"kind": "clip", "not_before": "10:00", "not_after": "12:00", "levels": ["staffed"]},
            "names": ["christmas-eve"],
        },
        {"operation": {"kind": "replace"}},
    ],
    "exceptions": [
        {
            "days": {"kind": "dates", "dates": ["2026-05-17"]},
            "operation": {"kind": "replace", "hours": ["10:00-14:00"], "levels": ["staffed"]},
            "reason": "17. mai",
        }
    ],
    "restrictions": [
        {
            "start": "2026-03-01T12:00:00",
            "end": "2026-03-02T12:00:00",
            "operation": {"kind": "cap", "highest": "self-service"},
            "reason": "Vannlekkasje",
        }
    ],
}
DAY_RULES: list[dict[str, Any]] = [
    {"kind": "weekdays", "weekdays": ["monday"]},
    {"kind": "every-n-days", "n": 3, "anchor": "2026-01-01"},
    {"kind": "every-n-months", "n": 2, "anchor": "2026-01-01", "on": {"nth": -1, "weekday": "friday"}},
    {"kind": "nth-weekday", "nth": 2, "weekday": "thursday"},
    {"kind": "even-weeks"},
    {"kind": "odd-weeks"},
    {"kind": "iso-weeks", "weeks": [8, 53]},
    {"kind": "holidays", "names": ["good-friday"]},
    {"kind": "eves", "names": ["easter-eve"]},
    {"kind": "easter-offset", "offsets": [-2, 39]},
    {"kind": "school-breaks", "calendar": "skole", "names": ["winter"]},
    {"kind": "school-days", "calendar": "skole"},
    {"kind": "rule-days", "rule": "FREQ=MONTHLY;BYDAY=1TU", "first": "2026-01-01"},
    {"kind": "all-of", "rules": [{"kind": "even-weeks"}, {"kind": "weekdays", "weekdays": ["sunday"]}]},
    {"kind": "except", "rule": {"kind": "even-weeks"}, "excluded": {"kind": "holidays"}},
]
WHOLE: dict[str, Any] = {
    "schema_version": 1,
    "changed_at": "2026-01-01T12:00:00Z",
    "school_calendars": [
        {
            "id": "skole",
            "municipality": "Asker",
            "years": [
                {
                    "first": "2025-08-18",
                    "last": "2026-06-19",
                    "breaks": [{"name": "winter", "first": "2026-02-16", "last": "2026-02-20"}],
                    "source": "forslag",
                    "status": "proposal",
                }
            ],
        }
    ],
    "organisations": [
        {
            "id": "kor",
            "name": {"nb": "Koret", "nn": "Koret", "en": "The choir"},
            "orgnr": "974760673",
            "sector": "business",
            "contact": {
                "name": "Leder",
                "email": "kor@example.no",
                "phone": "+47 99 00 00 00",
                "public": True,
            },
            "url": "https://kor.example.no/",
            "access": "self-service",
            "at_once": 2,
        }
    ],
    "torgs": [
        {
            "id": "torget",
            "name": "Torget",
            "status": "moved",
            "validity": {"first": "2021-02-15", "last": "2030-12-31"},
            "zone": "Europe/Oslo",
            "kommunenummer": "3203",
            "operator": "kor",
            "address": {"street": "Gata 1", "postcode": "1383", "place": "Asker"},
            "geo": {"latitude": 59.78, "longitude": 10},
            "profile": {"nb": "Åpent\nfor alle"},
            "sdg": [3, 17],
            "image": "https://bilde.example.no/torget",
            "url": "https://torget.example.no/",
            "colour": "teal",
            "contact": {"phone": "110"},
            "opening": SCHEDULE,
            "turnaround_inside": True,
            "digital_keys": True,
            "buildings": [{"id": "hus", "name": "Huset", "address": {"place": "Asker"}}],
            "equipment": [{"id": "lerret", "name": "Lerret", "number": 2}],
            "rooms": [
                {
                    "id": "sal",
                    "name": "Salen",
                    "seated": 140,
                    "standing": 200,
                    "fire_limit": 180,
                    "area_m2": 220,
                    "features": ["stage"],
                    "setup": "PT30M",
                    "teardown": "PT1H15M",
                    "bookable": False,
                    "shared_up_to": 40,
                    "building": "hus",
                    "primary": [{"organisation": "kor", "hours": {"bases": [{"week": WEEK}]}}],
                    "validity": {"first": "2022-01-01"},
                },
                {"id": "scene", "name": "Scenen"},
                {"id": "alt", "name": "Alt", "parts": ["sal", "scene"]},
            ],
            "services": [
                {
                    "id": "bibliotek",
                    "name": "Biblioteket",
                    "kind": "library",
                    "operator": "kor",
                    "rooms": ["sal"],
                    "opening": {"bases": [{"week": WEEK}]},
                    "requires": "staffed",
                    "own_entrance": True,
                    "offers": ["Bøker"],
                    "los": "https://psi.norge.no/los/ord/bibliotek",
                    "contact": {"email": "bok@example.no"},
                    "url": "https://bok.example.no/",
                    "validity": {"last": "2029-12-31"},
                }
            ],
        }
    ],
    "events": [
        {
            "id": "ovelse",
            "torg": "torget",
            "title": {"en": "Practice"},
            "series": {
                "first": "2026-01-07T18:00:00",
                "length": "PT1H30M",
                "zone": "Europe/Oslo",
                "rules": ["FREQ=WEEKLY;BYDAY=WE"],
                "extra": ["2026-01-09T18:00:00"],
                "excluded": ["2026-01-14T18:00:00"],
                "excluding": {"kind": "any-of", "rules": DAY_RULES},
                "overrides": [
                    {
                        "original": "2026-01-09T18:00:00",
                        "start": "2026-01-10T18:00:00",
                        "length": "PT2H",
                        "cancelled": True,
                        "details": {
                            "title": "Konsert",
                            "text": "Noe annet",
                            "rooms": ["scene"],
                            "online_url": "https://se.example.no/",
                        },
                    }
                ],
                "tentative": True,
            },
            "changed_at": "2026-01-02T12:00:00Z",
            "text": "Velkommen",
            "rooms": ["sal"],
            "organiser": "kor",
            "status": "proposed",
            "visibility": "internal",
            "kind": "practice",
            "audience": ["adults"],
            "price_nok": 50,
            "expected": 30,
            "online_url": "https://nett.example.no/",
            "image": "https://bilde.example.no/",
            "links": [{"url": "https://om.example.no/", "relation": "describedby", "label": "Om koret"}],
            "concepts": ["https://psi.norge.no/los/ord/kor"],
            "url": "https://side.example.no/",
            "part_of": "koruka",
            "setup": "PT15M",
            "teardown": "PT15M",
            "equipment": ["lerret"],
            "weekday": "wednesday",
            "sequence": 1,
            "uid": "egen@example.no",
        }
    ],
    "closures": [
        {
            "id": "stengt",
            "torg": "torget",
            "reason": "Oppussing",
            "start": "2026-07-01",
            "end": "2026-07-31",
            "rooms": ["sal"],
            "services": ["bibliotek"],
            "spared_kinds": ["meeting"],
            "highest": "by-appointment",
            "most_people": 50,
        },
        {
            "id": "inntil-videre",
            "torg": "torget",
            "reason": "Lekkasje",
            "start": "2026-08-01T12:00:00",
            "review": "2026-09-01",
            "spared_services": ["bibliotek"],
        },
    ],
}


def whole() -> dict[str, Any]:
    """Return a copy of the whole document, to be changed."""
    return deepcopy(WHOLE)


def leaves(plain: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every value that is neither a table nor a list, and its path."""
    if isinstance(plain, dict | list):
        for key, inner in plain.items() if isinstance(plain, dict) else enumerate(plain):
            yield from leaves(inner, (*path, key))
    else:
        yield path, plain


def tables(plain: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every table, and its path."""
    if isinstance(plain, dict):
        yield path, plain
    if isinstance(plain, dict | list):
        for key, inner in plain.items() if isinstance(plain, dict) else enumerate(plain):
            yield from tables(inner, (*path, key))


def at(plain: Any, path: Path) -> Any:
    for key in path:
        plain = plain[key]
    return plain


def changed(path: Path, value: Any) -> dict[str, Any]:
    """Return the whole document with another value at *path*."""
    document = whole()
    at(document, path[:-1])[path[-1]] = value
    return document


def written(path: Path) -> str:
    """Return a path as problems write it."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")
