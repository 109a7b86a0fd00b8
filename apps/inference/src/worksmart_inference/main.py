"""The service on one page: `create_app(dependencies)` for tests, `app` for the process."""

import os
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request, Response
from starlette.exceptions import HTTPException

from worksmart_inference.auth import check_token
from worksmart_inference.deps import Dependencies, make_dependencies
from worksmart_inference.errors import ServiceError, problem_of
from worksmart_inference.routes.anomalies import anomaly_routes
from worksmart_inference.routes.answer import id_of
from worksmart_inference.routes.categorize import categorize_routes
from worksmart_inference.routes.documents import document_routes
from worksmart_inference.routes.embed import embed_routes
from worksmart_inference.routes.narrative import narrative_routes
from worksmart_inference.routes.system import capability_routes, health_routes
from worksmart_inference.settings import SettingsError, settings_from

# As every other part says it: sysexits' EX_CONFIG.
NOT_CONFIGURED = 78


def create_app(deps: Dependencies) -> FastAPI:
    """The whole service. No documentation pages, no CORS: only the api talks to it."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        yield
        deps.pool.close()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)

    async def authorised(request: Request) -> None:
        check_token(request.headers.get("authorization"), deps.settings.tokens)

    for routes in (
        categorize_routes, anomaly_routes, embed_routes, document_routes, narrative_routes,
        capability_routes,
    ):  # fmt: skip
        app.include_router(routes(deps), dependencies=[Depends(authorised)])
    app.include_router(health_routes(deps))

    @app.exception_handler(ServiceError)
    async def on_service_error(request: Request, error: ServiceError) -> Response:
        return problem(request, error)

    @app.exception_handler(HTTPException)
    async def on_http_error(request: Request, error: HTTPException) -> Response:
        known = ServiceError("invalid_request", "There is nothing at this address.")
        return problem(request, known, error.status_code)

    @app.middleware("http")
    async def logged(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        began = deps.clock()
        try:
            response = await call_next(request)
        except Exception as error:
            deps.log(
                "failed",
                request_id=id_of(request),
                path=request.url.path,
                kind=type(error).__name__,
            )
            response = problem(request, ServiceError("internal"))
        if not request.url.path.startswith("/health"):
            deps.log(
                "answered",
                request_id=id_of(request),
                path=request.url.path,
                status=response.status_code,
                ms=round((deps.clock() - began) * 1000, 1),
            )
        return response

    return app


def problem(request: Request, error: ServiceError, status: int | None = None) -> Response:
    """An error as problem+json; `status` is another one than that of its code."""
    body = problem_of(error, id_of(request), status or error.meaning.status)
    response = Response(
        body.model_dump_json(by_alias=True),
        status_code=body.status,
        media_type="application/problem+json",
    )
    if error.retry_after_ms is not None:
        response.headers["retry-after"] = str(max(1, round(error.retry_after_ms / 1000)))
    return response


def app() -> FastAPI:
    """For `uvicorn --factory`; bad settings end it with 78 and one line that names each of them."""
    try:
        return create_app(make_dependencies(settings_from(os.environ)))
    except (SettingsError, ServiceError) as error:
        detail = error.detail if isinstance(error, ServiceError) else str(error)
        line = " ".join(detail.split("\n"))
        sys.stderr.write(f"The inference service does not start: {line}\n")
        raise SystemExit(NOT_CONFIGURED if isinstance(error, SettingsError) else 1) from None
