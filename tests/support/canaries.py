"""Documents with a canary wherever something private may stand, for tests of what leaves in public."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from innbyggertorg.documents import loads
from innbyggertorg.errors import InnbyggertorgError
from support.documents import at, leaves, whole

CANARY = "kanari7q"
NUMBER = 91_735
SHAPES = ("Kanari7Q", f"https://{CANARY}.example/", f"{CANARY}@{CANARY}.example", "+47 91735 91735")


def plain(path):
    return ".".join(key for key in path if isinstance(key, str))


def published():
    """Return the whole document with its event in public, arranged by somebody private."""
    document = whole()
    document["events"][0] |= {"visibility": "public", "status": "confirmed"}
    document["organisations"][0]["sector"] = "private"
    document["organisations"][0]["contact"]["public"] = False
    return document


def read(document):
    return loads(json.dumps(document), "json")


def is_read(document):
    try:
        read(document)
    except InnbyggertorgError:
        return False
    return True


def with_canaries(is_kept_back: Callable[[str], bool]) -> tuple[dict[str, Any], list[str]]:
    """Return the document with a canary wherever one fits and the path is kept back, and those paths."""
    document, places = published(), []
    for path, value in leaves(document):
        if not is_kept_back(plain(path)) or isinstance(value, bool) or path[-1] in {"id", "schema_version"}:
            continue
        for shape in SHAPES if isinstance(value, str) else (NUMBER,):
            tried = deepcopy(document)
            at(tried, path[:-1])[path[-1]] = shape
            if is_read(tried):
                document = tried
                places.append(plain(path))
                break
    return document, places
