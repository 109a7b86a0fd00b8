"""Unusual time; the certain rules are the api's own."""

from fastapi import APIRouter, Request, Response

from worksmart_inference.contract import v1
from worksmart_inference.deps import Dependencies
from worksmart_inference.domain.anomalies import unusual
from worksmart_inference.routes.answer import call_of, envelope, in_time, read, respond


def anomaly_routes(deps: Dependencies) -> APIRouter:
    """`/v1/anomalies`."""
    router = APIRouter()

    @router.post("/v1/anomalies")
    async def anomalies(request: Request) -> Response:
        call = call_of(request, deps)
        body = await read(request, v1.AnomaliesRequest)
        findings = await in_time(request, deps.pool.run(unusual, body))
        return respond(
            v1.AnomaliesAnswer.model_validate(
                {
                    **envelope(deps, call, "local"),
                    "result": v1.AnomaliesResult(findings=findings),
                },
                by_name=True,
            )
        )

    return router
