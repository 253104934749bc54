"""Several things served side by side, each by its exact name."""

from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from innbyggertorg._checks import is_a, tuple_of
from innbyggertorg._values import Value
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.http.representation import Representation
from innbyggertorg.http.response import ASGIApplication, Headers, Response, as_asgi, as_wsgi, refusal

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

__all__ = ["Collection"]

_INDEX: Final = "index.html"


@frozen
class Collection(Value):
    """Representations, each found at `/` and its file name; `/` alone is `index.html` where there is one.

    A path is looked up and never opened: what is not the name of one of them is answered with 404.

    Attributes:
        representations: What there is; each has another file name.

    Raises:
        InvalidValueError: If two have the same file name.
    """

    representations: tuple[Representation, ...] = field(validator=tuple_of(is_a(Representation)))

    def _check(self) -> None:
        if len(self._by_path) < len(self.representations):
            raise InvalidValueError("Collection.representations", "must differ in their file names")

    @cached_property
    def _by_path(self) -> dict[str, Representation]:
        return {f"/{each.file_name}": each for each in self.representations}

    def after(self, earlier: "Collection") -> "Collection":
        """Return this as what is served instead of *earlier*, each `after` the one of its name.

        Raises:
            WrongTypeError: If *earlier* is no Collection.
        """
        if not isinstance(earlier, Collection):
            raise WrongTypeError("after earlier", "must be a Collection", earlier)
        before = {each.file_name: each for each in earlier.representations}
        return Collection(
            tuple(each.after(before.get(each.file_name, each)) for each in self.representations)
        )

    def respond(self, path: str, headers: Headers = (), method: str = "GET") -> Response:
        """Return the answer to a request for *path*, decoded and below where the collection is mounted.

        Raises:
            WrongTypeError: If an argument is of another type.
        """
        if not isinstance(path, str):
            raise WrongTypeError("respond path", "must be text", path)
        found = self._by_path.get(f"/{_INDEX}" if path == "/" else path)
        return (
            refusal(HTTPStatus.NOT_FOUND, method=method) if found is None else found.respond(headers, method)
        )

    def wsgi(self) -> "WSGIApplication":
        """Return a WSGI application (PEP 3333) that answers so, below where it is mounted."""
        return as_wsgi(lambda method, path, headers: self.respond(path, headers, method))

    def asgi(self) -> ASGIApplication:
        """Return an ASGI 3 application that answers so, below where it is mounted."""
        return as_asgi(lambda method, path, headers: self.respond(path, headers, method))
