"""Analysis of one document by its storage key."""

from fastapi import APIRouter, Request, Response

from worksmart_inference.contract import v1
from worksmart_inference.deps import Dependencies
from worksmart_inference.routes.answer import (
    Call,
    call_of,
    envelope,
    in_time,
    model_of,
    read,
    respond,
)  # fmt: skip
from worksmart_inference.tasks.analyze import Readers, analyze_locally, read_document
from worksmart_inference.tasks.analyze_llm import with_model


def document_routes(deps: Dependencies) -> APIRouter:
    """`/v1/documents/analyze`."""
    router = APIRouter()

    @router.post("/v1/documents/analyze")
    async def analyze(request: Request) -> Response:
        call = call_of(request, deps)
        body = await read(request, v1.AnalyzeRequest)
        return respond(await in_time(request, answer(deps, call, body)))

    return router


async def answer(deps: Dependencies, call: Call, body: v1.AnalyzeRequest) -> v1.AnalyzeAnswer:
    """The local result, with a model's part where one is set up and its claims hold."""
    document = await read_document(body, Readers(deps.store, deps.sandbox, deps.ocr))
    embedder = deps.embedder if deps.gates.analyze else None
    local = await analyze_locally(body, document, embedder, deps.pool)
    if deps.analyst is None or "no_text" in document.warnings:
        return v1.AnalyzeAnswer.model_validate(
            {
                **envelope(
                    deps, call, "local", model=model_of(embedder), warnings=document.warnings
                ),
                "result": local,
            },
            by_name=True,
        )
    reading = await with_model(local, document.texts, deps.analyst)
    warnings = [*document.warnings]
    warnings += ["claims_dropped"] if reading.dropped else []
    warnings += ["provider_failed"] if reading.failure else []
    warnings += ["output_repaired"] if reading.cost and reading.cost.was_repaired else []
    used = v1.Model(id=deps.analyst.model.id, revision="configured")
    return v1.AnalyzeAnswer.model_validate(
        {
            **envelope(
                deps, call, "local" if reading.failure else "llm",
                model=model_of(embedder) if reading.failure else used,
                degraded=reading.failure is not None,
                warnings=warnings,
                cost=reading.cost,
            ),
            "result": reading.result,
        },
        by_name=True,
    )  # fmt: skip
