"""Turns verified weights into a small ONNX file for int8 arithmetic, the same bytes each time.

Weights take 7 of their 8 bits: processors without VNNI add pairs of products in 16 bits, which an
eighth bit would overflow. Scales are per column, and per row for the table of words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from worksmart_inference.models.onnx_file import FLOAT, INT64, Node, model, port
from worksmart_inference.models.weights import Array, Weights

LARGEST = 63


@dataclass
class Graph:
    """A graph while it is written: each call adds a node and answers the name of its result."""

    nodes: list[Node] = field(default_factory=list[Node])
    constants: list[tuple[str, NDArray[np.generic]]] = field(
        default_factory=list[tuple[str, NDArray[np.generic]]]
    )

    def constant(self, array: NDArray[np.generic]) -> str:
        """A tensor that never changes."""
        name = f"c{len(self.constants)}"
        self.constants.append((name, array))
        return name

    def add(
        self,
        operation: str,
        inputs: Sequence[str],
        *attributes: tuple[str, int | float | list[int]],
        results: int = 1,
    ) -> list[str]:
        """One operation; answers the names of all its results."""
        names = [f"n{len(self.nodes)}_{index}" for index in range(results)]
        self.nodes.append(Node(operation, inputs, names, attributes))
        return names

    def one(
        self,
        operation: str,
        *inputs: str,
        attributes: Sequence[tuple[str, int | float | list[int]]] = (),
    ) -> str:
        """One operation with a single result."""
        return self.add(operation, inputs, *attributes)[0]

    def number(self, value: float) -> str:
        """A single float."""
        return self.constant(np.array(value, dtype=np.float32))

    def shape(self, *sizes: int) -> str:
        """Sizes for a reshape; 0 keeps a size as it is."""
        return self.constant(np.array(sizes, dtype=np.int64))


def int8_model(weights: Weights) -> bytes:
    """An ONNX file: `ids` and `mask` in, unit vectors `vectors` out."""
    graph = Graph()
    x = embeddings(graph, weights)
    bias = hidden(graph)
    for layer in range(weights.layers):
        x = layer_of(graph, weights, f"encoder.layer.{layer}", x, bias)
    pooled(graph, x)
    inputs = [port("ids", INT64, ("batch", "length")), port("mask", INT64, ("batch", "length"))]
    outputs = [port("vectors", FLOAT, ("batch", weights.width))]
    return model(graph.nodes, graph.constants, inputs, outputs)


def quantised(matrix: Array, axis: int) -> tuple[NDArray[np.int8], Array]:
    """Whole numbers and the scale that each row or column is multiplied with."""
    scale = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), np.float32(1e-12)) / LARGEST
    return np.rint(matrix / scale).astype(np.int8), scale.astype(np.float32)


def embeddings(graph: Graph, weights: Weights) -> str:
    """Word, place and segment, normalised."""
    t = weights.tensors
    table, scale = quantised(t["embeddings.word_embeddings.weight"], axis=1)
    picked = graph.one("Gather", graph.constant(table), "ids")
    floats = graph.one("Cast", picked, attributes=[("to", FLOAT)])
    sized = graph.one("Gather", graph.constant(scale), "ids")
    tokens = graph.one("Mul", floats, sized)
    places = (
        t["embeddings.position_embeddings.weight"] + t["embeddings.token_type_embeddings.weight"][0]
    )
    length = graph.one("Shape", "ids", attributes=[("start", 1)])
    rows = graph.one("Slice", graph.constant(places), graph.shape(0), length, graph.shape(0))
    return norm(graph, weights, "embeddings", graph.one("Add", tokens, rows))


def hidden(graph: Graph) -> str:
    """0 where the mask keeps a token and a very small number where it does not."""
    floats = graph.one("Cast", "mask", attributes=[("to", FLOAT)])
    away = graph.one("Mul", graph.one("Sub", graph.number(1.0), floats), graph.number(-1e9))
    return graph.one("Unsqueeze", away, graph.shape(1, 2))


def linear(graph: Graph, weights: Weights, name: str, x: tuple[str, str, str]) -> str:
    """A dense layer in whole numbers over an input that was quantised once."""
    matrix, scale = quantised(weights.tensors[f"{name}.weight"].T, axis=0)
    product = graph.one("MatMulInteger", x[0], graph.constant(matrix), x[2])
    floats = graph.one("Cast", product, attributes=[("to", FLOAT)])
    both = graph.one("Mul", x[1], graph.constant(scale.reshape(-1)))
    sized = graph.one("Mul", floats, both)
    return graph.one("Add", sized, graph.constant(weights.tensors[f"{name}.bias"]))


def whole_numbers(graph: Graph, x: str) -> tuple[str, str, str]:
    """The input of a dense layer as bytes, with its scale and its zero."""
    values, scale, zero = graph.add("DynamicQuantizeLinear", [x], results=3)
    return values, scale, zero


def layer_of(graph: Graph, weights: Weights, name: str, x: str, bias: str) -> str:
    """Attention and feed-forward, each added to its input and normalised."""
    width, heads = weights.width, weights.heads
    size = width // heads
    bytes_in = whole_numbers(graph, x)

    def split(part: str, order: list[int]) -> str:
        flat = linear(graph, weights, f"{name}.attention.self.{part}", bytes_in)
        shaped = graph.one("Reshape", flat, graph.shape(0, 0, heads, size))
        return graph.one("Transpose", shaped, attributes=[("perm", order)])

    query, key = split("query", [0, 2, 1, 3]), split("key", [0, 2, 3, 1])
    scores = graph.one("Mul", graph.one("MatMul", query, key), graph.number(size**-0.5))
    share = graph.one("Softmax", graph.one("Add", scores, bias), attributes=[("axis", -1)])
    mixed = graph.one("MatMul", share, split("value", [0, 2, 1, 3]))
    back = graph.one("Transpose", mixed, attributes=[("perm", [0, 2, 1, 3])])
    joined = graph.one("Reshape", back, graph.shape(0, 0, width))
    out = linear(graph, weights, f"{name}.attention.output.dense", whole_numbers(graph, joined))
    x = norm(graph, weights, f"{name}.attention.output", graph.one("Add", x, out))
    inner = linear(graph, weights, f"{name}.intermediate.dense", whole_numbers(graph, x))
    active = gelu(graph, inner)
    out = linear(graph, weights, f"{name}.output.dense", whole_numbers(graph, active))
    return norm(graph, weights, f"{name}.output", graph.one("Add", x, out))


def gelu(graph: Graph, x: str) -> str:
    """x/2 * (1 + erf(x/√2)); the runtime knows this shape and makes one step of it."""
    inside = graph.one("Erf", graph.one("Div", x, graph.number(2**0.5)))
    raised = graph.one("Mul", x, graph.one("Add", inside, graph.number(1.0)))
    return graph.one("Mul", raised, graph.number(0.5))


def norm(graph: Graph, weights: Weights, name: str, x: str) -> str:
    """Layer normalisation by its name."""
    scale = graph.constant(weights.tensors[f"{name}.LayerNorm.weight"])
    shift = graph.constant(weights.tensors[f"{name}.LayerNorm.bias"])
    settings = [("axis", -1), ("epsilon", 1e-12)]
    return graph.one("LayerNormalization", x, scale, shift, attributes=settings)


def pooled(graph: Graph, x: str) -> None:
    """Mean over the tokens that count, then length 1."""
    floats = graph.one("Cast", "mask", attributes=[("to", FLOAT)])
    kept = graph.one("Unsqueeze", floats, graph.shape(2))
    axis = graph.shape(1)
    total = graph.one("ReduceSum", graph.one("Mul", x, kept), axis, attributes=[("keepdims", 0)])
    count = graph.one("ReduceSum", kept, axis, attributes=[("keepdims", 0)])
    mean = graph.one("Div", total, graph.one("Max", count, graph.number(1e-9)))
    length = graph.one("ReduceL2", mean, attributes=[("axes", [1]), ("keepdims", 1)])
    safe = graph.one("Max", length, graph.number(1e-12))
    graph.nodes.append(Node("Div", [mean, safe], ["vectors"]))
