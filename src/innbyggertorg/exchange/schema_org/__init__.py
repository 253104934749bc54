"""Houses, services, events and hours in the terms of schema.org, as JSON-LD."""

from innbyggertorg.exchange.schema_org.happenings import event, occurrence
from innbyggertorg.exchange.schema_org.hours import opening_hours
from innbyggertorg.exchange.schema_org.page import document, script
from innbyggertorg.exchange.schema_org.places import service, torg

__all__ = ["document", "event", "occurrence", "opening_hours", "script", "service", "torg"]
