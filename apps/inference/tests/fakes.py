"""Doubles that behave: an embedder of hashed characters, a tiny BERT, dependencies over memory."""

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np

from worksmart_inference.deps import Dependencies, Gates
from worksmart_inference.documents.ocr import Ocr
from worksmart_inference.documents.sandbox import Sandbox
from worksmart_inference.domain.vectors import Vectors
from worksmart_inference.models.pool import WorkPool
from worksmart_inference.models.weights import Array, Weights
from worksmart_inference.settings import Settings
from worksmart_inference.store.objects import memory_store

TOKEN = "a-service-token-of-this-test-run-0123456789"
REPOSITORY = Path(__file__).resolve().parents[3]
FIXTURES = REPOSITORY / "packages" / "types" / "fixtures" / "inference"


class HashedEmbedder:
    """384 dimensions of hashed runs of three characters: lines that share letters are alike."""

    id = "hashed"
    revision = "1"
    dim = 384
    leaves_host = False

    async def embed(self, texts: Sequence[str], kind: Literal["query", "passage"]) -> Vectors:
        return hashed_vectors(texts)


def hashed_vectors(texts: Sequence[str]) -> Vectors:
    vectors = np.zeros((len(texts), 384), dtype=np.float32)
    for row, text in enumerate(texts):
        line = f"  {text.casefold()}  "
        for start in range(len(line) - 2):
            digest = hashlib.sha256(line[start : start + 3].encode()).digest()
            place = int.from_bytes(digest[:4], "big") % 384
            vectors[row, place] += 1.0 if digest[4] % 2 else -1.0
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def tiny_bert(layers: int = 2, width: int = 32, words: int = 50, places: int = 64) -> Weights:
    """Random weights, the same ones each time."""
    random = np.random.default_rng(7)

    def some(*shape: int) -> Array:
        return random.normal(0, 0.3, shape).astype(np.float32)

    tensors: dict[str, Array] = {
        "embeddings.word_embeddings.weight": some(words, width),
        "embeddings.position_embeddings.weight": some(places, width),
        "embeddings.token_type_embeddings.weight": some(2, width),
    }

    def add_norm(name: str) -> None:
        tensors[f"{name}.LayerNorm.weight"] = 1 + some(width)
        tensors[f"{name}.LayerNorm.bias"] = some(width)

    def add_dense(name: str, into: int, out: int) -> None:
        tensors[f"{name}.weight"] = some(out, into)
        tensors[f"{name}.bias"] = some(out)

    add_norm("embeddings")
    for layer in range(layers):
        name = f"encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            add_dense(f"{name}.attention.self.{part}", width, width)
        add_dense(f"{name}.attention.output.dense", width, width)
        add_norm(f"{name}.attention.output")
        add_dense(f"{name}.intermediate.dense", width, 4 * width)
        add_dense(f"{name}.output.dense", 4 * width, width)
        add_norm(f"{name}.output")
    return Weights(tensors, layers, heads=4)


def silent(event: str, **fields: str | int | float | bool | None) -> None:
    """A log that nobody reads."""


def dependencies(
    objects: Mapping[str, bytes] | None = None, *, semantic: bool = True, ocr: Ocr | None = None
) -> Dependencies:
    """A service over memory, without a provider."""
    return Dependencies(
        settings=Settings(tokens=(TOKEN,), model_dir=Path("nowhere")),
        log=silent,
        clock=time.perf_counter,
        pool=WorkPool(2, 16),
        embedder=HashedEmbedder() if semantic else None,
        gates=Gates(categorize=True, search=True, analyze=True),
        store=memory_store(dict(objects or {})),
        sandbox=Sandbox(2),
        ocr=ocr,
        narrator=None,
        analyst=None,
    )


def with_changes(deps: Dependencies, **changes: object) -> Dependencies:
    """The same with some parts exchanged."""
    return replace(deps, **changes)  # pyright: ignore[reportArgumentType]


AUTH = {"authorization": f"Bearer {TOKEN}"}
