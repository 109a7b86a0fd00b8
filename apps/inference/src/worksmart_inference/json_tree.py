"""JSON of unknown shape, taken apart without guessing."""

from typing import cast

Json = dict[str, object]


def as_object(value: object) -> Json:
    """The object, or an empty one. JSON has no other keys than texts."""
    return cast("Json", value) if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """The list, or an empty one."""
    return cast("list[object]", value) if isinstance(value, list) else []


def part(tree: object, *path: str | int) -> object:
    """What stands at a path of keys and places; None when something on the way is missing."""
    for step in path:
        if isinstance(step, str):
            tree = as_object(tree).get(step)
        else:
            rows = as_list(tree)
            tree = rows[step] if len(rows) > step else None
    return tree


def whole(value: object) -> int:
    """A count; what is not one is 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
