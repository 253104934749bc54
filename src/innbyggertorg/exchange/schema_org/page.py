"""JSON-LD in a web page: a whole document of nodes, and the element that holds it."""

import json
from collections.abc import Mapping
from typing import Any, Final

from innbyggertorg.errors import WrongTypeError

__all__ = ["document", "script"]

_CONTEXT: Final = "https://schema.org"
_ESCAPED: Final = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def document(*nodes: Any) -> dict[str, Any]:
    """Return one JSON-LD document: of one node the node itself with its context, of several a graph.

    Args:
        nodes: Mappings, as the functions of this package return them beside their losses.

    Raises:
        WrongTypeError: If a node is not a mapping.
    """
    for node in nodes:
        if not isinstance(node, Mapping):
            hint = "give the node alone, without its losses" if isinstance(node, tuple) else ""
            raise WrongTypeError("schema_org.document nodes", "must be mappings", node, hint)
    if len(nodes) == 1:
        return {"@context": _CONTEXT, **nodes[0]}
    return {"@context": _CONTEXT, "@graph": [dict(node) for node in nodes]}


def script(*nodes: Any) -> str:
    """Return a `<script>` element with the nodes, to be put into a page as it is.

    Whatever the texts hold, nothing in it ends the element: less-than, greater-than, ampersand and the line
    separators of JavaScript are written as escapes of JSON, which read back to the same text.

    Args:
        nodes: Mappings, as the functions of this package return them beside their losses.

    Raises:
        WrongTypeError: If a node is not a mapping, or holds what JSON has no form for.

    Source:
        HTML Standard, "Restrictions for contents of script elements".
    """
    try:
        text = json.dumps(document(*nodes), ensure_ascii=False, allow_nan=False)
        text.encode("utf-8")
    except (TypeError, ValueError, RecursionError):
        rule = "must hold what JSON and UTF-8 can say"
        raise WrongTypeError("schema_org.script nodes", rule, type(nodes)) from None
    return f'<script type="application/ld+json">{text.translate(_ESCAPED)}</script>'
