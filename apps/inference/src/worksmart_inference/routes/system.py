"""What the service can do here, and whether it lives and is ready."""

from fastapi import APIRouter, Response

from worksmart_inference import __version__
from worksmart_inference.contract import v1
from worksmart_inference.deps import Dependencies
from worksmart_inference.documents.pages import MAX_PAGES
from worksmart_inference.providers.generate import Generator
from worksmart_inference.routes.answer import MAX_ANSWER, MAX_BODY, model_of, respond, vector_model


def capability_routes(deps: Dependencies) -> APIRouter:
    """`/v1/capabilities`, behind the token."""
    router = APIRouter()

    @router.get("/v1/capabilities")
    async def capabilities() -> Response:
        return respond(capabilities_of(deps))

    return router


def health_routes(deps: Dependencies) -> APIRouter:
    """`/health/live` and `/health/ready`: no token, no detail, no call that costs."""
    router = APIRouter()

    @router.get("/health/live")
    async def live() -> Response:
        return Response('{"status":"live"}', media_type="application/json")

    @router.get("/health/ready")
    async def ready() -> Response:
        is_ready = await deps.store.is_reachable()
        return Response(
            '{"status":"ready"}' if is_ready else '{"status":"not ready"}',
            status_code=200 if is_ready else 503,
            media_type="application/json",
        )

    return router


def capabilities_of(deps: Dependencies) -> v1.Capabilities:
    """By task: what answers, whether meaning is compared, and whether text leaves this host."""
    gates, embedder = deps.gates, deps.embedder
    vectors_leave = embedder is not None and embedder.leaves_host

    def local(is_semantic: bool) -> v1.Ability:
        semantic = embedder is not None and is_semantic
        return v1.Ability(
            available=True,
            strategy="local",
            semantic=semantic,
            text_leaves_host=semantic and vectors_leave,
            model=model_of(embedder) if semantic else None,
        )

    has_vectors = embedder is not None and (gates.search or gates.categorize)
    abilities = v1.Abilities(
        categorize=local(gates.categorize),
        anomalies=v1.Ability(
            available=True, strategy="local", semantic=False, text_leaves_host=False, model=None
        ),
        embed=v1.Ability(
            available=has_vectors,
            strategy="local",
            semantic=has_vectors and gates.search,
            text_leaves_host=has_vectors and vectors_leave,
            model=v1.Model(id=vector_model(embedder), revision=embedder.revision)
            if embedder and has_vectors
            else None,
        ),
        analyze=with_generator(local(gates.analyze), deps.analyst),
        narrative=with_generator(
            v1.Ability(
                available=True, strategy="rules", semantic=False, text_leaves_host=False, model=None
            ),
            deps.narrator,
        ),
    )
    leaves = any(
        one.text_leaves_host
        for one in (abilities.categorize, abilities.embed, abilities.analyze, abilities.narrative)
    )
    return v1.Capabilities(
        contract_version=1,
        service_version=__version__,
        tasks=abilities,
        text_leaves_host=leaves,
        ocr=v1.Ocr(available=deps.ocr is not None, engine=deps.ocr.name if deps.ocr else None),
        limits=v1.ServiceLimits(
            candidates=100,
            history=500,
            batch=100,
            embed_texts=256,
            pages=MAX_PAGES,
            request_bytes=MAX_BODY,
            answer_bytes=MAX_ANSWER,
        ),
    )


def with_generator(local: v1.Ability, generator: Generator | None) -> v1.Ability:
    """The ability with a configured model in front of the local answer."""
    if generator is None:
        return local
    return v1.Ability(
        available=True,
        strategy="llm",
        semantic=local.semantic,
        text_leaves_host=local.text_leaves_host or generator.model.leaves_host,
        model=v1.Model(id=generator.model.id, revision="configured"),
    )
