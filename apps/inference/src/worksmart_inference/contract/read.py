"""Bodies of the wire contract: the rules that JSON Schema cannot say, checked on the way in."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import from_json

from worksmart_inference.contract import v1
from worksmart_inference.json_tree import as_list, as_object

MAX_DEPTH = 32

Body = TypeVar("Body", bound=v1.Wire)
# A place of a body, and what may not stand there twice.
Keys = tuple[str, Sequence[Hashable]]


class ContractError(ValueError):
    """A body that breaks the contract; the message names places, never values."""


def read_body(model: type[Body], raw: bytes) -> Body:
    """Parses one body strictly; raises ContractError for whatever is not the contract."""
    try:
        # JSON has no other way to say NUL, so a body without this need not be searched for it.
        check_tree(from_json(raw, allow_inf_nan=False), may_hold_nul=b"\\u0000" in raw)
        body = model.model_validate_json(raw, by_alias=True, by_name=False)
    except ValidationError as error:
        raise ContractError(places_of(error)) from None
    except ValueError as error:
        raise ContractError(f"Not JSON of this contract: {str(error)[:200]}") from None
    for place, keys in distinct_keys(body):
        if len(set(keys)) != len(keys):
            raise ContractError(f"{place}: something stands twice.")
    return body


def check_tree(tree: object, *, may_hold_nul: bool = True) -> None:
    """Refuses NUL in any text and nesting past 32 levels."""
    check_depth(tree)
    if may_hold_nul:
        check_texts(tree)


def check_texts(tree: object) -> None:
    """Refuses NUL in any text, keys included; never recurses."""
    left = [tree]
    while left:
        item = left.pop()
        if isinstance(item, str) and "\0" in item:
            raise ContractError("A text holds a NUL.")
        left += [*as_object(item), *as_object(item).values(), *as_list(item)]


def check_depth(tree: object) -> None:
    """Refuses nesting past 32 levels; never recurses."""
    level, depth = holders([tree]), 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise ContractError("Nested too deeply.")
        level = [one for item in level for one in holders(parts_of(item))]


def holders(items: Iterable[object]) -> list[object]:
    """Those that can hold something: a thousand texts and numbers cost no second look."""
    return [one for one in items if isinstance(one, dict | list)]


def parts_of(item: object) -> Iterable[object]:
    """Values of an object, items of a list."""
    return as_object(item).values() or as_list(item)


def places_of(error: ValidationError) -> str:
    """Where a body is wrong, at most five places, without what stood there."""
    found = error.errors(include_input=False, include_url=False, include_context=False)
    lines = [f"{'.'.join(map(str, one['loc'])) or 'body'}: {one['msg']}" for one in found[:5]]
    return "; ".join(lines)[:400]


def candidate_key(one: v1.TaskCandidate | v1.ProjectCandidate | v1.TagCandidate) -> Hashable:
    """What a candidate is called in an answer."""
    return (one.kind, one.tag if isinstance(one, v1.TagCandidate) else one.id)


def distinct_keys(body: v1.Wire) -> list[Keys]:
    """The lists of a body in which nothing may stand twice."""
    match body:
        case v1.CategorizeRequest() | v1.CategorizeBatchRequest():
            return [
                ("candidates", [candidate_key(one) for one in body.candidates]),
                ("history", [row.id for row in body.history]),
            ]
        case v1.AnomaliesRequest():
            keys: list[Keys] = [("people", [one.person_id for one in body.people])]
            for one in body.people:
                keys.append((f"people.{one.person_id}", [entry.id for entry in one.entries]))
            return keys
        case v1.AnalyzeRequest():
            return [("candidates", [candidate_key(one) for one in body.candidates])]
        case v1.NarrativeRequest():
            return [("facts", [fact.id for fact in body.facts])]
        case v1.CategorizeAnswer():
            return scored_keys(body.result)
        case v1.CategorizeBatchAnswer():
            return [keys for item in body.result.items for keys in scored_keys(item)]
        case v1.AnalyzeAnswer():
            return [("links", [link.id for link in body.result.links])]
        case v1.NarrativeAnswer():
            return [("factIds", list(one.fact_ids)) for one in body.result.sentences]
        case _:
            return []


def scored_keys(result: v1.CategorizeResult) -> list[Keys]:
    """A value is proposed once per kind."""
    lists = (("tasks", result.tasks), ("projects", result.projects), ("tags", result.tags))
    return [(name, [one.value for one in scored]) for name, scored in lists]
