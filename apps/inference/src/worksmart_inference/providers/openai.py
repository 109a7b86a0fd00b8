"""Chat completions and embeddings as OpenAI defined them and many servers speak them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from worksmart_inference.domain.vectors import Vectors
from worksmart_inference.errors import ServiceError
from worksmart_inference.json_tree import Json, as_list, part, whole
from worksmart_inference.providers.base import Reply, Task, Way, prompt_of
from worksmart_inference.providers.wire import Wire, post


@dataclass(frozen=True)
class OpenAiModel:
    """`base_url` ends before `/chat/completions`."""

    wire: Wire
    base_url: str
    model: str
    key: str
    leaves_host: bool
    ways: tuple[Way, ...] = ("schema", "tool", "json")

    @property
    def id(self) -> str:
        return f"openai/{self.model}"

    async def ask(self, task: Task, way: Way, repair: str | None) -> Reply:
        """One completion at temperature 0."""
        body: Json = {
            "model": self.model,
            "temperature": 0,
            "max_tokens": task.max_tokens,
            "messages": [
                {"role": "system", "content": told(task, way)},
                {"role": "user", "content": prompt_of(task, way, repair)},
            ],
            **structure(task, way),
        }
        answer = await post(self.wire, f"{self.base_url}/chat/completions", bearer(self.key), body)
        message = part(answer, "choices", 0, "message")
        if part(message, "refusal") or part(answer, "choices", 0, "finish_reason") == (
            "content_filter"
        ):
            raise ServiceError("provider_refused")
        text = part(message, "content")
        if way == "tool":
            text = part(message, "tool_calls", 0, "function", "arguments")
        if not isinstance(text, str) or not text.strip():
            raise ServiceError("output_invalid", "The model's answer is empty.")
        usage = part(answer, "usage")
        return Reply(
            text, whole(part(usage, "prompt_tokens")), whole(part(usage, "completion_tokens"))
        )


def structure(task: Task, way: Way) -> Json:
    """How this form of structured output is asked for."""
    match way:
        case "schema":
            inner = {"name": task.name, "strict": True, "schema": dict(task.schema)}
            return {"response_format": {"type": "json_schema", "json_schema": inner}}
        case "tool":
            function = {"name": task.name, "parameters": dict(task.schema)}
            return {
                "tools": [{"type": "function", "function": function}],
                "tool_choice": {"type": "function", "function": {"name": task.name}},
            }
        case "json":
            return {"response_format": {"type": "json_object"}}


def told(task: Task, way: Way) -> str:
    """The instructions; where no schema travels beside them, they hold it."""
    if way != "json":
        return task.instructions
    return f"{task.instructions}\n\nJSON schema: {json.dumps(dict(task.schema))}"


def bearer(key: str) -> dict[str, str]:
    """Servers on the own machine need none."""
    return {"authorization": f"Bearer {key}"} if key else {}


@dataclass(frozen=True)
class OpenAiEmbedder:
    """Vectors by a provider. Their revision is the provider's secret, so the name stands for it."""

    wire: Wire
    base_url: str
    model: str
    key: str
    dim: int
    leaves_host: bool

    @property
    def id(self) -> str:
        return f"openai/{self.model}"

    @property
    def revision(self) -> str:
        return f"dim-{self.dim}"

    async def embed(self, texts: Sequence[str], kind: Literal["query", "passage"]) -> Vectors:
        """Raises `output_invalid` when a vector is missing, or is not of the dimension promised."""
        body: Json = {"model": self.model, "input": list(texts), "encoding_format": "float"}
        answer = await post(self.wire, f"{self.base_url}/embeddings", bearer(self.key), body)
        rows = part(answer, "data")
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        if len(as_list(rows)) != len(texts):
            raise ServiceError("output_invalid")
        for index in range(len(texts)):
            row = part(rows, index, "embedding")
            if part(rows, index, "index") != index or not is_row(row, self.dim):
                raise ServiceError("output_invalid")
            vectors[index] = np.array(as_list(row), dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(lengths).all() or bool((lengths == 0).any()):
            raise ServiceError("output_invalid")
        return vectors / lengths


def is_row(row: object, dim: int) -> bool:
    """A list of so many numbers."""
    numbers = as_list(row)
    return len(numbers) == dim and all(
        isinstance(one, int | float) and not isinstance(one, bool) for one in numbers
    )
