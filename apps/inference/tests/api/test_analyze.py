"""Documents analysed by storage key, over HTTP."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import office_files as made
from tests.api.client import fixtures, post, problem
from tests.fakes import dependencies, with_changes
from worksmart_inference.contract import v1
from worksmart_inference.contract.read import read_body
from worksmart_inference.store.objects import NoStore

pytestmark = pytest.mark.anyio

KEY = "documents/0193f000-0000-7000-8000-000000000384/0193f000-0000-7000-8000-000000000385"
INVOICE = made.pdf(
    [
        made.text_page(
            [
                "Invoice 117 for Northwind. Subtotal and VAT are below, payment is due 2026-12-01.",
                "The website project took 12 hours in November as agreed with the client.",
                "Total amount EUR 1,234.50 to the usual IBAN. Please pay the bill in time.",
                "TODO: send a copy to the bank by 2026-12-05.",
            ]
        )
    ]
)


def analysis(content: bytes, **changes: Any) -> bytes:
    body = {
        "documentId": KEY.rsplit("/", 1)[1],
        "storageKey": KEY,
        "etag": None,
        "sizeBytes": len(content),
        "mime": "application/pdf",
        "name": "invoice.pdf",
        "today": "2026-11-23",
        "knownNames": [{"kind": "client", "id": None, "name": "Northwind"}],
        "candidates": [
            {"kind": "project", "id": KEY.rsplit("/", 1)[1], "key": "WEB", "name": "Website"}
        ],
    }
    return json.dumps({**body, **changes}).encode()


async def test_a_document_is_analysed_and_every_claim_stands_where_it_says() -> None:
    deps = dependencies({KEY: INVOICE})
    response = await post(deps, "/v1/documents/analyze", analysis(INVOICE))
    assert response.status_code == 200, response.text
    answer = read_body(v1.AnalyzeAnswer, response.content)
    result = answer.result
    assert result.type is not None
    assert result.type.value == "invoice"
    assert {(one.kind, one.value) for one in result.entities} >= {
        ("name", "Northwind"), ("date", "2026-12-01"), ("amount", "1234.50 EUR"),
        ("duration", "720"),
    }  # fmt: skip
    assert [one.text for one in result.actions] == ["send a copy to the bank by 2026-12-05"]
    assert [one.kind for one in result.links] == ["project"]
    claims = [*result.summary, *result.entities, *result.actions]
    assert result.summary
    for one in claims:
        assert result.pages[one.page - 1].text[one.start : one.end] == one.quote


@pytest.mark.parametrize(
    ("objects", "changes", "status", "code"),
    [
        ({}, {}, 404, "object_not_found"),
        ({KEY: INVOICE + b" "}, {}, 409, "object_changed"),
        ({KEY: INVOICE}, {"etag": '"another"'}, 409, "object_changed"),
        ({KEY: INVOICE}, {"mime": "image/png"}, 415, "unsupported_media"),
        ({KEY: b"%PDF-1.7" + b"x" * 9}, {"sizeBytes": 17}, 422, "document_unreadable"),
        (
            {KEY: made.encrypted_pdf()},
            {"sizeBytes": len(made.encrypted_pdf())},
            422,
            "document_encrypted",
        ),
    ],
)
async def test_a_document_that_cannot_be_analysed_says_why(
    objects: dict[str, bytes], changes: dict[str, Any], status: int, code: str
) -> None:
    body = analysis(INVOICE, **changes)
    response = await post(dependencies(objects), "/v1/documents/analyze", body)
    assert (response.status_code, problem(response).code) == (status, code)


async def test_without_a_store_documents_are_unavailable() -> None:
    deps = with_changes(dependencies(), store=NoStore())
    response = await post(deps, "/v1/documents/analyze", analysis(INVOICE))
    assert problem(response).code == "capability_unavailable"


@pytest.mark.parametrize("file", fixtures("reject", "analyze"), ids=lambda file: file.stem)
async def test_a_key_or_claim_outside_the_contract_never_reaches_the_store(file: Path) -> None:
    response = await post(dependencies(), "/v1/documents/analyze", file.read_bytes())
    assert (response.status_code, problem(response).code) == (422, "invalid_request")


async def test_pictures_are_read_where_something_can_read_them() -> None:
    class Reader:
        name = "test"

        async def read(self, png: bytes) -> str:
            return "Receipt of EUR 12.50 paid in cash." if png.startswith(b"\x89PNG") else ""

    picture = made.small_png()
    body = analysis(picture, mime="image/png", name="receipt.png")
    with_reader = dependencies({KEY: picture}, ocr=Reader())
    answer = (await post(with_reader, "/v1/documents/analyze", body)).json()
    assert answer["result"]["pages"][0]["source"] == "ocr"
    assert answer["result"]["entities"][0]["value"] == "12.50 EUR"
    answer = (await post(dependencies({KEY: picture}), "/v1/documents/analyze", body)).json()
    assert answer["result"]["pages"][0]["source"] == "none"
    assert set(answer["warnings"]) == {"ocr_unavailable", "no_text"}


async def test_the_largest_text_still_fits_into_an_answer() -> None:
    content = ("修" * 300 + "。\n").encode() * 2000
    body = analysis(content, mime="text/plain", name="long.txt")
    response = await post(dependencies({KEY: content}), "/v1/documents/analyze", body)
    assert response.status_code == 200
    assert len(response.content) <= 1024 * 1024
    assert "text_truncated" in response.json()["warnings"]
