"""Which content coding the sender of a request takes, and the coded bytes."""

import gzip
import re
from typing import Final

__all__ = ["acceptable", "compressed"]

_ITEM: Final = re.compile(
    r"[ \t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*(?:;[ \t]*[qQ]=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)[ \t]*)?"
)
_LEAST: Final = 0.0001  # identity that is not named is taken, after everything that is


def acceptable(header: str | None) -> tuple[str, ...]:
    """Return which of `gzip` and `identity` may be sent, the one that is wanted most first.

    Args:
        header: Value of Accept-Encoding, or None. Parts that break its grammar are passed over.

    Source:
        RFC 9110 sections 12.4.2 and 12.5.3.
    """
    weights: dict[str, float] = {}
    for item in (header or "").split(","):
        if found := _ITEM.fullmatch(item):
            name = found[1].lower()
            weights[name] = 1.0 if found[2] is None else float(found[2])
    rest = weights.get("*")
    plain = weights.get("identity", _LEAST if rest is None else rest)
    packed = weights.get("gzip", weights.get("x-gzip", rest or 0.0))
    wanted = sorted([("gzip", packed), ("identity", plain)], key=lambda each: -each[1])
    return tuple(coding for coding, weight in wanted if weight > 0)


def compressed(content: bytes) -> bytes:
    """Return *content* in gzip (RFC 1952) without a time: the same bytes whenever they are made."""
    return gzip.compress(content, compresslevel=6, mtime=0)
