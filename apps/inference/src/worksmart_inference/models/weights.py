"""BERT weights out of a `model.safetensors`, read by hand: nothing in it can run."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Tokens = NDArray[np.int64]
LARGEST_HEADER = 1 << 20


@dataclass(frozen=True)
class Weights:
    """Tensors by name and the two sizes that the names do not tell."""

    tensors: Mapping[str, Array]
    layers: int
    heads: int

    @property
    def width(self) -> int:
        """Dimensions of a token, and so of a vector."""
        return int(self.tensors["embeddings.word_embeddings.weight"].shape[1])


def load_weights(path: Path, heads: int) -> Weights:
    """Raises ValueError when the file is cut short or is not float32 throughout."""
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    if length > min(LARGEST_HEADER, len(raw) - 8):
        raise ValueError("The header of the weights is longer than the file.")
    tensors = {
        name: tensor_of(raw, 8 + length, info)
        for name, info in json.loads(raw[8 : 8 + length]).items()
        if name != "__metadata__" and info["dtype"] == "F32"
    }
    layers = 1 + max(int(name.split(".")[2]) for name in tensors if ".layer." in name)
    return Weights(tensors, layers, heads)


def tensor_of(raw: bytes, base: int, info: Mapping[str, list[int]]) -> Array:
    """One tensor; its bytes have to be where the header says, and as many as its shape needs."""
    begin, end = info["data_offsets"]
    shape = info["shape"]
    if not 0 <= begin <= end <= len(raw) - base or end - begin != 4 * int(np.prod(shape)):
        raise ValueError("The weights are cut short.")
    flat = np.frombuffer(raw, dtype="<f4", count=(end - begin) // 4, offset=base + begin)
    return flat.reshape(shape).astype(np.float32, copy=False)
