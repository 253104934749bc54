"""Serving bytes over HTTP: validators, conditions, content coding, WSGI and ASGI; nothing about calendars."""

from innbyggertorg.http.collection import Collection
from innbyggertorg.http.representation import Representation
from innbyggertorg.http.response import ASGIApplication, Headers, Response

__all__ = ["ASGIApplication", "Collection", "Headers", "Representation", "Response"]
