"""The service over HTTP: every operation, every refusal, and nothing told that should not be."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.client import client_of, fixtures, post, problem
from tests.fakes import AUTH, FIXTURES, TOKEN, dependencies, with_changes
from worksmart_inference.contract import v1
from worksmart_inference.contract.read import read_body
from worksmart_inference.deps import Gates
from worksmart_inference.errors import MEANINGS
from worksmart_inference.main import create_app
from worksmart_inference.routes.system import capabilities_of
from worksmart_inference.settings import Settings

pytestmark = pytest.mark.anyio

OPERATIONS: dict[str, tuple[str, type[v1.Wire]]] = {
    "categorize": ("/v1/categorize", v1.CategorizeAnswer),
    "categorize-batch": ("/v1/categorize/batch", v1.CategorizeBatchAnswer),
    "anomalies": ("/v1/anomalies", v1.AnomaliesAnswer),
    "embed": ("/v1/embed", v1.EmbedAnswer),
    "narrative": ("/v1/projects/status-narrative", v1.NarrativeAnswer),
}


@pytest.mark.parametrize(
    ("operation", "file"),
    [(name, file) for name in OPERATIONS for file in fixtures("accept", name)],
    ids=lambda one: one.stem if isinstance(one, Path) else one,
)
async def test_every_accepted_request_gets_an_answer_of_the_contract(
    operation: str, file: Path
) -> None:
    path, model = OPERATIONS[operation]
    response = await post(dependencies(), path, file.read_bytes())
    assert response.status_code == 200, response.text
    read_body(model, response.content)


@pytest.mark.parametrize(
    ("operation", "file"),
    [(name, file) for name in OPERATIONS for file in fixtures("reject", name)],
    ids=lambda one: one.stem if isinstance(one, Path) else one,
)
async def test_every_refused_request_is_a_422_problem(operation: str, file: Path) -> None:
    path, _ = OPERATIONS[operation]
    response = await post(dependencies(), path, file.read_bytes())
    assert (response.status_code, problem(response).code) == (422, "invalid_request")


PATHS = [path for path, _ in OPERATIONS.values()] + ["/v1/documents/analyze"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x"]
)
async def test_without_the_token_nothing_is_read(path: str, header: str | None) -> None:
    headers = {} if header is None else {"authorization": header}
    response = await post(dependencies(), path, b"{", headers)
    assert (response.status_code, problem(response).code) == (401, "unauthorized")


async def test_two_tokens_are_taken_while_they_are_changed() -> None:
    other = "another-token-that-will-follow-the-first-one"
    deps = with_changes(dependencies(), settings=Settings((TOKEN, other), Path("nowhere")))
    body = b'{"kind":"query","texts":["a"]}'
    for token in (TOKEN, other):
        headers = {"authorization": f"bearer {token}"}
        assert (await post(deps, "/v1/embed", body, headers)).status_code == 200


async def test_health_needs_no_token_and_tells_nothing() -> None:
    async with client_of(dependencies()) as client:
        assert (await client.get("/health/live")).json() == {"status": "live"}
        assert (await client.get("/health/ready")).json() == {"status": "ready"}
        assert (await client.get("/v1/capabilities")).status_code == 401


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/", "/v1", "/metrics"])
async def test_there_are_no_other_pages(path: str) -> None:
    async with client_of(dependencies()) as client:
        response = await client.get(path)
    assert response.status_code == 404
    problem(response)


async def test_no_origin_is_ever_allowed() -> None:
    async with client_of(dependencies()) as client:
        headers = {**AUTH, "origin": "https://evil.example"}
        response = await client.get("/v1/capabilities", headers=headers)
        assert not [name for name in response.headers if name.startswith("access-control")]
        assert (await client.options("/v1/embed", headers=headers)).status_code == 405


async def test_a_body_past_the_limit_is_refused_before_it_is_parsed() -> None:
    response = await post(dependencies(), "/v1/embed", b" " * (4 * 1024 * 1024 + 1))
    assert (response.status_code, problem(response).code) == (413, "payload_too_large")


async def test_a_body_that_grows_past_the_limit_is_refused_too() -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(6):
            yield b" " * (1 << 20)

    async with client_of(dependencies()) as client:
        response = await client.post("/v1/embed", content=parts(), headers=AUTH)
    assert problem(response).code == "payload_too_large"


async def test_another_contract_is_told_apart_from_a_bad_request() -> None:
    headers = {**AUTH, "x-contract-version": "2"}
    response = await post(dependencies(), "/v1/embed", b"{}", headers)
    assert (response.status_code, problem(response).code) == (400, "contract_unsupported")


async def test_the_callers_id_comes_back_and_nonsense_does_not() -> None:
    body = b'{"kind":"query","texts":["a"]}'
    for given_id, kept in (("abc-1.2_3", True), ("a b", False), ("x" * 101, False)):
        headers = {**AUTH, "x-request-id": given_id}
        answer = (await post(dependencies(), "/v1/embed", body, headers)).json()
        assert (answer["requestId"] == given_id) is kept


async def test_without_a_model_words_answer_and_vectors_are_unavailable() -> None:
    deps = dependencies(semantic=False)
    response = await post(deps, "/v1/embed", b'{"kind":"query","texts":["a"]}')
    assert (response.status_code, problem(response).code) == (501, "capability_unavailable")
    body = (FIXTURES / "accept" / "categorize.request.with-vectors.json").read_bytes()
    answer = (await post(dependencies(semantic=False), "/v1/categorize", body)).json()
    assert (answer["model"], answer["degraded"]) == (None, False)


async def test_a_method_that_missed_its_gate_is_not_switched_on() -> None:
    deps = with_changes(dependencies(), gates=Gates(categorize=False, search=False, analyze=False))
    tasks = capabilities_of(deps).tasks
    assert not tasks.embed.available
    assert not (tasks.categorize.semantic)
    assert not (tasks.analyze.semantic)
    assert tasks.categorize.available
    on = capabilities_of(dependencies()).tasks
    assert on.embed.available
    assert on.categorize.semantic
    deps.pool.close()


async def test_vectors_of_the_same_model_are_used_and_of_another_are_not() -> None:
    body = json.loads((FIXTURES / "accept" / "categorize.request.with-vectors.json").read_bytes())
    for model, used in (("hashed@1", "hashed"), ("other@9", None)):
        content = json.dumps({**body, "vectorModel": model}).encode()
        answer = (await post(dependencies(), "/v1/categorize", content)).json()
        assert (answer["model"]["id"] if answer["model"] else None) == used


async def test_a_deadline_that_passes_is_told_in_time() -> None:
    class Slow:
        id, revision, dim, leaves_host = "slow", "1", 384, False

        async def embed(self, texts: object, kind: object) -> Any:
            await asyncio.sleep(30)

    deps = with_changes(dependencies(), embedder=Slow())
    headers = {**AUTH, "x-deadline-ms": "50"}
    loop = asyncio.get_running_loop()
    began = loop.time()
    response = await post(deps, "/v1/embed", b'{"kind":"query","texts":["a"]}', headers)
    assert loop.time() - began < 5
    assert (response.status_code, problem(response).code) == (503, "overloaded")
    assert response.headers["retry-after"] == "1"


async def test_when_the_caller_leaves_the_work_ends() -> None:
    ended = asyncio.Event()

    class Slow:
        id, revision, dim, leaves_host = "slow", "1", 384, False

        async def embed(self, texts: object, kind: object) -> Any:
            try:
                await asyncio.sleep(30)
            finally:
                ended.set()

    deps = with_changes(dependencies(), embedder=Slow())
    app = create_app(deps)
    parts = [
        {"type": "http.request", "body": b'{"kind":"query","texts":["a"]}', "more_body": False},
        {"type": "http.disconnect"},
    ]

    async def receive() -> dict[str, Any]:
        return parts.pop(0) if parts else {"type": "http.disconnect"}

    async def send(_: object) -> None:
        pass

    headers = [(name.encode(), value.encode()) for name, value in AUTH.items()]
    scope = {
        "type": "http", "method": "POST", "path": "/v1/embed", "raw_path": b"/v1/embed",
        "query_string": b"", "headers": headers, "http_version": "1.1", "scheme": "http",
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2), "root_path": "",
        "asgi": {"version": "3.0"},
    }  # fmt: skip
    await asyncio.wait_for(app(scope, receive, send), 5)  # type: ignore[arg-type]
    await asyncio.wait_for(ended.wait(), 1)


async def test_a_bug_is_a_plain_500_and_its_words_stay_inside() -> None:
    class Broken:
        id, revision, dim, leaves_host = "broken", "1", 384, False

        async def embed(self, texts: object, kind: object) -> Any:
            raise RuntimeError("a secret of the inside")

    deps = with_changes(dependencies(), embedder=Broken())
    response = await post(deps, "/v1/embed", b'{"kind":"query","texts":["a"]}')
    assert (response.status_code, problem(response).code) == (500, "internal")
    assert "secret" not in response.text


async def test_nothing_of_a_request_stands_in_the_log() -> None:
    lines: list[str] = []

    def log(event: str, **fields: object) -> None:
        lines.append(json.dumps([event, fields]))

    body = b'{"kind":"query","texts":["my very private words"]}'
    deps = with_changes(dependencies(), log=log)
    await post(deps, "/v1/embed", body)
    await post(with_changes(dependencies(), log=log), "/v1/embed", body[:-5])
    assert len(lines) == 2
    assert "private" not in "".join(lines)
    assert TOKEN not in "".join(lines)


async def test_each_line_of_the_log_has_the_id_of_its_request_and_so_has_the_problem() -> None:
    lines: list[dict[str, object]] = []

    def log(event: str, **fields: object) -> None:
        lines.append({"event": event, **fields})

    deps = with_changes(dependencies(), log=log)
    body = b'{"kind":"query","texts":["a"]}'
    given = "018f0000-0000-7000-8000-000000000001"
    await post(deps, "/v1/embed", body, {**AUTH, "x-request-id": given})
    refused = problem(await post(deps, "/v1/embed", body[:-5]))
    assert [line["request_id"] for line in lines] == [given, refused.request_id]
    assert refused.request_id != given


async def test_a_streamed_narrative_is_its_sentences_and_then_the_whole() -> None:
    body = (FIXTURES / "accept" / "narrative.request.two-facts.json").read_bytes()
    headers = {**AUTH, "accept": "text/event-stream"}
    response = await post(dependencies(), "/v1/projects/status-narrative", body, headers)
    assert response.headers["content-type"].startswith("text/event-stream")
    blocks = [block for block in response.text.split("\n\n") if block]
    events = [json.loads(block.removeprefix("data: ")) for block in blocks]
    assert [one["kind"] for one in events] == ["sentence", "sentence", "answer"]
    assert [one["sentence"] for one in events[:2]] == events[2]["answer"]["result"]["sentences"]


async def test_every_code_of_the_contract_has_a_status_and_words() -> None:
    codes = v1.InferenceProblem.model_json_schema()["properties"]["code"]["enum"]
    assert set(codes) == set(MEANINGS)


@given(content=st.binary(max_size=400))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
async def test_no_bytes_at_all_make_a_500(content: bytes) -> None:
    for path in PATHS:
        assert (await post(dependencies(), path, content)).status_code in (422, 413)
