"""The forward pass of BERT in numpy: the answer that every faster runtime is compared with."""

import math
from collections.abc import Mapping

import numpy as np

from worksmart_inference.models.weights import Array, Tokens, Weights

# Abramowitz and Stegun 7.1.26; its largest error, 1.5e-7, is below what float32 keeps.
ERF = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)


def forward(weights: Weights, ids: Tokens, mask: Tokens) -> Array:
    """Unit vectors of a padded batch: mean over what the mask keeps, then length 1."""
    t = weights.tensors
    tokens = t["embeddings.word_embeddings.weight"][ids]
    places = t["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = norm(tokens + places + t["embeddings.token_type_embeddings.weight"][0], t, "embeddings")
    hidden_from = np.where(mask[:, None, None, :] > 0, 0.0, -1e9).astype(np.float32)
    for layer in range(weights.layers):
        x = block(weights, f"encoder.layer.{layer}", x, hidden_from)
    kept = mask[:, :, None].astype(np.float32)
    mean = (x * kept).sum(axis=1) / np.maximum(kept.sum(axis=1), 1e-9)
    return mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-12)


def block(weights: Weights, name: str, x: Array, hidden_from: Array) -> Array:
    """One layer: attention and feed-forward, each added to its input and normalised."""
    t = weights.tensors
    batch, length, width = x.shape
    size = width // weights.heads

    def split(part: str) -> Array:
        whole = linear(x, t, f"{name}.attention.self.{part}")
        return whole.reshape(batch, length, weights.heads, size).transpose(0, 2, 1, 3)

    scores = split("query") @ split("key").transpose(0, 1, 3, 2) / math.sqrt(size) + hidden_from
    mixed = (softmax(scores) @ split("value")).transpose(0, 2, 1, 3).reshape(x.shape)
    x = norm(x + linear(mixed, t, f"{name}.attention.output.dense"), t, f"{name}.attention.output")
    inner = gelu(linear(x, t, f"{name}.intermediate.dense"))
    return norm(x + linear(inner, t, f"{name}.output.dense"), t, f"{name}.output")


def linear(x: Array, tensors: Mapping[str, Array], name: str) -> Array:
    """A dense layer by its name."""
    return x @ tensors[f"{name}.weight"].T + tensors[f"{name}.bias"]


def norm(x: Array, tensors: Mapping[str, Array], name: str) -> Array:
    """Layer normalisation by its name."""
    centred = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + 1e-12)
    scale, shift = tensors[f"{name}.LayerNorm.weight"], tensors[f"{name}.LayerNorm.bias"]
    return centred / spread * scale + shift


def softmax(x: Array) -> Array:
    """Over the last axis."""
    shifted: Array = np.exp(x - x.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def gelu(x: Array) -> Array:
    """X times the normal distribution, by its error function and not by the tanh approximation."""
    y = np.abs(x) * np.float32(1 / math.sqrt(2))
    k = 1 / (1 + np.float32(0.3275911) * y)
    a, b, c, d, e = (np.float32(one) for one in ERF)
    erf = 1 - ((((e * k + d) * k + c) * k + b) * k + a) * k * np.exp(-y * y)
    return (x * np.float32(0.5) * (1 + np.sign(x) * erf)).astype(np.float32)
