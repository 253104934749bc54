"""All feeds of a programme at once: into a folder, or as a collection to be served."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from os import PathLike
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from innbyggertorg._checks import check_identifier, is_a, tuple_of
from innbyggertorg._storage import write_changed
from innbyggertorg._values import Value
from innbyggertorg.errors import StorageError, WrongTypeError
from innbyggertorg.http import Collection, Representation
from innbyggertorg.ical.feeds import Loss, feed
from innbyggertorg.ical.index_page import index_page
from innbyggertorg.ical.listing import Entry, Manner, entries
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import Programme

__all__ = ["Written", "all_feeds", "write_all"]

_PAGE: Final = "index.html"
_LIST: Final = "index.json"
_LARGEST_LIST: Final = 5 * 2**20


@frozen(kw_only=True)
class Written(Value):
    """What became of the files of a folder, by their names in order.

    Attributes:
        written: Files that are new or hold something else than before.
        unchanged: Files that held just that, and were not touched.
        stale: Feeds that were written before, and that the programme has no longer; they are left.
        removed: Those of them that were removed.
        losses: Name of a file, and what the programme says and the file does not.
    """

    written: tuple[str, ...] = field(default=(), validator=tuple_of(is_a(str)))
    unchanged: tuple[str, ...] = field(default=(), validator=tuple_of(is_a(str)))
    stale: tuple[str, ...] = field(default=(), validator=tuple_of(is_a(str)))
    removed: tuple[str, ...] = field(default=(), validator=tuple_of(is_a(str)))
    losses: tuple[tuple[str, Loss], ...] = field(default=(), validator=tuple_of(is_a(tuple)))


def write_all(
    programme: Programme,
    directory: str | PathLike[str],
    *,
    language: str = "nb",
    horizon: date | None = None,
    flat: bool = False,
    progress: Callable[[int, int], object] | None = None,
    remove: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Written:
    """Write a feed for each torg, service, room and organiser into a folder, and a page that lists them.

    Each file is replaced as a whole, and only where its bytes change, so that its time is that of its last
    change. `index.html` is for people; `index.json` is for programs, and tells the next call which files it
    has written. Organisations that are private have no feed, as their names may be a person's.

    Args:
        programme: With everything in it.
        directory: The folder; it is made where there is none, but not the one that it is in.
        language: `nb`, `nn` or `en`, of the feeds and the page.
        horizon: As in `feed`.
        flat: As in `feed`.
        progress: Called after each file with how many are done and how many there are.
        remove: Whether to remove feeds that were written before and are no longer in the programme. One
            that somebody has changed since is left, and so is every file that was not written here.
        limits: As in `feed`.

    Returns:
        What was written, and what not.

    Raises:
        InvalidValueError: If there is no such language.
        LimitExceededError: If a series would be listed with too many occurrences.
        StorageError: If a file cannot be written. What was written until then stays, each file whole.
        WrongTypeError: If an argument is of another type.
    """
    manner = Manner(language, horizon, flat, limits)
    _check(programme, manner)
    if progress is not None and not callable(progress):
        raise WrongTypeError("write_all progress", "must be a function of two numbers", progress)
    if not isinstance(remove, bool):
        raise WrongTypeError("write_all remove", "must be True or False", remove)
    folder = _folder(directory)
    listed = entries(programme)
    before = _read_list(folder / _LIST)
    outcome: dict[bool, list[str]] = {True: [], False: []}
    losses: list[tuple[str, Loss]] = []
    hashes: dict[str, str] = {}
    total = len(listed) + 2

    def put(name: str, content: bytes) -> None:
        outcome[write_changed(folder / name, content)].append(name)
        if progress is not None:
            progress(len(outcome[True]) + len(outcome[False]), total)

    for entry in listed:
        made = entry.make(programme, manner)
        name = made.representation.file_name
        hashes[name] = sha256(made.content).hexdigest()
        losses += [(name, loss) for loss in made.losses]
        put(name, made.content)
    put(_PAGE, index_page(programme, listed, language))
    stale = {name: known for name, known in sorted(before.items()) if name not in hashes}
    gone = [name for name, known in stale.items() if remove and _remove(folder / name, known)]
    kept = {name: known for name, known in stale.items() if name not in gone and (folder / name).exists()}
    put(_LIST, _list(listed, hashes, kept, language))
    return Written(
        written=tuple(sorted(outcome[True])),
        unchanged=tuple(sorted(outcome[False])),
        stale=tuple(kept),
        removed=tuple(gone),
        losses=tuple(losses),
    )


def all_feeds(
    programme: Programme,
    *,
    language: str = "nb",
    horizon: date | None = None,
    flat: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Collection:
    """Return what `write_all` writes as a collection to be served: the feeds, and the page at `/`.

    Args:
        programme: With everything in it.
        language: `nb`, `nn` or `en`, of the feeds and the page.
        horizon: As in `feed`.
        flat: As in `feed`.
        limits: As in `feed`.

    Raises:
        InvalidValueError: If there is no such language.
        LimitExceededError: If a series would be listed with too many occurrences.
        WrongTypeError: If an argument is of another type.
    """
    manner = Manner(language, horizon, flat, limits)
    _check(programme, manner)
    listed = entries(programme)
    made = [entry.make(programme, manner).representation for entry in listed]
    content = index_page(programme, listed, language)
    page = Representation(content=content, media_type="text/html; charset=utf-8", file_name=_PAGE)
    return Collection((*made, page))


def _check(programme: object, manner: Manner) -> None:
    """Refuse what `feed` would, before anything is made or written."""
    if not isinstance(programme, Programme):
        raise WrongTypeError("programme", "must be a Programme", programme)
    feed(
        Programme(), language=manner.language, horizon=manner.horizon, flat=manner.flat, limits=manner.limits
    )


def _folder(directory: object) -> Path:
    if not isinstance(directory, str | PathLike):
        raise WrongTypeError("write_all directory", "must be a str or a path", directory)
    name = os.fsdecode(directory)
    try:
        folder = Path(name)
        folder.mkdir(exist_ok=True)
    except (OSError, ValueError) as error:  # ValueError: a NUL or a lone surrogate in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise StorageError(name, f"could not be made a folder: {reason}", hint="name a folder") from error
    return folder


# --- the list, which tells whose the files are ---------------------------------------------------------


def _list(listed: list[Entry], hashes: dict[str, str], stale: dict[str, str], language: str) -> bytes:
    """Return the list of feeds as JSON; feeds of before that still lie there stay in it."""
    feeds = [
        {
            "file": f"{entry.name}.ics",
            "kind": entry.kind,
            "torg": entry.torg or None,
            "id": entry.id,
            "name": entry.called.in_language(language),
            "sha256": hashes[f"{entry.name}.ics"],
        }
        for entry in listed
    ]
    data = {"feeds": feeds, "stale": [{"file": name, "sha256": known} for name, known in stale.items()]}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _read_list(path: Path) -> dict[str, str]:
    """Return which files a call before has written, each with the hash of its bytes; none where in doubt."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST_LIST:
            return {}
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return dict(_known(data))


def _known(data: Any) -> Iterator[tuple[str, str]]:
    """Yield what a list names: only what could be the name of a feed, and so lies in the folder itself."""
    groups = [data.get("feeds"), data.get("stale")] if isinstance(data, dict) else []
    for group in groups:
        for each in group if isinstance(group, list) else []:
            name, known = (each.get("file"), each.get("sha256")) if isinstance(each, dict) else (None, None)
            if isinstance(name, str) and isinstance(known, str) and _is_name_of_feed(name):
                yield name, known


def _is_name_of_feed(name: str) -> bool:
    try:
        check_identifier("name", name.removesuffix(".ics"))
    except ValueError:
        return False
    return name.endswith(".ics")


def _remove(path: Path, known: str) -> bool:
    """Remove a file if it is an ordinary one with the bytes that were written; tell whether it was."""
    try:
        if path.is_symlink() or not path.is_file() or sha256(path.read_bytes()).hexdigest() != known:
            return False
        path.unlink()
    except OSError:  # it is left, and stays in the list
        return False
    return True
