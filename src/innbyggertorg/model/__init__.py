"""The model: plain values for a municipality's citizens' houses and what happens in them."""

from innbyggertorg.model._register import RegisterLoss
from innbyggertorg.model.appearance import COLOURS, Link
from innbyggertorg.model.closure import Closure
from innbyggertorg.model.event import (
    Audience,
    Event,
    EventDetails,
    EventKind,
    EventOccurrence,
    EventStatus,
    OccurrenceKey,
    Visibility,
)
from innbyggertorg.model.organisation import Contact, Organisation, Sector
from innbyggertorg.model.place import Address, Building, Geo
from innbyggertorg.model.programme import Programme
from innbyggertorg.model.revising import revised
from innbyggertorg.model.room import Equipment, PrimaryUse, Room
from innbyggertorg.model.service import Service, ServiceKind
from innbyggertorg.model.text import LANGUAGES, LocalText
from innbyggertorg.model.torg import Torg, TorgStatus

__all__ = [
    "COLOURS",
    "LANGUAGES",
    "Address",
    "Audience",
    "Building",
    "Closure",
    "Contact",
    "Equipment",
    "Event",
    "EventDetails",
    "EventKind",
    "EventOccurrence",
    "EventStatus",
    "Geo",
    "Link",
    "LocalText",
    "OccurrenceKey",
    "Organisation",
    "PrimaryUse",
    "Programme",
    "RegisterLoss",
    "Room",
    "Sector",
    "Service",
    "ServiceKind",
    "Torg",
    "TorgStatus",
    "Visibility",
    "revised",
]
