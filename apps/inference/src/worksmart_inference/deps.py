"""Everything a request may use, made once from the settings; tests make their own."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from worksmart_inference.documents.ocr import Ocr, find_tesseract
from worksmart_inference.documents.sandbox import Sandbox
from worksmart_inference.logging import Log, json_log
from worksmart_inference.models.embedder import Embedder
from worksmart_inference.models.load import load_embedder
from worksmart_inference.models.manifest import read_manifest
from worksmart_inference.models.pool import WorkPool
from worksmart_inference.providers.breaker import Breaker, DailyTokens
from worksmart_inference.providers.choose import embedder as provider_embedder
from worksmart_inference.providers.choose import text_model
from worksmart_inference.providers.generate import Generator
from worksmart_inference.providers.wire import new_client
from worksmart_inference.settings import Settings
from worksmart_inference.store.objects import Objects, open_store

MODELS = Path(__file__).resolve().parents[2] / "models"
WAITING = 16


@dataclass(frozen=True)
class Gates:
    """For which tasks comparing by meaning beat comparing by words when it was last measured."""

    categorize: bool
    search: bool
    analyze: bool


@dataclass(frozen=True)
class Dependencies:
    """A task without a generator is answered locally; without an embedder, by words."""

    settings: Settings
    log: Log
    clock: Callable[[], float]
    pool: WorkPool
    embedder: Embedder | None
    gates: Gates
    store: Objects
    sandbox: Sandbox
    ocr: Ocr | None
    narrator: Generator | None
    analyst: Generator | None


def read_gates(path: Path) -> Gates:
    """Written by the evaluation and by nobody else."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Gates(raw["categorize"], raw["search"], raw["analyze"])


def utc_today() -> date:
    """The day a budget counts for."""
    return datetime.now(UTC).date()


def make_dependencies(settings: Settings) -> Dependencies:
    """The real ones. Missing weights are no failure."""
    client = new_client()
    pool = WorkPool(settings.workers, WAITING)
    local = load_embedder(
        read_manifest(MODELS / "manifest.json"),
        settings.model_dir,
        pool,
        settings.threads,
        settings.allow_unverified_model,
    )
    tokens = DailyTokens(settings.daily_tokens, utc_today)

    def generator(task: str) -> Generator | None:
        model = text_model(settings.llm, task, client)
        return Generator(model, Breaker(time.monotonic), tokens) if model else None

    return Dependencies(
        settings=settings,
        log=json_log(),
        clock=time.perf_counter,
        pool=pool,
        embedder=provider_embedder(settings.embed, client) or local,
        gates=read_gates(MODELS / "semantic.json"),
        store=open_store(settings.store),
        sandbox=Sandbox(settings.workers),
        ocr=find_tesseract(settings.ocr_languages) if settings.ocr == "tesseract" else None,
        narrator=generator("narrative"),
        analyst=generator("analyze"),
    )
