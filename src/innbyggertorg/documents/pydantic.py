"""Values as types of pydantic, and so of FastAPI: the same plain data as in documents.

`Value` asks here when pydantic asks it, so that this and pydantic are imported by programs that use it alone.
"""

import re
from typing import Any

from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, ValidationError
from pydantic_core import core_schema as schemas

from innbyggertorg.documents.forms import Schema
from innbyggertorg.documents.values import from_plain, schema_of, to_plain
from innbyggertorg.errors import LimitExceededError, Problem, ProblemsError

__all__ = ["core_schema", "json_schema"]


def core_schema(kind: type[Any]) -> CoreSchema:
    """Return how pydantic reads and writes a class of values.

    A value passes as it is. Plain data is read as in a document; every problem becomes one error of pydantic,
    with its path, of the type `innbyggertorg`.

    Raises:
        WrongTypeError: If documents have no form for such a value.
    """
    schema_of(kind)  # refuses what has no form, at once

    def read(plain: Any) -> Any:
        if isinstance(plain, kind):
            return plain
        try:
            return from_plain(kind, plain)
        except ProblemsError as error:
            raise _as_validation_error(kind, error.problems) from None
        except LimitExceededError as error:
            raise _as_validation_error(kind, (Problem("", str(error)),)) from None

    return schemas.no_info_plain_validator_function(
        read, serialization=schemas.plain_serializer_function_ser_schema(to_plain)
    )


def json_schema(kind: type[Any], handler: Any) -> Schema:
    """Return the JSON Schema of a class of values, its parts among the definitions that pydantic gathers.

    So each class is described once among the `components` of an OpenAPI description.

    Args:
        kind: The class.
        handler: What pydantic gives to `__get_pydantic_json_schema__`.
    """
    schema = schema_of(kind)
    definitions = schema.pop("$defs", {})
    for name in ("$id", "$schema"):
        schema.pop(name, None)
    generator = handler.generate_json_schema
    known = {
        name: generator.get_cache_defs_ref_schema(f"innbyggertorg.{name}:document") for name in definitions
    }
    places = {f"#/$defs/{name}": reference["$ref"] for name, (_, reference) in known.items()}
    for name, (place, _) in known.items():
        generator.definitions[place] = {"title": name, **_moved(definitions[name], places)}
    moved: Schema = _moved(schema, places)
    return moved


def _moved(plain: Any, places: dict[str, str]) -> Any:
    """Return a schema whose references lead to other places."""
    if isinstance(plain, dict):
        return {
            key: places[each] if key == "$ref" and each in places else _moved(each, places)
            for key, each in plain.items()
        }
    return [_moved(each, places) for each in plain] if isinstance(plain, list) else plain


def _as_validation_error(kind: type[Any], problems: tuple[Problem, ...]) -> ValidationError:
    lines = [
        InitErrorDetails(
            type=PydanticCustomError(
                "innbyggertorg",
                "{problem}",
                {"problem": str(Problem("", each.rule, each.got, each.hint))},
            ),
            loc=_location(each.path),
            input=each.got,
        )
        for each in problems
    ]
    return ValidationError.from_exception_data(kind.__name__, lines)


def _location(path: str) -> tuple[int | str, ...]:
    """Return a path such as `rooms[2].seated` in parts."""
    return tuple(int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", path))
