"""Asks a model for an object of a schema: the strictest form first, one repair, then no more."""

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from worksmart_inference.contract.read import places_of
from worksmart_inference.errors import ServiceError
from worksmart_inference.providers.base import Reply, Task, TextModel, UnsupportedWayError
from worksmart_inference.providers.breaker import Breaker, DailyTokens
from worksmart_inference.providers.wire import object_of

REMEMBERED = 128


class Draft(BaseModel):
    """What a model may answer: exactly these keys, exactly these types."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


D = TypeVar("D", bound=Draft)


@dataclass(frozen=True)
class Cost:
    """Tokens of all tries, and whether a second one was needed."""

    input_tokens: int
    output_tokens: int
    was_repaired: bool


@dataclass(frozen=True)
class Generated(Generic[D]):
    """A draft that has the right shape; whether it is true is asked by whoever knows the source."""

    draft: D
    cost: Cost


class Generator:
    """A model with its breaker, its budget of the day and the answers it gave lately."""

    def __init__(self, model: TextModel, breaker: Breaker, tokens: DailyTokens) -> None:
        self.model = model
        self._breaker = breaker
        self._tokens = tokens
        self._answers: OrderedDict[str, tuple[str, Cost]] = OrderedDict()

    async def generate(self, task: Task, shape: type[D]) -> Generated[D]:
        """Raises ServiceError. An answer that was given lately costs nothing again."""
        key = fingerprint(self.model.id, task)
        if key in self._answers:
            self._answers.move_to_end(key)
            text, _ = self._answers[key]
            return Generated(shape.model_validate_json(text), Cost(0, 0, was_repaired=False))
        self._breaker.check()
        self._tokens.check()
        try:
            found = await self._tries(task, shape)
        except ServiceError:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        self._answers[key] = (found.draft.model_dump_json(by_alias=True), found.cost)
        if len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)
        return found

    async def _tries(self, task: Task, shape: type[D]) -> Generated[D]:
        into = out = 0
        repair: str | None = None
        for attempt in (1, 2):
            reply = await self._ask(task, repair)
            into, out = into + reply.input_tokens, out + reply.output_tokens
            self._tokens.add(reply.input_tokens + reply.output_tokens)
            try:
                draft = shape.model_validate(object_of(reply.text))
            except ServiceError as error:
                repair = error.detail
            except ValidationError as error:
                repair = places_of(error)
            else:
                return Generated(draft, Cost(into, out, attempt == 2))
        raise ServiceError("output_invalid")

    async def _ask(self, task: Task, repair: str | None) -> Reply:
        for way in self.model.ways:
            try:
                return await self.model.ask(task, way, repair)
            except UnsupportedWayError:
                continue
        raise ServiceError("provider_refused", "The provider knows no form of structured output.")


def fingerprint(model: str, task: Task) -> str:
    """The same question to the same model."""
    parts = [model, task.name, task.version, task.identity, str(task.max_tokens)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
