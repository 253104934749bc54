"""Documents: a programme as TOML or JSON text, and the schema of both."""

from innbyggertorg.documents.document import SCHEMA_VERSION
from innbyggertorg.documents.files import dumps, json_schema, load, loads

__all__ = ["SCHEMA_VERSION", "dumps", "json_schema", "load", "loads"]
