"""Errors as the api reads them: problem+json with a code of the contract."""

from collections.abc import Mapping
from dataclasses import dataclass

from worksmart_inference.contract import v1

ErrorCode = str


@dataclass(frozen=True)
class Meaning:
    """What a code says to a caller; the words never hold anything of a provider or a document."""

    status: int
    title: str
    retry_after_ms: int | None = None
    retryable: bool = False


MEANINGS: Mapping[ErrorCode, Meaning] = {
    "unauthorized": Meaning(401, "The service token is missing or wrong"),
    "invalid_request": Meaning(422, "The request breaks the contract"),
    "contract_unsupported": Meaning(400, "This version of the contract is not spoken here"),
    "payload_too_large": Meaning(413, "The request is too large"),
    "unsupported_media": Meaning(415, "This kind of document cannot be read"),
    "object_not_found": Meaning(404, "The object is not in the store"),
    "object_changed": Meaning(409, "The object is not the one that was checked"),
    "document_unreadable": Meaning(422, "The document cannot be read"),
    "document_encrypted": Meaning(422, "The document needs a password"),
    "capability_unavailable": Meaning(501, "This is not set up here"),
    "provider_timeout": Meaning(504, "The model took too long", 5000, retryable=True),
    "provider_rate_limited": Meaning(429, "The model is too busy", 10_000, retryable=True),
    "provider_refused": Meaning(502, "The model did not answer"),
    "output_invalid": Meaning(502, "The model's answer could not be used", retryable=True),
    "budget_exceeded": Meaning(429, "Today's budget is used up"),
    "overloaded": Meaning(503, "Too busy just now", 1000, retryable=True),
    "internal": Meaning(500, "Something went wrong here"),
}


class ServiceError(Exception):
    """A failure with a code of the contract. `detail` is ours and may be shown to a person."""

    def __init__(
        self, code: ErrorCode, detail: str | None = None, retry_after_ms: int | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.meaning = MEANINGS[code]
        self.detail = detail or f"{self.meaning.title}."
        self.retry_after_ms = retry_after_ms or self.meaning.retry_after_ms


def problem_of(error: ServiceError, request_id: str, status: int) -> v1.InferenceProblem:
    """The body of an error."""
    return v1.InferenceProblem.model_validate(
        {
            "type": "about:blank",
            "title": error.meaning.title,
            "status": status,
            "detail": error.detail[:500],
            "code": error.code,
            "request_id": request_id,
            "retryable": error.meaning.retryable,
            "retry_after_ms": error.retry_after_ms,
        },
        by_name=True,
    )
