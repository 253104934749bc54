"""How a thing is shown and what it leads to elsewhere: colours, and links that say what they lead to."""

from typing import Any, Final

from attrs import Attribute, field, frozen

from innbyggertorg._checks import matches, name_of, optional, url
from innbyggertorg._values import Value
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.model.text import LocalText, one_line

__all__ = ["COLOURS", "Link", "colour"]

# CSS Color Module Level 3, section 4.3, which RFC 7986 section 5.9 takes its colours from.
_NAMES: Final = (
    "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet "
    "brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue "
    "darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange "
    "darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise "
    "darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen "
    "fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred "
    "indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan "
    "lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen "
    "lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta "
    "maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue "
    "mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin "
    "navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen "
    "paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple red rosybrown "
    "royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue "
    "slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat "
    "white whitesmoke yellow yellowgreen "
)
COLOURS: Final = frozenset(_NAMES.split())
"""The names of colours that style sheets and calendars know."""


def colour(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    """Take the name of a colour in lower case, one of `COLOURS`."""
    where = name_of(instance, attribute)
    if not isinstance(value, str):
        raise WrongTypeError(where, "must be text", value)
    if value not in COLOURS:
        hint = "write one such as teal, crimson or goldenrod"
        raise InvalidValueError(where, "must be a CSS 3 name of a colour, in lower case", value, hint)


@frozen(kw_only=True)
class Link(Value):
    """A page about something, and what it is to it.

    Attributes:
        url: Where it is.
        relation: What it is, as a link relation of RFC 8288: `related`, `describedby`, `license`, `payment`.
        label: What to call it.

    Raises:
        InvalidValueError: If a field breaks its rule.
    """

    url: str = field(validator=url)
    relation: str = field(
        default="related",
        validator=matches("[a-z][a-z0-9.-]{0,62}", "must be a link relation: a-z, 0-9, dot and hyphen"),
    )
    label: LocalText | None = field(default=None, validator=optional(one_line))
