"""Vectors of a provider, and where requests may go."""

import json
from datetime import date
from typing import Any

import pytest

from tests.provider.loopback import Received, Writer, loopback, says, send
from tests.provider.test_providers import GOOD, REQUEST
from worksmart_inference.errors import ServiceError
from worksmart_inference.providers.breaker import Breaker, DailyTokens
from worksmart_inference.providers.choose import embedder, leaves_host, text_model
from worksmart_inference.providers.generate import Generator
from worksmart_inference.providers.guard import checked_target, is_public
from worksmart_inference.providers.wire import new_client
from worksmart_inference.settings import ModelSettings
from worksmart_inference.tasks.narrate import narrate

pytestmark = pytest.mark.anyio
DAY = date(2026, 11, 20)


async def test_vectors_of_a_provider_are_unit_vectors_in_order() -> None:
    async def vectors(request: Received, writer: Writer) -> None:
        rows = [
            {"index": n, "embedding": [float(n + 1), 0.0, 0.0]}
            for n in range(len(request.body["input"]))
        ]
        await send(writer, json.dumps({"data": rows}).encode())

    async with loopback(vectors) as server:
        settings = ModelSettings(
            provider="openai", base_url=server.url, model="e", dim=3, allow_private=True
        )
        made = embedder(settings, new_client())
        assert made is not None
        assert (await made.embed(["a", "b"], "query")).tolist() == [[1, 0, 0], [1, 0, 0]]


@pytest.mark.parametrize(
    "data",
    [
        [],
        [{"index": 0, "embedding": [1.0, 2.0]}],
        [{"index": 1, "embedding": [1.0, 2.0, 3.0]}],
        [{"index": 0, "embedding": [0.0, 0.0, 0.0]}],
        [{"index": 0, "embedding": ["1", 2.0, 3.0]}],
        [{"index": 0, "embedding": None}],
    ],
)
async def test_vectors_that_are_none_are_refused(data: list[Any]) -> None:
    async def vectors(_: Received, writer: Writer) -> None:
        await send(writer, json.dumps({"data": data}).encode())

    async with loopback(vectors) as server:
        settings = ModelSettings(
            provider="openai", base_url=server.url, model="e", dim=3, allow_private=True
        )
        made = embedder(settings, new_client())
        assert made is not None
        with pytest.raises(ServiceError, match="output_invalid"):
            await made.embed(["a"], "query")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("127.0.0.1", False), ("10.1.2.3", False), ("169.254.169.254", False), ("::1", False),
        ("fd00::1", False), ("0.0.0.0", False), ("::ffff:10.0.0.1", False), ("224.0.0.1", False),
        ("8.8.8.8", True), ("2606:4700::1111", True),
    ],
)  # fmt: skip
async def test_private_addresses_are_known(address: str, public: bool) -> None:
    assert is_public(address) is public


async def test_a_name_that_points_inside_is_refused_and_the_checked_address_is_used() -> None:
    async def inside(host: str, port: int) -> list[str]:
        return ["8.8.8.8", "10.0.0.1"]

    async def outside(host: str, port: int) -> list[str]:
        return ["8.8.4.4"]

    with pytest.raises(ServiceError, match="capability_unavailable"):
        await checked_target("https://model.example/v1", allow_private=False, lookup=inside)
    target = await checked_target("https://model.example/v1", allow_private=False, lookup=outside)
    assert target.url == "https://8.8.4.4:443/v1"
    assert (target.host_header, target.server_name) == ("model.example", "model.example")


@pytest.mark.parametrize("url", ["ftp://x/", "http://user:pw@x/", "file:///etc/passwd", "http://"])
async def test_other_kinds_of_addresses_are_refused(url: str) -> None:
    with pytest.raises(ServiceError, match="capability_unavailable"):
        await checked_target(url, allow_private=True)


async def test_a_local_provider_needs_to_be_allowed() -> None:
    async with loopback(says(GOOD)) as server:
        settings = ModelSettings(provider="openai", base_url=server.url, model="m")
        model = text_model(settings, "narrative", new_client())
        assert model is not None
        asked = Generator(model, Breaker(lambda: 0.0), DailyTokens(10**6, lambda: DAY))
        assert (await narrate(REQUEST, asked)).failure is not None
        assert server.received == []


@pytest.mark.parametrize(
    ("url", "leaves"),
    [
        ("http://127.0.0.1:11434/v1", False), ("http://localhost", False),
        ("http://[::1]:1", False),
        ("http://127.0.0.1.evil.example", True), ("https://api.example", True), ("", True),
    ],
)  # fmt: skip
async def test_what_leaves_this_host_is_told(url: str, leaves: bool) -> None:
    assert leaves_host(url) is leaves
