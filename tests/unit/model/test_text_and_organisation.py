"""Texts by language, and organisation numbers."""

import pytest

from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.model import LocalText, Organisation, Sector

NAME = LocalText(nb="Navn")
# Numbers of public bodies.
KNOWN = {
    "Brønnøysundregistrene": "974760673",
    "Statistisk sentralbyrå": "971526920",
    "Stortinget": "971524960",
    "Skatteetaten": "974761076",
    "Kartverket": "971040238",
}


def control_digit(first_eight: str) -> int | None:
    """Work the check digit out as the register's description tells it, step by step."""
    total = 0
    for place in range(8):
        total += int(first_eight[place]) * [3, 2, 7, 6, 5, 4, 3, 2][place]
    rest = total % 11
    if rest == 0:
        return 0
    return None if rest == 1 else 11 - rest


@pytest.mark.parametrize("number", KNOWN.values(), ids=KNOWN)
def test_known_numbers_are_taken_and_their_neighbours_are_not(number):
    assert Organisation(id="o", name=NAME, orgnr=number).orgnr == number
    for digit in set("0123456789") - {number[8]}:
        with pytest.raises(InvalidValueError, match="check digit"):
            Organisation(id="o", name=NAME, orgnr=number[:8] + digit)


def test_every_number_is_judged_as_the_slow_way_does():
    for start in range(97_476_000, 97_476_300):
        for digit in range(10):
            right = control_digit(str(start)) == digit
            try:
                Organisation(id="o", name=NAME, orgnr=f"{start}{digit}")
            except InvalidValueError:
                assert not right
            else:
                assert right


@pytest.mark.parametrize(
    "number",
    [
        "97476067",
        "9747606730",
        "974 760 673",
        "\uff19\uff17\uff14\uff17\uff16\uff10\uff16\uff17\uff13",
        "97476067x",
        "",
        "-74760673",
    ],
)
def test_what_is_not_nine_digits_is_refused(number):
    with pytest.raises(InvalidValueError, match="nine digits"):
        Organisation(id="o", name=NAME, orgnr=number)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"nb": "b", "nn": "n", "en": "e"}, "bne"),
        ({"nb": "b", "en": "e"}, "bbe"),
        ({"nn": "n", "en": "e"}, "nne"),
        ({"nb": "b", "nn": "n"}, "bnb"),
        ({"nn": "n"}, "nnn"),
        ({"en": "e"}, "eee"),
        ({"nb": "b"}, "bbb"),
    ],
)
def test_a_missing_language_falls_back_to_the_nearest(given, expected):
    text = LocalText(**given)
    assert "".join(text.in_language(code) for code in ("nb", "nn", "en")) == expected
    assert str(text) == expected[0]


@pytest.mark.parametrize("language", ["no", "NB", "", None, 1, []])
def test_another_language_is_refused(language):
    with pytest.raises(InvalidValueError):
        LocalText(nb="x").in_language(language)


def test_line_breaks_are_made_one_kind():
    assert LocalText(nb="a\r\nb\rc\u2028d\te").nb == "a\nb\nc\nd\te"


def test_a_contact_of_the_wrong_type_is_not_shown():
    with pytest.raises(WrongTypeError) as caught:
        Organisation(id="velet", name=LocalText(nb="Velet"), contact="Kari Nordmann 99000000")
    assert "Kari" not in str(caught.value)


@pytest.mark.parametrize("sector", Sector)
def test_only_what_is_of_the_private_sector_is_private(sector):
    assert Organisation(id="o", name=NAME, sector=sector).is_private is (sector is Sector.PRIVATE)
