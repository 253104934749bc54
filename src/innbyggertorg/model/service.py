"""What a torg offers: a library, a health clinic, a café."""

from attrs import field, frozen

from innbyggertorg._checks import identifier, is_a, line, optional, private, true_or_false, tuple_of, url
from innbyggertorg._values import Name, Value
from innbyggertorg.chrono import Validity
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.model.organisation import Contact
from innbyggertorg.model.text import LocalText, one_line
from innbyggertorg.opening import AccessLevel, OpeningSchedule

__all__ = ["Service", "ServiceKind"]


class ServiceKind(Name):
    """What sort of service it is."""

    LIBRARY = "library"
    HEALTH_CLINIC = "health-clinic"
    """*Helsestasjon*."""
    CITIZEN_SERVICE = "citizen-service"
    """*Innbyggerservice*: guidance through the services of the municipality."""
    VOLUNTEER_CENTRE = "volunteer-centre"
    """*Nærmiljøsentral* or *frivilligsentral*."""
    CAFE = "cafe"
    BOOK_MACHINE = "book-machine"
    CULTURE_SCHOOL = "culture-school"
    OTHER = "other"


@frozen(kw_only=True)
class Service(Value):
    """A service in a torg, with hours of its own or those of the house.

    A service with hours of its own can be reached when they say so *and* the house is open at the level it
    requires, unless it has its own entrance.

    Attributes:
        id: Unique within the torg.
        name: What the sign says.
        kind: What sort of service it is.
        operator: Id of the organisation that runs it.
        rooms: Ids of the rooms it is in.
        opening: Its own hours, or None for those of the house.
        requires: The level at which the house must be open for the service to be reached.
        own_entrance: Whether it can be reached when the house is closed; such a service needs its own hours.
        offers: What one can have there, one line each: books, a PC, a copier.
        los: Word of the Norwegian public sector's vocabulary of services (Los), as a URL.
        contact: How to reach it.
        url: Its own page.
        validity: The days on which it exists.

    Raises:
        InvalidValueError: If it has its own entrance but no hours, or another field breaks its rule.
    """

    id: str = field(validator=identifier)
    name: LocalText = field(validator=one_line)
    kind: ServiceKind = field(default=ServiceKind.OTHER, validator=is_a(ServiceKind))
    operator: str | None = field(default=None, validator=optional(identifier))
    rooms: tuple[str, ...] = field(default=(), validator=tuple_of(identifier, unique=True))
    opening: OpeningSchedule | None = field(default=None, validator=optional(is_a(OpeningSchedule)))
    requires: AccessLevel = field(default=AccessLevel.SELF_SERVICE, validator=is_a(AccessLevel))
    own_entrance: bool = field(default=False, validator=true_or_false)
    offers: tuple[str, ...] = field(default=(), validator=tuple_of(line(), unique=True))
    los: str | None = field(default=None, validator=optional(url))
    contact: Contact | None = field(default=None, validator=private(optional(is_a(Contact))))
    url: str | None = field(default=None, validator=optional(url))
    validity: Validity = field(factory=Validity, validator=is_a(Validity))

    def _check(self) -> None:
        if self.own_entrance and self.opening is None:
            hint = "give it an opening schedule, or leave out own_entrance"
            raise InvalidValueError("Service.own_entrance", "needs hours of its own", True, hint)
        if self.requires is AccessLevel.CLOSED:
            hint = "use own_entrance for a service that needs no open house"
            raise InvalidValueError("Service.requires", "must be a level above closed", self.requires, hint)

    def _short(self) -> str:
        return f"{self.id}: {self.kind}"
