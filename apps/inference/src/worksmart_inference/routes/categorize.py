"""Tasks, projects and tags for one line or a hundred."""

from fastapi import APIRouter, Request, Response

from worksmart_inference.contract import v1
from worksmart_inference.deps import Dependencies
from worksmart_inference.domain.categorize import categorize, prepare
from worksmart_inference.domain.vectors import Vectors
from worksmart_inference.errors import ServiceError
from worksmart_inference.models.embedder import Embedder
from worksmart_inference.routes.answer import (
    call_of,
    envelope,
    in_time,
    model_of,
    read,
    respond,
    vector_model,
)  # fmt: skip

Request_ = v1.CategorizeRequest | v1.CategorizeBatchRequest


def categorize_routes(deps: Dependencies) -> APIRouter:
    """`/v1/categorize` and `/v1/categorize/batch`."""
    router = APIRouter()

    @router.post("/v1/categorize")
    async def one(request: Request) -> Response:
        call = call_of(request, deps)
        body = await read(request, v1.CategorizeRequest)
        used, results, degraded = await in_time(request, proposals(deps, body, [body.text]))
        return respond(
            v1.CategorizeAnswer.model_validate(
                {
                    **envelope(
                        deps, call, "local", model=model_of(used), degraded=degraded,
                        warnings=["semantic_unavailable"] if degraded else [],
                    ),
                    "result": results[0],
                },
                by_name=True,
            )
        )  # fmt: skip

    @router.post("/v1/categorize/batch")
    async def many(request: Request) -> Response:
        call = call_of(request, deps)
        body = await read(request, v1.CategorizeBatchRequest)
        used, results, degraded = await in_time(request, proposals(deps, body, body.texts))
        return respond(
            v1.CategorizeBatchAnswer.model_validate(
                {
                    **envelope(
                        deps, call, "local", model=model_of(used), degraded=degraded,
                        warnings=["semantic_unavailable"] if degraded else [],
                    ),
                    "result": v1.CategorizeBatchResult(items=results),
                },
                by_name=True,
            )
        )  # fmt: skip

    return router


async def proposals(
    deps: Dependencies, body: Request_, texts: list[str]
) -> tuple[Embedder | None, list[v1.CategorizeResult], bool]:
    """The model that was used, a result for each line, and whether a model failed on the way."""
    embedder = embedder_for(deps, body)
    vectors: Vectors | None = None
    if embedder is not None:
        try:
            vectors = await embedder.embed(texts, "passage")
        except ServiceError as error:
            if error.code == "overloaded":
                raise
    used = embedder if vectors is not None else None

    def work() -> list[v1.CategorizeResult]:
        context = prepare(body, vector_model(used) if used else None, used.dim if used else 1)
        return [
            categorize(context, text, vectors[row] if vectors is not None else None)
            for row, text in enumerate(texts)
        ]

    return used, await deps.pool.run(work), embedder is not None and used is None


def embedder_for(deps: Dependencies, body: Request_) -> Embedder | None:
    """None when no row can be compared by meaning, so that the line need not be embedded either."""
    embedder = deps.embedder if deps.gates.categorize else None
    if embedder is None or body.vector_model != vector_model(embedder):
        return None
    return embedder if any(row.vector for row in body.history) else None
