"""Markup from text that anybody may have written: the one place where it is escaped."""

import json
import re
from collections.abc import Iterable
from html import escape
from typing import Any, Final

from innbyggertorg.errors import InvalidValueError, WrongTypeError

__all__ = [
    "check_link",
    "check_markup",
    "element",
    "json_script",
    "plain",
    "tag",
]

_NONCHARACTERS: Final = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_LINK: Final = re.compile(
    r"(?:(?:https?|webcals?)://[^/?#@]+(?:[/?#].*)?|(?!//)[^:/?#]*(?:[/?#].*)?)", re.IGNORECASE | re.DOTALL
)
_NOT_IN_LINK: Final = re.compile(r"[\s\x00-\x20\x7f-\x9f\"<>\\^`{|}\ud800-\udfff\u200b-\u200f\u2028-\u202e]")
_LONGEST: Final = 2_048


def plain(text: str) -> str:
    """Return *text* so that it is text and nothing else, in content and in attributes, in HTML and XML."""
    return escape(_NONCHARACTERS.sub("\N{REPLACEMENT CHARACTER}", text))


def element(name: str, content: str | Iterable[str] = "", /, **attributes: object) -> str:
    """Return an element with *content*, which is markup already, and attributes, which are text.

    A trailing underscore of an attribute's name is dropped, others become hyphens. None and False leave the
    attribute out, True writes it without a value.
    """
    inner = content if isinstance(content, str) else "".join(content)
    return f"{tag(name, **attributes)}{inner}</{name}>"


def tag(name: str, /, **attributes: object) -> str:
    """Return the start of an element."""
    parts = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        written = key.rstrip("_").replace("_", "-")
        parts.append(written if value is True else f'{written}="{plain(str(value))}"')
    return f"<{' '.join(parts)}>"


def check_link(where: str, link: object) -> None:
    """Refuse what is neither None, an `http`, `https` or `webcal` URL with a host, nor a path.

    Raises:
        InvalidValueError: If it is another scheme or holds what no link holds.
        WrongTypeError: If it is not text.
    """
    if link is None:
        return
    if not isinstance(link, str):
        raise WrongTypeError(where, "must be text", link)
    if not link or len(link) > _LONGEST or _NOT_IN_LINK.search(link) or not _LINK.fullmatch(link):
        rule = f"must be an http, https or webcal URL or a path, of at most {_LONGEST:,} characters"
        raise InvalidValueError(where, rule, link)


def check_markup(where: str, markup: object) -> None:
    """Refuse markup that cannot be written as UTF-8."""
    if not isinstance(markup, str):
        raise WrongTypeError(where, "must be text", markup)
    try:
        markup.encode()
    except UnicodeEncodeError:
        raise InvalidValueError(where, "must not hold lone surrogates", markup) from None


def json_script(where: str, data: Any) -> str:
    """Return *data* as an element of linked data; nothing in it can end the element.

    Raises:
        InvalidValueError: If it cannot be written as JSON.
    """
    try:
        text = json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError):
        raise InvalidValueError(where, "must be what JSON can hold", type(data)) from None
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>'
