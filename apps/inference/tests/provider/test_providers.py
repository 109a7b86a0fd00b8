"""The providers over their real wire formats: good answers, and 25 evil ones with no effect."""

import asyncio
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.provider.loopback import (
    Loopback,
    Received,
    Reply,
    Writer,
    loopback,
    openai_body,
    says,
    says_text,
    send,
    status,
)  # fmt: skip
from worksmart_inference.contract import v1
from worksmart_inference.domain.narrative import template
from worksmart_inference.providers.bedrock import Keys, Scope, sign
from worksmart_inference.providers.breaker import Breaker, DailyTokens
from worksmart_inference.providers.choose import text_model
from worksmart_inference.providers.generate import Generator
from worksmart_inference.providers.wire import new_client
from worksmart_inference.settings import LlmProvider, ModelSettings
from worksmart_inference.tasks.narrate import Narrative, narrate

pytestmark = pytest.mark.anyio
DAY = date(2026, 11, 20)
REQUEST = v1.NarrativeRequest(
    project_name="Website",
    from_=DAY,
    to=DAY,
    facts=[
        v1.Fact(id="f1", kind="total", text="12 h 30 min were logged on Website."),
        v1.Fact(id="f2", kind="task_done", text="WEB-142 Fix the navigation was done by Ana."),
    ],
)
GOOD = {
    "sentences": [
        {"text": "Website took 12 h 30 min.", "factIds": ["f1"]},
        {"text": "Ana finished WEB-142.", "factIds": ["f2"]},
    ]
}


def generator(
    server: Loopback, provider: LlmProvider = "openai", timeout: float = 5.0
) -> Generator:
    settings = ModelSettings(
        provider=provider, base_url=server.url, model="m-1", key="k", region="eu-central-1",
        allow_private=True,
    )  # fmt: skip
    model = text_model(settings, "narrative", new_client())
    assert model is not None
    object.__setattr__(model.wire, "timeout_s", timeout)  # type: ignore[attr-defined]
    object.__setattr__(model.wire, "jitter", lambda: 0.0)  # type: ignore[attr-defined]
    return Generator(model, Breaker(lambda: 0.0), DailyTokens(10**6, lambda: DAY))


async def told(*replies: Reply, provider: LlmProvider = "openai") -> tuple[Narrative, Loopback]:
    async with loopback(*replies) as server:
        return await narrate(REQUEST, generator(server, provider)), server


@pytest.mark.parametrize("provider", ["openai", "anthropic", "bedrock"])
async def test_a_good_answer_of_each_provider_is_told_with_its_facts(provider: LlmProvider) -> None:
    narrative, server = await told(says(GOOD), provider=provider)
    assert [one.text for one in narrative.sentences] == [
        "Website took 12 h 30 min.",
        "Ana finished WEB-142.",
    ]
    assert narrative.failure is None
    assert narrative.cost is not None
    assert (narrative.cost.input_tokens, narrative.cost.output_tokens) == (100, 20)
    paths = {
        "openai": "/chat/completions",
        "anthropic": "/v1/messages",
        "bedrock": "/model/m-1/converse",
    }
    assert server.received[0].path == paths[provider]


async def test_each_provider_gets_its_own_proof_and_no_other() -> None:
    for provider, header in (("openai", "authorization"), ("anthropic", "x-api-key")):
        _, server = await told(says(GOOD), provider=provider)  # type: ignore[arg-type]
        assert "k" in server.received[0].headers[header]
    _, server = await told(says(GOOD), provider="anthropic")
    assert server.received[0].headers["anthropic-version"] == "2023-06-01"


async def test_the_facts_travel_in_a_fence_and_not_in_the_instructions() -> None:
    _, server = await told(says(GOOD))
    system, user = (one["content"] for one in server.received[0].body["messages"])
    assert "WEB-142" not in system
    assert "^f2: WEB-142 Fix the navigation was done by Ana." in user
    assert user.startswith("<data-")


def text_of(sentences: list[dict[str, Any]]) -> str:
    return json.dumps({"sentences": sentences})


def one(text: str, *facts: str) -> str:
    return text_of([{"text": text, "factIds": list(facts)}])


async def html(_: Received, writer: Writer) -> None:
    await send(writer, b"<html>502 Bad Gateway</html>", kind="text/html")


async def ten_megabytes(request: Received, writer: Writer) -> None:
    await send(writer, json.dumps(openai_body(request, "x" * 10_000_000)).encode())


async def endless(_: Received, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
    while True:
        writer.write(b" " * 65536)
        await writer.drain()


async def one_byte_a_second(_: Received, writer: Writer) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
    for byte in b'{"choices":[]}' * 10:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(1)


async def cut_short(request: Received, writer: Writer) -> None:
    content = json.dumps(openai_body(request, json.dumps(GOOD))).encode()
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(content)}"
    writer.write(f"{head}\r\n\r\n".encode() + content[: len(content) // 2])
    await writer.drain()


async def hangs_up(_: Received, writer: Writer) -> None:
    writer.transport.abort()


async def refuses(request: Received, writer: Writer) -> None:
    body = openai_body(request, "")
    body["choices"][0]["message"] = {"role": "assistant", "content": None, "refusal": "I cannot."}
    await send(writer, json.dumps(body).encode())


async def no_choices(_: Received, writer: Writer) -> None:
    await send(writer, b'{"choices":[]}')


EVIL: dict[str, Reply] = {
    "html": html,
    "wrong schema": says_text('{"answer": 42}'),
    "extra key": says_text('{"sentences": [], "secret": 1}'),
    "text that is no json": says_text("Sure! Here is your status:"),
    "nul": says_text(one("Website\u0000 took 12 h 30 min.", "f1")),
    "lone surrogate": says_text('{"sentences": [{"text": "\\ud800", "factIds": ["f1"]}]}'),
    "nan": says_text('{"sentences": [{"text": NaN, "factIds": ["f1"]}]}'),
    "depth 10,000": says_text("[" * 10_000 + "]" * 10_000),
    "foreign fact": says_text(one("Website took 12 h 30 min.", "f9")),
    "duplicate facts": says_text(one("Website took 12 h 30 min.", "f1", "f1")),
    "no facts": says_text(one("Website took 12 h 30 min.")),
    "invented number": says_text(one("Website took 99 h.", "f1")),
    "invented name": says_text(one("Mallory broke the Website.", "f1")),
    "number as a word": says_text(one("Website took twenty hours.", "f1")),
    "url": says_text(one("Website took 12 h 30 min, see https://evil.example.", "f1")),
    "markdown image": says_text(one("![x](http://evil.example/12) took 30 min", "f1")),
    "10 MB": ten_megabytes,
    "endless": endless,
    "one byte a second": one_byte_a_second,
    "cut json": cut_short,
    "hangs up": hangs_up,
    "302": status("302 Found", location="http://127.0.0.1:9/"),
    "429 with a wait": status("429 Too Many Requests", retry_after="3600"),
    "429 without": status("429 Too Many Requests"),
    "500": status("500 Internal Server Error", b"<h1>my secret stack</h1>"),
    "401": status("401 Unauthorized", b'{"error":"your key k is wrong"}'),
    "refusal": refuses,
    "empty": says_text(""),
    "no choices": no_choices,
}


@pytest.mark.parametrize("name", EVIL)
async def test_an_evil_answer_has_no_effect_but_the_template(name: str) -> None:
    async with loopback(EVIL[name]) as server:
        narrative = await narrate(REQUEST, generator(server, timeout=1.0))
    assert narrative.sentences == template(REQUEST)
    assert narrative.failure is not None
    assert "secret" not in narrative.failure.detail
    assert len(server.received) <= 6


async def test_a_redirect_is_never_followed() -> None:
    async with loopback(says(GOOD)) as target:
        moved = status("307 Temporary Redirect", location=f"{target.url}/chat/completions")
        async with loopback(moved) as server:
            narrative = await narrate(REQUEST, generator(server))
        assert target.received == []
    assert narrative.failure is not None


async def test_a_wrong_shape_is_repaired_once() -> None:
    narrative, server = await told(says_text('{"wrong": 1}'), says(GOOD))
    assert narrative.cost is not None
    assert narrative.cost.was_repaired
    assert len(server.received) == 2
    assert "could not be used" in server.received[1].body["messages"][1]["content"]


async def test_a_server_that_knows_less_is_asked_in_a_simpler_way() -> None:
    unknown = status("400 Bad Request", b'{"error":"response_format is not supported"}')
    narrative, server = await told(unknown, unknown, says(GOOD))
    assert narrative.failure is None
    asked = [set(request.body) & {"tools", "response_format"} for request in server.received]
    assert asked == [{"response_format"}, {"tools"}, {"response_format"}]
    assert server.received[2].body["response_format"] == {"type": "json_object"}
    assert "JSON schema" in server.received[2].body["messages"][0]["content"]


async def test_a_busy_server_is_asked_once_more() -> None:
    narrative, server = await told(status("503 Service Unavailable"), says(GOOD))
    assert narrative.failure is None
    assert len(server.received) == 2


async def test_some_false_sentences_are_dropped_and_counted() -> None:
    mixed = {
        "sentences": [
            *GOOD["sentences"],
            {"text": "Website took 12 h 30 min again.", "factIds": ["f1"]},
            {"text": "Mallory paid 5 EUR.", "factIds": ["f1"]},
        ]
    }
    narrative, _ = await told(says(mixed))
    assert (len(narrative.sentences), narrative.dropped) == (3, 1)


async def test_below_six_of_ten_true_sentences_the_template_answers() -> None:
    lies = [{"text": f"Mallory paid {n} EUR.", "factIds": ["f1"]} for n in range(50, 53)]
    narrative, _ = await told(says({"sentences": [*GOOD["sentences"], *lies]}))
    assert narrative.sentences == template(REQUEST)
    assert narrative.dropped == 3


async def test_the_same_question_is_paid_for_once() -> None:
    async with loopback(says(GOOD)) as server:
        asked = generator(server)
        first, second = await narrate(REQUEST, asked), await narrate(REQUEST, asked)
    assert first.sentences == second.sentences
    assert len(server.received) == 1
    assert second.cost is not None
    assert second.cost.input_tokens == 0


async def test_after_five_failures_nobody_is_asked_until_a_rest_is_over() -> None:
    now = [0.0]
    async with loopback(status("500 Internal Server Error")) as server:
        made = generator(server)
        asked = Generator(made.model, Breaker(lambda: now[0]), DailyTokens(10**6, lambda: DAY))
        for _ in range(8):
            assert (await narrate(REQUEST, asked)).failure is not None
        assert len(server.received) == 5
        now[0] = 31.0
        server.replies = [says(GOOD)]
        assert (await narrate(REQUEST, asked)).failure is None


async def test_a_used_up_budget_ends_the_day_and_not_the_service() -> None:
    day = [date(2026, 11, 20)]
    async with loopback(says(GOOD)) as server:
        made = generator(server)
        asked = Generator(made.model, Breaker(lambda: 0.0), DailyTokens(100, lambda: day[0]))
        assert (await narrate(REQUEST, asked)).failure is None
        other = REQUEST.model_copy(update={"project_name": "Other"})
        late = await narrate(other, asked)
        assert late.failure is not None
        assert late.failure.code == "budget_exceeded"
        day[0] = date(2026, 11, 21)
        assert (await narrate(other, asked)).failure is None


async def test_a_signature_is_the_one_that_amazon_publishes() -> None:
    keys = Keys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    scope = Scope(datetime(2015, 8, 30, 12, 36, tzinfo=UTC), "us-east-1", "service")
    headers = sign(keys, "GET", "/", {"host": "example.amazonaws.com"}, b"", scope)
    assert headers["authorization"].endswith(
        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
    )
