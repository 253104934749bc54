"""What is free: any time that is long enough, or a certain one, once or again and again."""

from argparse import Namespace

from innbyggertorg.chrono import zone
from innbyggertorg.cli.asking import loaded, one_torg, present
from innbyggertorg.cli.codes import UsageError
from innbyggertorg.cli.free_slots import any_time
from innbyggertorg.cli.free_wish import certain_time
from innbyggertorg.cli.words import said
from innbyggertorg.errors import UnknownReferenceError
from innbyggertorg.model import Torg

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Say what is free, or whether something is."""
    language = options.language
    if options.at is not None and options.length is not None:
        raise UsageError(said(language, "not_both", one="--at", other="--length"))
    if options.at is None and options.length is None:
        raise UsageError(said(language, "needs_one", one="--at", other="--length"))
    programme = loaded(options)
    torg = one_torg(options, programme)
    _check_rooms(options, torg)
    now = present(options, zone(torg.zone))
    ask = any_time if options.at is None else certain_time
    return ask(options, programme, torg, now)


def _check_rooms(options: Namespace, torg: Torg) -> None:
    """Refuse a room that the torg does not have in the words of the option."""
    for name in options.room or ():
        if all(name != room.id for room in torg.rooms):
            hint = f"there is: {', '.join(room.id for room in torg.rooms[:10]) or 'none'}"
            raise UnknownReferenceError("--room", "must be the id of a room", name, hint)
