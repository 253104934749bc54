"""Rooms, rooms joined from rooms, and what a torg may point at."""

import pytest

from innbyggertorg.errors import ProblemsError, UnknownReferenceError
from innbyggertorg.model import Building, LocalText, Room, Service, Torg

NAME = LocalText(nb="Navn")


def torg(**parts: str) -> Torg:
    """Return a torg with rooms of one letter, each joined from the letters given."""
    return Torg(
        id="t", name=NAME, rooms=tuple(Room(id=r, name=NAME, parts=tuple(p)) for r, p in parts.items())
    )


def paths(make: object) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        make()  # type: ignore[operator]
    return [problem.path for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("room", "leaves"),
    [("a", "a"), ("d", "ab"), ("e", "abc"), ("f", "abc")],
    ids=["plain", "joined", "twice", "again"],
)
def test_a_joined_room_occupies_its_leaves(room, leaves):
    house = torg(a="", b="", c="", d="ab", e="dc", f="eab")
    assert house.leaves(room) == set(leaves)


def test_the_leaves_of_no_room_are_asked_in_vain():
    with pytest.raises(UnknownReferenceError, match=r"must be a room of the torg t, got 'x'"):
        torg(a="").leaves("x")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"a": "bc", "b": "ac", "c": ""}, ["rooms[1].parts"]),
        ({"a": "bd", "b": "cd", "c": "ad", "d": ""}, ["rooms[2].parts"]),
        ({"a": "bx", "b": "ax", "c": "dx", "d": "cx", "x": ""}, ["rooms[1].parts", "rooms[3].parts"]),
        ({"x": "", "a": "bx", "b": "cx", "c": "bx"}, ["rooms[3].parts"]),
        ({"a": "bc", "b": "", "c": "", "d": "ab", "e": "dc"}, []),
    ],
)
def test_a_room_that_leads_back_to_itself_is_told_once_for_each_circle(parts, expected):
    if expected:
        assert paths(lambda: torg(**parts)) == expected
    else:
        torg(**parts)


def test_everything_that_points_at_nothing_is_told_at_once():
    assert paths(
        lambda: Torg(
            id="t",
            name=NAME,
            buildings=(Building(id="b", name=NAME), Building(id="b", name=NAME)),
            rooms=(
                Room(id="r", name=NAME, building="c"),
                Room(id="q", name=NAME, parts=("r", "x")),
                Room(id="r", name=NAME),
            ),
            services=(Service(id="s", name=NAME, rooms=("r", "y", "z")),),
        )
    ) == [
        "buildings[1].id",
        "rooms[2].id",
        "rooms[0].building",
        "rooms[1].parts",
        "services[0].rooms",
        "services[0].rooms",
    ]


@pytest.mark.parametrize(
    ("seated", "standing", "fire_limit", "capacity"),
    [
        (None, None, None, None),
        (140, None, None, 140),
        (140, 200, None, 200),
        (200, 140, None, 200),
        (140, 200, 180, 180),
        (None, None, 180, 180),
        (100, None, 180, 100),
    ],
)
def test_the_capacity_is_the_larger_number_within_the_fire_limit(seated, standing, fire_limit, capacity):
    room = Room(id="r", name=NAME, seated=seated, standing=standing, fire_limit=fire_limit)
    assert room.capacity == capacity


def test_a_room_or_a_service_is_found_by_its_id():
    house = torg(a="")
    assert house.room("a") == house.rooms[0]
    assert house.room("b") is None
    assert house.service("b") is None
