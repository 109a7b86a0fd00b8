"""What every route shares: the body read strictly, the time kept, the answer in its envelope."""

import asyncio
import uuid
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from fastapi import Request, Response

from worksmart_inference.contract import v1
from worksmart_inference.contract.read import ContractError, read_body
from worksmart_inference.deps import Dependencies
from worksmart_inference.errors import ServiceError
from worksmart_inference.models.embedder import Embedder
from worksmart_inference.providers.generate import Cost

MAX_BODY = 4 * 1024 * 1024
MAX_ANSWER = 1024 * 1024
LONGEST_DEADLINE_MS = 120_000

Body = TypeVar("Body", bound=v1.Wire)
T = TypeVar("T")
Strategy = Literal["rules", "local", "llm"]


@dataclass(frozen=True)
class Call:
    """One request: its id, and when it began."""

    id: str
    began: float


def call_of(request: Request, deps: Dependencies) -> Call:
    """The caller's id when it is one, so that both logs can be read together."""
    return Call(id_of(request), deps.clock())


def id_of(request: Request) -> str:
    """One id for a request, however often it is asked for."""
    known = getattr(request.state, "request_id", None)
    if isinstance(known, str):
        return known
    given = request.headers.get("x-request-id", "")
    is_id = 0 < len(given) <= 100 and all(one.isalnum() or one in "-_." for one in given)
    made = given if is_id and given.isascii() else uuid.uuid4().hex
    request.state.request_id = made
    return made


async def read(request: Request, model: type[Body]) -> Body:
    """The body, at most 4 MiB of JSON of this contract."""
    version = request.headers.get("x-contract-version", "1")
    if version != "1":
        raise ServiceError("contract_unsupported", "This service speaks version 1.")
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > MAX_BODY:
        raise ServiceError("payload_too_large")
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        parts.append(part)
        size += len(part)
        if size > MAX_BODY:
            raise ServiceError("payload_too_large")
    try:
        return read_body(model, b"".join(parts))
    except ContractError as error:
        raise ServiceError("invalid_request", str(error)) from None


async def in_time(request: Request, work: Awaitable[T]) -> T:
    """The result, unless the deadline passes or the caller leaves; either one ends the work."""
    given = request.headers.get("x-deadline-ms", "")
    deadline = int(given) if given.isdigit() and len(given) < 8 else LONGEST_DEADLINE_MS
    job = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(left(request))
    try:
        done, _ = await asyncio.wait(
            (job, gone),
            timeout=min(deadline, LONGEST_DEADLINE_MS) / 1000,
            return_when=asyncio.FIRST_COMPLETED,
        )
        if job in done:
            return await job
        raise ServiceError("overloaded", "It could not be done in the time that was given.")
    finally:
        for task in (job, gone):
            task.cancel()


async def left(request: Request) -> None:
    """Returns when the caller is gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def usage(deps: Dependencies, call: Call, cost: Cost | None) -> v1.Usage:
    """What an answer took. The cost is null without a table of prices."""
    into = cost.input_tokens if cost else 0
    out = cost.output_tokens if cost else 0
    prices = deps.settings.prices
    dollars = (into * prices[0] + out * prices[1]) / 1e6 if prices and cost else None
    elapsed = round((deps.clock() - call.began) * 1000, 2)
    return v1.Usage(input_tokens=into, output_tokens=out, ms=max(0.0, elapsed), cost_usd=dollars)


def envelope(
    deps: Dependencies,
    call: Call,
    strategy: Strategy,
    *,
    model: v1.Model | None = None,
    degraded: bool = False,
    warnings: Sequence[str] = (),
    cost: Cost | None = None,
) -> dict[str, object]:
    """Everything of an answer but its result."""
    return {
        "contract_version": 1,
        "request_id": call.id,
        "strategy": strategy,
        "model": model,
        "degraded": degraded,
        "warnings": list(warnings),
        "usage": usage(deps, call, cost),
    }


def model_of(embedder: Embedder | None) -> v1.Model | None:
    """The model of the vectors, by name and revision."""
    return v1.Model(id=embedder.id, revision=embedder.revision) if embedder else None


def vector_model(embedder: Embedder) -> str:
    """The name under which vectors are kept: another revision makes other vectors."""
    return f"{embedder.id}@{embedder.revision}"


def respond(answer: v1.Wire) -> Response:
    """The answer as it travels. One that is too large is a mistake of ours, told as such."""
    content = answer.model_dump_json(by_alias=True).encode()
    if len(content) > MAX_ANSWER:
        raise ServiceError("payload_too_large", "The answer would be too large.")
    return Response(content, media_type="application/json")
