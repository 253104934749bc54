"""Feeds to subscribe to."""

from argparse import Namespace

from innbyggertorg.cli.asking import loaded
from innbyggertorg.cli.codes import DONE
from innbyggertorg.cli.delivery import deliver
from innbyggertorg.cli.output import report, write_json
from innbyggertorg.cli.words import said
from innbyggertorg.ical.feeds import Feed, feed
from innbyggertorg.language import describe_loss

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Write a feed, and tell what it does not say."""
    made = feed(
        loaded(options),
        torg=options.torg,
        service=options.service,
        room=options.room,
        organiser=options.organiser,
        kinds=options.kind,
        audience=options.audience,
        language=options.language,
        horizon=options.horizon,
        flat=options.flat,
    )
    if options.json:
        if options.output is not None:
            made.write(options.output)
        write_json(_plain(made, options.output))
        return DONE
    deliver(made.to_ical(), options.output)
    for loss in made.losses:
        report(f"{said(options.language, 'note')}: {describe_loss(loss, options.language)}")
    return DONE


def _plain(made: Feed, output: str | None) -> dict[str, object]:
    return {
        "name": made.name,
        "output": output,
        "etag": made.etag,
        "changed_at": None if made.changed_at is None else made.changed_at.isoformat(),
        "losses": [{"uid": loss.uid, "what": loss.what, "hint": loss.hint} for loss in made.losses],
        **({} if output is not None else {"calendar": made.to_ical().decode("utf-8")}),
    }
