"""Anthropic's Messages API; structured output by a tool that the model has to call."""

import json
from dataclasses import dataclass

from worksmart_inference.errors import ServiceError
from worksmart_inference.json_tree import Json, as_list, part, whole
from worksmart_inference.providers.base import Reply, Task, Way, prompt_of
from worksmart_inference.providers.wire import Wire, post

DEFAULT_BASE = "https://api.anthropic.com"
VERSION = "2023-06-01"


@dataclass(frozen=True)
class AnthropicModel:
    """`base_url` ends before `/v1/messages`."""

    wire: Wire
    base_url: str
    model: str
    key: str
    leaves_host: bool
    ways: tuple[Way, ...] = ("tool",)

    @property
    def id(self) -> str:
        return f"anthropic/{self.model}"

    async def ask(self, task: Task, way: Way, repair: str | None) -> Reply:
        """One message at temperature 0."""
        tool = {
            "name": task.name,
            "description": "The answer.",
            "input_schema": dict(task.schema),
        }
        body: Json = {
            "model": self.model,
            "max_tokens": task.max_tokens,
            "temperature": 0,
            "system": task.instructions,
            "messages": [{"role": "user", "content": prompt_of(task, way, repair)}],
            "tools": [tool],
            "tool_choice": {"type": "tool", "name": task.name},
        }
        headers = {"x-api-key": self.key, "anthropic-version": VERSION}
        answer = await post(self.wire, f"{self.base_url}/v1/messages", headers, body)
        if part(answer, "stop_reason") == "refusal":
            raise ServiceError("provider_refused")
        content = part(answer, "content")
        for one in as_list(content):
            if part(one, "type") == "tool_use" and part(one, "name") == task.name:
                text = json.dumps(part(one, "input"))
                break
        else:
            raise ServiceError("output_invalid", "The model's answer is empty.")
        usage = part(answer, "usage")
        return Reply(text, whole(part(usage, "input_tokens")), whole(part(usage, "output_tokens")))
