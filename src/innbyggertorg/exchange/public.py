"""What everybody may see of who arranges something, and the checks of arguments that all forms share."""

from attrs import frozen

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.limits import Limits
from innbyggertorg.model import Contact, Event, EventOccurrence, Organisation, Programme, Sector
from innbyggertorg.model.organisation import public_contact
from innbyggertorg.model.text import check_language

__all__ = [
    "PublicOrganisation",
    "check_call",
    "check_public",
    "check_window",
    "public_organisation",
]


@frozen(kw_only=True)
class PublicOrganisation:
    """An organisation without what is not public: it has no place for anything else.

    Attributes:
        name: Its name, or that of its public contact.
        sector: Which part of society it belongs to.
        orgnr: Its number, or None.
        url: Its page, or None.
        email: Of its public contact, or None.
        phone: Of its public contact, or None.
    """

    name: str
    sector: Sector
    orgnr: str | None = None
    url: str | None = None
    email: str | None = None
    phone: str | None = None


def public_organisation(
    programme: Programme, organisation_id: str | None, language: str
) -> PublicOrganisation | None:
    """Return the public side of an organisation, or None where nothing of it is public.

    The name of one of the private sector may be a person's, and is not shown; its public contact is.
    """
    if organisation_id is None:
        return None
    organisation = programme.organisation(organisation_id)
    contact = public_contact(organisation.contact)
    name = _name(organisation, contact, language)
    if name is None:
        return None
    return PublicOrganisation(
        name=name,
        sector=organisation.sector,
        orgnr=None if organisation.is_private else organisation.orgnr,
        url=None if organisation.is_private else organisation.url,
        email=contact.email if contact else None,
        phone=contact.phone if contact else None,
    )


def _name(organisation: Organisation, contact: Contact | None, language: str) -> str | None:
    if not organisation.is_private:
        return organisation.name.in_language(language)
    return None if contact is None else contact.name or contact.email or contact.phone


def check_call(where: str, programme: object, language: object, limits: object = None) -> None:
    """Refuse what is no programme, no language of the package, and no limits."""
    if not isinstance(programme, Programme):
        raise WrongTypeError(f"{where} programme", "must be a Programme", programme)
    check_language(f"{where} language", language)
    if limits is not None and not isinstance(limits, Limits):
        raise WrongTypeError(f"{where} limits", "must be a Limits", limits)


def check_window(where: str, window: object) -> None:
    """Refuse what is no interval."""
    if not isinstance(window, Interval):
        raise WrongTypeError(f"{where} window", "must be an Interval", window)


def check_public(where: str, event: Event | EventOccurrence) -> None:
    """Refuse what not everybody may see."""
    whole = event.event if isinstance(event, EventOccurrence) else event
    if not whole.is_public:
        hint = "only public events past the draft are published"
        raise InvalidValueError(where, "must be public", whole.uid, hint)
