"""Vectors as they travel: one signed byte a dimension, base64, each scaled by its own largest."""

import base64
import binascii
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
LARGEST = 127


def to_wire(vectors: Vectors) -> list[str]:
    """Vectors as text. Their lengths differ, so whoever compares them divides by both lengths; a
    cosine then changes by less than a thousandth."""
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-12)
    whole = np.rint(vectors / largest * LARGEST).astype(np.int8)
    return [base64.b64encode(row.tobytes()).decode("ascii").rstrip("=") for row in whole]


def from_wire(texts: Sequence[str | None], dim: int) -> tuple[Vectors, NDArray[np.bool_]]:
    """Unit vectors, and which of them are there: null, or of another size, is a row of zeros."""
    rows = np.zeros((len(texts), dim), dtype=np.float32)
    known = np.zeros(len(texts), dtype=np.bool_)
    for index, text in enumerate(texts):
        raw = decoded(text) if text else b""
        if len(raw) == dim:
            rows[index] = np.frombuffer(raw, dtype=np.int8)
            known[index] = True
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.maximum(lengths, 1e-9), known


def decoded(text: str) -> bytes:
    """Nothing for what is not base64."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        return b""
