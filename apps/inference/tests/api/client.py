"""Asks the service as the api would, without a socket."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from tests.fakes import AUTH, FIXTURES
from worksmart_inference.contract import v1
from worksmart_inference.contract.read import read_body
from worksmart_inference.deps import Dependencies
from worksmart_inference.main import create_app


@asynccontextmanager
async def client_of(deps: Dependencies) -> AsyncGenerator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(deps), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        yield client
    deps.pool.close()


async def post(
    deps: Dependencies, path: str, content: bytes, headers: Mapping[str, str] = AUTH
) -> httpx.Response:
    async with client_of(deps) as client:
        return await client.post(path, content=content, headers=dict(headers))


def problem(response: httpx.Response) -> v1.InferenceProblem:
    assert response.headers["content-type"] == "application/problem+json"
    found = read_body(v1.InferenceProblem, response.content)
    assert found.status == response.status_code or found.code == "invalid_request"
    return found


def fixtures(folder: str, operation: str) -> list[Path]:
    return sorted((FIXTURES / folder).glob(f"{operation}.request.*.json"))
