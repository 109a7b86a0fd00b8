"""One POST to a provider: bounded in time and size, never redirected, read as JSON."""

import asyncio
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

import httpx

from worksmart_inference.contract.read import ContractError, check_tree
from worksmart_inference.errors import ServiceError
from worksmart_inference.json_tree import Json, as_object
from worksmart_inference.providers.base import UnsupportedWayError
from worksmart_inference.providers.guard import Resolve, checked_target, resolve

LARGEST_ANSWER = 1024 * 1024
LONGEST_WAIT_S = 5.0


@dataclass(frozen=True)
class Wire:
    """How to reach a provider. `client` has redirects switched off."""

    client: httpx.AsyncClient
    timeout_s: float
    allow_private: bool
    lookup: Resolve = resolve
    jitter: Callable[[], float] = random.random


def new_client() -> httpx.AsyncClient:
    """No redirects, no proxy of the environment, few connections."""
    return httpx.AsyncClient(
        follow_redirects=False,
        trust_env=False,
        timeout=httpx.Timeout(30.0, connect=2.0),
        limits=httpx.Limits(max_connections=8),
    )


async def post(wire: Wire, url: str, headers: Mapping[str, str], body: Json) -> Json:
    """The answer as an object. One retry after 429, 503 or no connection, within the time."""
    try:
        async with asyncio.timeout(wire.timeout_s):
            for attempt in (1, 2):
                try:
                    return await post_once(wire, url, headers, body)
                except RetryError as error:
                    if attempt == 2 or error.after_s > LONGEST_WAIT_S:
                        raise error.problem from None
                    await asyncio.sleep(error.after_s or wire.jitter())
    except TimeoutError:
        raise ServiceError("provider_timeout") from None
    raise ServiceError("provider_timeout")


class RetryError(Exception):
    """A failure that may pass: what to tell when it does not, and how long to wait (seconds)."""

    def __init__(self, problem: ServiceError, after_s: float = 0.0) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.after_s = after_s


async def post_once(wire: Wire, url: str, headers: Mapping[str, str], body: Json) -> Json:
    """One try."""
    target = await checked_target(url, wire.allow_private, wire.lookup)
    try:
        async with wire.client.stream(
            "POST",
            target.url,
            content=json.dumps(body).encode(),
            headers={
                **headers,
                "host": target.host_header,
                "content-type": "application/json",
                "accept": "application/json",
                "accept-encoding": "identity",
            },
            extensions={"sni_hostname": target.server_name},
        ) as response:
            raw = await read_limited(response)
            check_status(response, raw)
            return parsed(response, raw)
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise RetryError(
            ServiceError("provider_timeout", "The provider cannot be reached.")
        ) from error
    except httpx.TimeoutException:
        raise ServiceError("provider_timeout") from None
    except httpx.HTTPError:
        raise ServiceError("output_invalid", "The provider's answer broke off.") from None


async def read_limited(response: httpx.Response) -> bytes:
    """At most a megabyte; a longer answer is no answer."""
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_raw():
        parts.append(part)
        size += len(part)
        if size > LARGEST_ANSWER:
            raise ServiceError("output_invalid", "The provider's answer is too large.")
    return b"".join(parts)


def check_status(response: httpx.Response, raw: bytes) -> None:
    """Anything but 200 is a code of ours; the provider's words stay here."""
    status = response.status_code
    if status == 200:
        return
    after = retry_after(response.headers.get("retry-after"))
    if status == 429:
        wait = int(after * 1000) or None
        raise RetryError(ServiceError("provider_rate_limited", retry_after_ms=wait), after)
    if status == 503:
        raise RetryError(ServiceError("provider_timeout", "The provider is not ready."), after)
    if status in (400, 404, 422) and b"model" not in raw[:300].lower():
        raise UnsupportedWayError
    if status in (401, 403):
        raise ServiceError("capability_unavailable", "The provider does not accept the key.")
    raise ServiceError("provider_refused")


def retry_after(header: str | None) -> float:
    """Seconds; a date or nonsense is none."""
    return min(float(header), 3600.0) if header and header.isdigit() else 0.0


def parsed(response: httpx.Response, raw: bytes) -> Json:
    """JSON that says it is JSON, without NUL and not nested past the limit."""
    if "json" not in response.headers.get("content-type", ""):
        raise ServiceError("output_invalid", "The provider did not answer with JSON.")
    return object_of(raw.decode("utf-8", "replace"))


def object_of(text: str) -> Json:
    """Raises `output_invalid`. NaN, NUL, lone surrogates and deep nesting are not JSON here."""
    try:
        tree = json.loads(text, parse_constant=no_constant)
        check_tree(tree)
        json.dumps(tree, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError, ContractError):
        raise ServiceError("output_invalid", "The model's answer is not usable JSON.") from None
    if not isinstance(tree, dict):
        raise ServiceError("output_invalid", "The model's answer is not an object.")
    return as_object(cast("object", tree))


def no_constant(name: str) -> object:
    """NaN and Infinity are not JSON."""
    raise ValueError(name)
