"""The wire contract as both sides read it; a drift between them fails here and in TypeScript."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from pydantic import TypeAdapter

from generate_contract import BUNDLE, TARGET, generate
from tests.fakes import FIXTURES
from worksmart_inference.contract import v1
from worksmart_inference.contract.read import ContractError, check_tree, read_body
from worksmart_inference.json_tree import Json, as_list, as_object, part

MODELS: dict[str, tuple[type[v1.Wire], type[v1.Wire]]] = {
    "categorize": (v1.CategorizeRequest, v1.CategorizeAnswer),
    "categorize-batch": (v1.CategorizeBatchRequest, v1.CategorizeBatchAnswer),
    "anomalies": (v1.AnomaliesRequest, v1.AnomaliesAnswer),
    "embed": (v1.EmbedRequest, v1.EmbedAnswer),
    "analyze": (v1.AnalyzeRequest, v1.AnalyzeAnswer),
    "narrative": (v1.NarrativeRequest, v1.NarrativeAnswer),
    "capabilities": (v1.Capabilities, v1.Capabilities),
    "problem": (v1.InferenceProblem, v1.InferenceProblem),
}


def files(folder: str) -> list[Path]:
    return sorted((FIXTURES / folder).glob("*.json"))


def reader_of(file: Path) -> Callable[[bytes], object]:
    operation, side, *_ = file.name.split(".")
    if side == "event":
        event: TypeAdapter[v1.NarrativeEvent] = TypeAdapter(v1.NarrativeEvent)
        return event.validate_json
    model = MODELS[operation][side == "answer"]
    return lambda raw: read_body(model, raw)


@pytest.mark.parametrize("file", files("accept"), ids=lambda file: file.stem)
def test_what_typescript_accepts_is_accepted(file: Path) -> None:
    assert reader_of(file)(file.read_bytes())


@pytest.mark.parametrize("file", files("reject"), ids=lambda file: file.stem)
def test_what_typescript_refuses_is_refused(file: Path) -> None:
    with pytest.raises((ContractError, ValueError)):
        reader_of(file)(file.read_bytes())


def test_the_models_are_what_the_schema_says() -> None:
    assert TARGET.read_text() == generate(json.loads(BUNDLE.read_text()))


def plain(schema: object) -> object:
    """A schema without what does not decide anything: titles, the order of what is required."""
    if isinstance(schema, list):
        return [plain(one) for one in as_list(cast("object", schema))]
    if not isinstance(schema, dict):
        return schema
    given = as_object(cast("object", schema))
    if given.get("$ref") == "#/$defs/Candidate":
        return plain(json.loads(BUNDLE.read_text())["$defs"]["Candidate"])
    drop = {"$defs", "title"} if isinstance(given.get("title"), str) else {"$defs"}
    found: Json = {key: plain(value) for key, value in given.items() if key not in drop}
    if "discriminator" in found:
        found["discriminator"] = {"propertyName": part(found, "discriminator", "propertyName")}
    if "const" in found or "enum" in found:
        found.pop("type", None)
    if isinstance(found.get("required"), list):
        found["required"] = sorted(str(one) for one in as_list(found["required"]))
    return found


@pytest.mark.parametrize("name", sorted(json.loads(BUNDLE.read_text())["$defs"]))
def test_the_own_schema_of_a_model_is_the_schema_it_came_from(name: str) -> None:
    own = TypeAdapter(getattr(v1, name)).json_schema(ref_template="#/$defs/{model}")
    assert plain(own) == plain(json.loads(BUNDLE.read_text())["$defs"][name])


def test_a_problem_names_the_place_and_never_the_value() -> None:
    with pytest.raises(ContractError) as caught:
        read_body(v1.EmbedRequest, b'{"kind":"query","texts":["my secret",7]}')
    assert "texts.1" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b"{", b"nul", b'{"a":NaN}', b"[" * 100_000, b'"\\ud800"']
)
def test_bytes_that_are_no_json_are_refused(raw: bytes) -> None:
    with pytest.raises(ContractError):
        read_body(v1.EmbedRequest, raw)


def test_nesting_is_allowed_up_to_32_levels() -> None:
    def nested(levels: int) -> object:
        tree: object = 1
        for _ in range(levels):
            tree = [tree]
        return tree

    check_tree(nested(32))
    with pytest.raises(ContractError):
        check_tree(nested(33))


def test_nul_in_a_key_is_seen_too() -> None:
    with pytest.raises(ContractError):
        check_tree({"a\0": 1})
