"""A week of a torg to look at."""

from argparse import Namespace
from typing import Any, Final

from innbyggertorg.chrono import zone
from innbyggertorg.cli.asking import chosen_week, loaded, one_torg, present
from innbyggertorg.cli.codes import DONE
from innbyggertorg.cli.delivery import deliver
from innbyggertorg.cli.output import columns_of_terminal, shows_colours, write, write_json
from innbyggertorg.cli.plain import span_plain
from innbyggertorg.picture import Block, WeekPicture, week_picture

__all__ = ["run"]

_NARROWEST: Final = 40
_WIDEST: Final = 400


def run(options: Namespace) -> int:
    """Show the week."""
    programme = loaded(options)
    torg = one_torg(options, programme)
    now = present(options, zone(torg.zone))
    picture = week_picture(
        programme,
        torg.id,
        chosen_week(options.week, now, options.language),
        language=options.language,
        now=now,
        conflicts=not options.no_conflicts,
        visibility=options.visibility,
    )
    if options.json:
        write_json(_plain(picture))
    elif options.format == "text" and options.output is None:
        width = min(max(columns_of_terminal(), _NARROWEST), _WIDEST)
        write(picture.to_text(width=width, colour=shows_colours()))
    else:
        text = {"text": picture.to_text, "svg": picture.to_svg, "html": picture.to_html}[options.format]()
        deliver(text.encode("utf-8"), options.output)
    return DONE


def _plain(picture: WeekPicture) -> dict[str, Any]:
    return {
        "torg": picture.torg,
        "week": f"{picture.year}-W{picture.week:02}",
        "zone": picture.zone,
        "notices": list(picture.notices),
        "days": [
            {
                "date": day.day.isoformat(),
                "names": list(day.names),
                "hours": None if day.spans is None else [span_plain(span) for span in day.spans],
            }
            for day in picture.days
        ],
        "rooms": [{"id": room.id or None, "name": room.name} for room in picture.rooms],
        "events": [_block(block) for block in picture.blocks],
        "conflicts": [
            {
                "number": note.number,
                "kind": str(note.kind.value),
                "severity": str(note.severity.value),
                "text": note.sentence,
                "start": note.interval.start.isoformat(),
                "end": note.interval.end.isoformat(),
                "rooms": list(note.rooms),
            }
            for note in picture.conflicts
        ],
        "truncated": picture.truncated,
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "title": block.title,
        "start": block.start.isoformat(),
        "end": block.end.isoformat(),
        "status": str(block.status.value),
        "rooms": [room for room in block.rooms if room],
        "place": block.place,
        "uid": None if block.key is None else block.key.uid,
        "original": None if block.key is None else block.key.original.isoformat(),
        "conflicts": list(block.conflicts),
        "now": block.now,
    }
