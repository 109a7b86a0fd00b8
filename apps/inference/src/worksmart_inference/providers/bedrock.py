"""Amazon Bedrock's Converse, with a bearer key or signed by Signature Version 4."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from worksmart_inference.errors import ServiceError
from worksmart_inference.json_tree import Json, as_list, part, whole
from worksmart_inference.providers.base import Reply, Task, Way, prompt_of
from worksmart_inference.providers.wire import Wire, post


@dataclass(frozen=True)
class BedrockModel:
    """`key` is a Bedrock API key, or `ACCESS_KEY_ID:SECRET[:SESSION_TOKEN]`."""

    wire: Wire
    base_url: str
    region: str
    model: str
    key: str
    leaves_host: bool
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ways: tuple[Way, ...] = ("tool",)

    @property
    def id(self) -> str:
        return f"bedrock/{self.model}"

    async def ask(self, task: Task, way: Way, repair: str | None) -> Reply:
        """One conversation turn at temperature 0."""
        tool = {
            "name": task.name,
            "description": "The answer.",
            "inputSchema": {"json": dict(task.schema)},
        }
        body: Json = {
            "system": [{"text": task.instructions}],
            "messages": [{"role": "user", "content": [{"text": prompt_of(task, way, repair)}]}],
            "inferenceConfig": {"maxTokens": task.max_tokens, "temperature": 0},
            "toolConfig": {
                "tools": [{"toolSpec": tool}],
                "toolChoice": {"tool": {"name": task.name}},
            },
        }
        base = self.base_url or f"https://bedrock-runtime.{self.region}.amazonaws.com"
        url = f"{base}/model/{quote(self.model, safe='')}/converse"
        payload = json.dumps(body).encode()
        answer = await post(self.wire, url, self.headers(url, payload), body)
        if part(answer, "stopReason") in ("guardrail_intervened", "content_filtered"):
            raise ServiceError("provider_refused")
        content = part(answer, "output", "message", "content")
        for one in as_list(content):
            if part(one, "toolUse", "name") == task.name:
                text = json.dumps(part(one, "toolUse", "input"))
                break
        else:
            raise ServiceError("output_invalid", "The model's answer is empty.")
        usage = part(answer, "usage")
        return Reply(text, whole(part(usage, "inputTokens")), whole(part(usage, "outputTokens")))

    def headers(self, url: str, payload: bytes) -> Mapping[str, str]:
        """Whatever proves who asks."""
        if ":" not in self.key:
            return {"authorization": f"Bearer {self.key}"}
        access, secret, *session = self.key.split(":", 2)
        parts = urlsplit(url)
        signed = {"host": parts.netloc, "content-type": "application/json"}
        if session:
            signed["x-amz-security-token"] = session[0]
        return sign(
            Keys(access, secret), "POST", parts.path, signed, payload,
            Scope(self.clock(), self.region, "bedrock"),
        )  # fmt: skip


@dataclass(frozen=True)
class Keys:
    """An access key."""

    access: str
    secret: str


@dataclass(frozen=True)
class Scope:
    """What a signature holds for."""

    at: datetime
    region: str
    service: str


def sign(
    keys: Keys,
    method: str,
    path: str,
    headers: Mapping[str, str],
    payload: bytes,
    scope: Scope,
) -> dict[str, str]:
    """The headers with `x-amz-date` and `authorization`, as AWS publishes Signature Version 4."""
    stamp = scope.at.strftime("%Y%m%dT%H%M%SZ")
    day = stamp[:8]
    all_headers = {**headers, "x-amz-date": stamp}
    names = ";".join(sorted(all_headers))
    lines = "".join(f"{name}:{all_headers[name].strip()}\n" for name in sorted(all_headers))
    # The path is encoded once more than it stands in the URL, for every service but S3.
    encoded = quote(path, safe="/-_.~")
    digest = hashlib.sha256(payload).hexdigest()
    request = f"{method}\n{encoded}\n\n{lines}\n{names}\n{digest}"
    area = f"{day}/{scope.region}/{scope.service}/aws4_request"
    hashed = hashlib.sha256(request.encode()).hexdigest()
    to_sign = f"AWS4-HMAC-SHA256\n{stamp}\n{area}\n{hashed}"
    key = f"AWS4{keys.secret}".encode()
    for step in (day, scope.region, scope.service, "aws4_request"):
        key = hmac.new(key, step.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    proof = f"Credential={keys.access}/{area}, SignedHeaders={names}, Signature={signature}"
    return {**all_headers, "authorization": f"AWS4-HMAC-SHA256 {proof}"}
