"""What every provider of text does: one task in, one checked JSON object out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

Way = Literal["schema", "tool", "json"]


@dataclass(frozen=True)
class Task:
    """One question to a model. The schema is flat: no unions, everything required. `identity` is
    the same for the same question, where `data` holds a fence that never is.
    """

    name: str
    version: str
    instructions: str
    identity: str
    data: str
    schema: Mapping[str, object]
    max_tokens: int


@dataclass(frozen=True)
class Reply:
    """The text of the answer, which is JSON when all went well, and what it cost."""

    text: str
    input_tokens: int
    output_tokens: int


class TextModel(Protocol):
    """`ways` are the forms of structured output it knows, the strictest first."""

    @property
    def id(self) -> str: ...
    @property
    def leaves_host(self) -> bool: ...
    @property
    def ways(self) -> tuple[Way, ...]: ...

    async def ask(self, task: Task, way: Way, repair: str | None) -> Reply:
        """Raises ServiceError, or UnsupportedWayError when the next way may work."""
        ...


class UnsupportedWayError(Exception):
    """The server does not know this form of structured output."""


def prompt_of(task: Task, way: Way, repair: str | None) -> str:
    """The user's part: data in its fence, how to answer, and what was wrong the first time."""
    lines = [task.data]
    if way == "json":
        lines.append("Answer with one JSON object and nothing else.")
    if repair:
        lines.append(f"Your last answer could not be used: {repair} Answer again.")
    return "\n\n".join(lines)
