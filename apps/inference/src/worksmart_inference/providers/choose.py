"""The provider that the settings name, or none."""

import httpx

from worksmart_inference.models.embedder import Embedder
from worksmart_inference.providers.anthropic import DEFAULT_BASE, AnthropicModel
from worksmart_inference.providers.base import TextModel
from worksmart_inference.providers.bedrock import BedrockModel
from worksmart_inference.providers.guard import Resolve, resolve
from worksmart_inference.providers.openai import OpenAiEmbedder, OpenAiModel
from worksmart_inference.providers.wire import Wire
from worksmart_inference.settings import ModelSettings

TEXT_TIMEOUT_S = 50.0
EMBED_TIMEOUT_S = 10.0
LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")


def text_model(
    settings: ModelSettings, task: str, client: httpx.AsyncClient, lookup: Resolve = resolve
) -> TextModel | None:
    """None without a provider: then the local answer is the answer."""
    model = settings.models.get(task, settings.model)
    wire = Wire(client, TEXT_TIMEOUT_S, settings.allow_private, lookup)
    base = settings.base_url
    match settings.provider:
        case "openai":
            return OpenAiModel(wire, base, model, settings.key, leaves_host(base))
        case "anthropic":
            base = base or DEFAULT_BASE
            return AnthropicModel(wire, base, model, settings.key, leaves_host(base))
        case "bedrock":
            return BedrockModel(wire, base, settings.region, model, settings.key, leaves_host(base))
        case "none":
            return None


def embedder(
    settings: ModelSettings, client: httpx.AsyncClient, lookup: Resolve = resolve
) -> Embedder | None:
    """None means the local model."""
    if settings.provider != "openai":
        return None
    wire = Wire(client, EMBED_TIMEOUT_S, settings.allow_private, lookup)
    base = settings.base_url
    return OpenAiEmbedder(wire, base, settings.model, settings.key, settings.dim, leaves_host(base))


def leaves_host(base_url: str) -> bool:
    """Whether text goes to another machine."""
    rest = next((base_url[len(one) :] for one in LOOPBACK if base_url.startswith(one)), None)
    return rest is None or (rest != "" and rest[0] not in ":/")
