"""A status narrative, as one answer or sentence by sentence."""

from collections.abc import AsyncIterator

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from worksmart_inference.contract import v1
from worksmart_inference.deps import Dependencies
from worksmart_inference.routes.answer import Call, call_of, envelope, in_time, read, respond
from worksmart_inference.tasks.narrate import narrate


def narrative_routes(deps: Dependencies) -> APIRouter:
    """`/v1/projects/status-narrative`."""
    router = APIRouter()

    @router.post("/v1/projects/status-narrative")
    async def narrative(request: Request) -> Response:
        call = call_of(request, deps)
        body = await read(request, v1.NarrativeRequest)
        told = await in_time(request, answer(deps, call, body))
        if "text/event-stream" in request.headers.get("accept", ""):
            return StreamingResponse(events(told), media_type="text/event-stream")
        return respond(told)

    return router


async def answer(deps: Dependencies, call: Call, body: v1.NarrativeRequest) -> v1.NarrativeAnswer:
    """The narrative in its envelope."""
    told = await narrate(body, deps.narrator)
    is_model = deps.narrator is not None and told.cost is not None and told.failure is None
    warnings = ["provider_failed"] if told.failure else []
    warnings += ["claims_dropped"] if told.dropped else []
    warnings += ["output_repaired"] if told.cost and told.cost.was_repaired else []
    used = (
        v1.Model(id=deps.narrator.model.id, revision="configured")
        if is_model and deps.narrator
        else None
    )
    return v1.NarrativeAnswer.model_validate(
        {
            **envelope(
                deps, call, "llm" if is_model else "rules",
                model=used,
                degraded=told.failure is not None,
                warnings=warnings,
                cost=told.cost,
            ),
            "result": v1.NarrativeResult(sentences=told.sentences, dropped=told.dropped),
        },
        by_name=True,
    )  # fmt: skip


async def events(told: v1.NarrativeAnswer) -> AsyncIterator[bytes]:
    """Sentences that were checked already, then the answer as a whole."""
    for sentence in told.result.sentences:
        yield event(v1.SentenceEvent(kind="sentence", sentence=sentence))
    yield event(v1.AnswerEvent(kind="answer", answer=told))


def event(one: v1.SentenceEvent | v1.AnswerEvent) -> bytes:
    """One event; JSON on a single line, as the format needs."""
    return f"data: {one.model_dump_json(by_alias=True)}\n\n".encode()
