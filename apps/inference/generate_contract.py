"""Writes src/worksmart_inference/contract/v1.py from the JSON Schema bundle of the wire contract.

Our own, because the contract uses a small part of JSON Schema: what is not understood stops the
run, where a general generator would guess. Run it as `python generate_contract.py [--check]`.
"""

import json
import keyword
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

HERE = Path(__file__).resolve().parent
BUNDLE = HERE.parent.parent / "packages" / "types" / "contract" / "inference.v1.schema.json"
TARGET = HERE / "src" / "worksmart_inference" / "contract" / "v1.py"

Schema = dict[str, Any]

HEADER = '''"""Generated from the wire contract by generate_contract.py. Do not edit."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Wire(BaseModel):
    """Strict: a number is not a text, and an unknown key is a mistake that has to be seen."""

    model_config = ConfigDict(
        strict=True, extra="forbid", populate_by_name=True, allow_inf_nan=False, frozen=True
    )
'''

STRING_LIMITS = {"minLength": "min_length", "maxLength": "max_length", "pattern": "pattern"}
NUMBER_LIMITS = {"minimum": "ge", "maximum": "le"}
ARRAY_LIMITS = {"minItems": "min_length", "maxItems": "max_length"}
FORMATS = {"uuid": "UUID", "date": "date"}
KNOWN = {"type", "enum", "const", "format", "items", "default", "description"}


def snake(name: str) -> str:
    """`projectId` as Python writes it; `from`, which is Python's own word, gets a line after it."""
    own = re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()
    return f"{own}_" if keyword.iskeyword(own) else own


def annotated(base: str, limits: dict[str, Any]) -> str:
    """The type with its limits; without any it stays as it is."""
    if not limits:
        return base
    inside = ", ".join(f"{key}={value!r}" for key, value in limits.items())
    return f"Annotated[{base}, Field({inside})]"


def take(schema: Schema, names: dict[str, str]) -> dict[str, Any]:
    """The limits of this kind of value; raises on a keyword that nobody would check."""
    unknown = set(schema) - KNOWN - set(names)
    if unknown:
        raise ValueError(f"Not understood: {sorted(unknown)} in {schema}")
    return {to: schema[name] for name, to in names.items() if name in schema}


def scalar(schema: Schema) -> str:
    """A type without children."""
    if "const" in schema:
        return f"Literal[{schema['const']!r}]"
    if "enum" in schema:
        return f"Literal[{', '.join(repr(one) for one in schema['enum'])}]"
    match schema["type"]:
        case "string" if "format" in schema:
            take(schema, {})
            return FORMATS[schema["format"]]
        case "string":
            return annotated("str", take(schema, STRING_LIMITS))
        case "integer":
            return annotated("int", take(schema, NUMBER_LIMITS))
        case "number":
            return annotated("float", take(schema, NUMBER_LIMITS))
        case "boolean":
            take(schema, {})
            return "bool"
        case other:
            raise ValueError(f"Not understood: {other}")


def type_of(schema: Schema) -> str:
    """The Python type of one place of the contract."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix("#/$defs/")
    if "anyOf" in schema:
        return " | ".join(type_of(one) for one in schema["anyOf"])
    if schema.get("type") == "null":
        return "None"
    if schema.get("type") == "array":
        return annotated(f"list[{type_of(schema['items'])}]", take(schema, ARRAY_LIMITS))
    return scalar(schema)


def field_of(name: str, schema: Schema, is_required: bool) -> str:
    """One line of a class."""
    kind = type_of(schema)
    own = snake(name)
    # Two aliases instead of one, because checkers of types take a plain alias for the only name.
    aliases = [f"validation_alias={name!r}", f"serialization_alias={name!r}"]
    parts = [] if own == name else aliases
    if not is_required:
        parts.insert(0, f"default={schema['default']!r}")
    return f"    {own}: {kind}" + (f" = Field({', '.join(parts)})" if parts else "")


def class_of(name: str, schema: Schema) -> str:
    """A class for an object, an alias for a union."""
    if "oneOf" in schema:
        by = snake(schema["discriminator"]["propertyName"])
        arms = " | ".join(type_of(one) for one in schema["oneOf"])
        return f"{name} = Annotated[{arms}, Field(discriminator={by!r})]"
    if schema.get("additionalProperties") is not False:
        raise ValueError(f"{name} is open.")
    required = set(schema.get("required", []))
    lines = [field_of(key, one, key in required) for key, one in schema["properties"].items()]
    return "\n".join([f"class {name}(Wire):", *lines])


def references(schema: object) -> set[str]:
    """Every definition that this one names."""
    return {str(one).removeprefix("#/$defs/") for one in found_at("$ref", schema)}


def found_at(key: str, schema: object) -> Iterator[object]:
    """Every value of a key, however deep."""
    if isinstance(schema, dict):
        entries = cast("dict[str, object]", schema)
        yield from (value for name, value in entries.items() if name == key)
        for value in entries.values():
            yield from found_at(key, value)
    elif isinstance(schema, list):
        for value in cast("list[object]", schema):
            yield from found_at(key, value)


def in_order(definitions: dict[str, Schema]) -> list[str]:
    """Names so that each stands after what it uses."""
    done: list[str] = []

    def visit(name: str) -> None:
        if name not in done:
            for other in sorted(references(definitions[name])):
                visit(other)
            done.append(name)

    for name in definitions:
        visit(name)
    return done


def generate(bundle: Schema) -> str:
    """The whole module as text."""
    definitions = bundle["$defs"]
    bodies = [class_of(name, definitions[name]) for name in in_order(definitions)]
    return "\n\n\n".join([HEADER.rstrip(), *bodies]) + "\n"


def main(arguments: list[str]) -> int:
    """Writes the module, or with --check says whether it is what would be written."""
    text = generate(json.loads(BUNDLE.read_text()))
    if "--check" in arguments:
        return 0 if TARGET.read_text() == text else 1
    TARGET.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
