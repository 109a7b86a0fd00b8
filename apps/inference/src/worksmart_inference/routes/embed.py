"""Vectors for search; the api keeps and compares them."""

from fastapi import APIRouter, Request, Response

from worksmart_inference.contract import v1
from worksmart_inference.deps import Dependencies
from worksmart_inference.domain.vectors import to_wire
from worksmart_inference.errors import ServiceError
from worksmart_inference.routes.answer import (
    call_of,
    envelope,
    in_time,
    model_of,
    read,
    respond,
    vector_model,
)  # fmt: skip


def embed_routes(deps: Dependencies) -> APIRouter:
    """`/v1/embed`."""
    router = APIRouter()

    @router.post("/v1/embed")
    async def embed(request: Request) -> Response:
        call = call_of(request, deps)
        body = await read(request, v1.EmbedRequest)
        embedder = deps.embedder
        if embedder is None or not (deps.gates.search or deps.gates.categorize):
            raise ServiceError("capability_unavailable", "No embedding model is here.")
        vectors = await in_time(request, embedder.embed(body.texts, body.kind))
        result = v1.EmbedResult(
            model=vector_model(embedder), dim=embedder.dim, vectors=to_wire(vectors)
        )
        return respond(
            v1.EmbedAnswer.model_validate(
                {**envelope(deps, call, "local", model=model_of(embedder)), "result": result},
                by_name=True,
            )
        )

    return router
