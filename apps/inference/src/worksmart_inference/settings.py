"""What can be configured, read once from the environment; half a setting stops the start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

LlmProvider = Literal["none", "openai", "anthropic", "bedrock"]
LEAST_TOKEN = 32
EXAMPLE_WORDS = ("change", "example", "secret", "token", "development", "test")


class SettingsError(ValueError):
    """What is wrong with the environment, one line a problem."""


@dataclass(frozen=True)
class StoreSettings:
    """Where documents lie: a bucket, or a folder on a single machine."""

    bucket: str | None = None
    endpoint: str | None = None
    region: str = "us-east-1"
    access_key_id: str | None = None
    secret_access_key: str | None = None
    path_style: bool = True
    folder: Path | None = None


@dataclass(frozen=True)
class ModelSettings:
    """A provider of text or of vectors. `key` may be empty for one on the own machine."""

    provider: LlmProvider = "none"
    base_url: str = ""
    model: str = ""
    key: str = ""
    region: str = ""
    allow_private: bool = False
    models: Mapping[str, str] = field(default_factory=dict[str, str])
    dim: int = 384


@dataclass(frozen=True)
class Settings:
    """The service as it was asked to be."""

    tokens: tuple[str, ...]
    model_dir: Path
    is_production: bool = False
    allow_unverified_model: bool = False
    store: StoreSettings = StoreSettings()
    llm: ModelSettings = ModelSettings()
    embed: ModelSettings = ModelSettings()
    daily_tokens: int = 200_000
    prices: tuple[float, float] | None = None
    ocr: Literal["none", "tesseract"] = "none"
    ocr_languages: str = "eng"
    threads: int = 1
    workers: int = 2


def settings_from(env: Mapping[str, str]) -> Settings:
    """Reads the environment; raises SettingsError that names every problem at once."""
    problems: list[str] = []
    is_production = env.get("APP_ENV") == "production"
    tokens = tuple(
        token
        for name in ("INFERENCE_TOKEN", "INFERENCE_TOKEN_NEXT")
        if (token := secret(env, name, problems))
    )
    problems += token_problems(tokens, is_production)
    unverified = flag(env, "ALLOW_UNVERIFIED_MODEL")
    if unverified and is_production:
        problems.append("ALLOW_UNVERIFIED_MODEL cannot be set in production.")
    ocr = env.get("OCR_ENGINE", "none")
    if ocr not in ("none", "tesseract"):
        problems.append("OCR_ENGINE is none or tesseract.")
        ocr = "none"
    settings = Settings(
        tokens=tokens,
        model_dir=Path(env.get("MODEL_DIR", "models")),
        is_production=is_production,
        allow_unverified_model=unverified,
        store=store_settings(env, problems),
        llm=model_settings(env, "LLM", ("none", "openai", "anthropic", "bedrock"), problems),
        embed=model_settings(env, "EMBED", ("none", "openai"), problems),
        daily_tokens=whole(env, "AI_DAILY_TOKEN_BUDGET", 200_000, problems),
        prices=prices(env, problems),
        ocr="tesseract" if ocr == "tesseract" else "none",
        ocr_languages=env.get("OCR_LANGUAGES", "eng"),
        threads=whole(env, "ONNX_THREADS", 1, problems),
        workers=whole(env, "WORKERS", 2, problems),
    )
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def token_problems(tokens: tuple[str, ...], is_production: bool) -> list[str]:
    """Tokens are long, and in production none that a page of documentation could show."""
    if not tokens:
        return ["INFERENCE_TOKEN is missing: 32 characters or more."]
    found = ["A service token has 32 characters or more."] * any(
        len(token) < LEAST_TOKEN for token in tokens
    )
    if is_production and any(
        word in token.lower() or len(set(token)) < 8 for token in tokens for word in EXAMPLE_WORDS
    ):
        found.append("A service token looks like an example; make a random one.")
    return found


def store_settings(env: Mapping[str, str], problems: list[str]) -> StoreSettings:
    """Half a bucket is a mistake; no bucket at all means that documents are not read here."""
    key, hidden = env.get("S3_ACCESS_KEY_ID"), secret(env, "S3_SECRET_ACCESS_KEY", problems)
    if bool(key) != bool(hidden):
        problems.append("Set both S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or neither.")
    if env.get("S3_ENDPOINT") and not env.get("S3_BUCKET"):
        problems.append("S3_ENDPOINT is set and S3_BUCKET is not.")
    folder = env.get("STORE_DIR")
    return StoreSettings(
        bucket=env.get("S3_BUCKET") or None,
        endpoint=env.get("S3_ENDPOINT") or None,
        region=env.get("S3_REGION") or "us-east-1",
        access_key_id=key or None,
        secret_access_key=hidden or None,
        path_style=env.get("S3_FORCE_PATH_STYLE", "true") != "false",
        folder=Path(folder) if folder else None,
    )


def model_settings(
    env: Mapping[str, str], prefix: str, allowed: tuple[str, ...], problems: list[str]
) -> ModelSettings:
    """`<prefix>_PROVIDER` and what belongs to it; parts without a provider are a mistake."""
    provider = env.get(f"{prefix}_PROVIDER") or "none"
    key = secret(env, f"{prefix}_API_KEY", problems)
    model, base = env.get(f"{prefix}_MODEL", ""), env.get(f"{prefix}_BASE_URL", "")
    region = env.get(f"{prefix}_REGION", "")
    if provider not in allowed:
        problems.append(f"{prefix}_PROVIDER is one of {', '.join(allowed)}.")
    elif provider == "none":
        if model or base or key:
            problems.append(f"{prefix}_* is set and {prefix}_PROVIDER is not.")
    else:
        if not model:
            problems.append(f"{prefix}_MODEL is missing.")
        if provider == "openai" and not base:
            problems.append(f"{prefix}_BASE_URL is missing.")
        if provider == "anthropic" and not key:
            problems.append(f"{prefix}_API_KEY is missing.")
        if provider == "bedrock" and not (region and key):
            problems.append(f"{prefix}_REGION and {prefix}_API_KEY are needed for bedrock.")
        if base and not base.startswith(("http://", "https://")):
            problems.append(f"{prefix}_BASE_URL starts with http:// or https://.")
    return ModelSettings(
        provider=provider_of(provider),
        base_url=base.rstrip("/"),
        model=model,
        key=key,
        region=region,
        allow_private=flag(env, f"{prefix}_ALLOW_PRIVATE"),
        models={
            task: env[f"{prefix}_MODEL_{task.upper()}"]
            for task in ("narrative", "analyze")
            if env.get(f"{prefix}_MODEL_{task.upper()}")
        },
        dim=whole(env, f"{prefix}_DIM", 384, problems),
    )


def provider_of(name: str) -> LlmProvider:
    """The provider by its name; an unknown one was told as a problem and is none."""
    match name:
        case "openai" | "anthropic" | "bedrock":
            return name
        case _:
            return "none"


def prices(env: Mapping[str, str], problems: list[str]) -> tuple[float, float] | None:
    """US dollars for a million tokens in and out, as `0.25,1.25`; None tells no cost at all."""
    line = env.get("LLM_PRICES_PER_MILLION")
    if not line:
        return None
    try:
        into, out = (float(part) for part in line.split(","))
    except ValueError:
        problems.append("LLM_PRICES_PER_MILLION is two numbers, like 0.25,1.25.")
        return None
    return into, out


def secret(env: Mapping[str, str], name: str, problems: list[str]) -> str:
    """The value, or what the file of `<name>_FILE` holds; both at once are a mistake."""
    value, file = env.get(name, ""), env.get(f"{name}_FILE", "")
    if value and file:
        problems.append(f"Set {name} or {name}_FILE, not both.")
    if not file:
        return value
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError:
        problems.append(f"{name}_FILE cannot be read.")
        return ""


def flag(env: Mapping[str, str], name: str) -> bool:
    """Only `true` is yes."""
    return env.get(name) == "true"


def whole(env: Mapping[str, str], name: str, default: int, problems: list[str]) -> int:
    """A whole number of 1 or more."""
    line = env.get(name)
    if not line:
        return default
    if not line.isdigit() or int(line) < 1:
        problems.append(f"{name} is a whole number of 1 or more.")
        return default
    return int(line)
