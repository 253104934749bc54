"""Nynorsk for errors: one table, in parts as the package has them."""

from types import MappingProxyType
from typing import Final

from innbyggertorg.language.error_words import ErrorWords
from innbyggertorg.language.errors_nn import calendars, documents, exchange, hours, others, values

__all__ = ["ERRORS"]

ERRORS: Final = ErrorWords(
    texts=MappingProxyType(
        {
            **values.TEXTS,
            **hours.TEXTS,
            **documents.TEXTS,
            **calendars.TEXTS,
            **exchange.TEXTS,
            **others.TEXTS,
        }
    ),
    shown=others.SHOWN,
    got=", fekk {}",
    place="linje {}, kolonne {}: ",
    on_line="linje {}: ",
    allows="tillèt høgst {}",
    problems=("1 feil:", "{} feil:"),
    left_out="; det er utelate",
    feed="kalenderen",
    schedule="opningsplanen",
    both="og",
    either="eller",
)
