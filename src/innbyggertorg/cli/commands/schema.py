"""The JSON Schema of documents."""

from argparse import Namespace

from innbyggertorg.cli.codes import DONE
from innbyggertorg.cli.delivery import deliver
from innbyggertorg.documents import json_schema
from innbyggertorg.documents.strict_json import write_json

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print the schema."""
    deliver(write_json(json_schema()).encode("utf-8"), options.output)
    return DONE
