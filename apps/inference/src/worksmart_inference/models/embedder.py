"""Vectors for texts, by the local model; providers answer the same protocol."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from worksmart_inference.domain.vectors import Vectors
from worksmart_inference.models.pool import WorkPool
from worksmart_inference.models.tokenizer import Tokenizer
from worksmart_inference.models.weights import Tokens

Run = Callable[[Tokens, Tokens], Vectors]
BATCH_TOKENS = 1024


class Embedder(Protocol):
    """`id` and `revision` name the model: vectors of two models are never compared."""

    @property
    def id(self) -> str: ...
    @property
    def revision(self) -> str: ...
    @property
    def dim(self) -> int: ...
    @property
    def leaves_host(self) -> bool: ...

    async def embed(self, texts: Sequence[str], kind: Literal["query", "passage"]) -> Vectors:
        """Unit vectors in the order of the texts."""
        ...


@dataclass(frozen=True)
class LocalEmbedder:
    """A model on this machine; queries and passages are alike to it."""

    id: str
    revision: str
    dim: int
    max_tokens: int
    tokenizer: Tokenizer
    run: Run
    pool: WorkPool
    leaves_host: bool = False

    async def embed(self, texts: Sequence[str], kind: Literal["query", "passage"]) -> Vectors:
        """A long text is cut to what the model sees."""
        return await self.pool.run(self.encode, texts)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The work itself, in batches of texts of about one length."""
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        encoded = [self.tokenizer.encode(text, self.max_tokens) for text in texts]
        for rows in batches([len(ids) for ids in encoded]):
            ids, mask = padded([encoded[row] for row in rows])
            vectors[rows] = self.run(ids, mask)
        return vectors


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Rows by length, so that little is padded, each batch within a number of tokens."""
    found: list[list[int]] = []
    for row in sorted(range(len(lengths)), key=lambda row: lengths[row]):
        fits = found and (len(found[-1]) + 1) * lengths[row] <= BATCH_TOKENS and len(found[-1]) < 32
        if fits:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def padded(rows: Sequence[Sequence[int]]) -> tuple[Tokens, Tokens]:
    """Ids filled up with 0, and a mask that keeps what is real."""
    longest = max(len(row) for row in rows)
    ids = np.zeros((len(rows), longest), dtype=np.int64)
    mask = np.zeros((len(rows), longest), dtype=np.int64)
    for index, row in enumerate(rows):
        ids[index, : len(row)] = row
        mask[index, : len(row)] = 1
    return ids, mask
