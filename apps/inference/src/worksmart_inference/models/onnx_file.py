"""Writes an ONNX file: the few messages of its format that a graph of ours needs.

The format is a public one of nested, length-prefixed fields; the numbers here are its own.
Writing it ourselves keeps the large `onnx` package out of the service.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

OPSET = 17
IR_VERSION = 8
FLOAT, UINT8, INT8, INT64 = 1, 2, 3, 7
TYPES = {"float32": FLOAT, "uint8": UINT8, "int8": INT8, "int64": INT64}


@dataclass(frozen=True)
class Node:
    """One operation; attributes are whole numbers, floats or lists of whole numbers."""

    operation: str
    inputs: Sequence[str]
    output: Sequence[str]
    attributes: Sequence[tuple[str, int | float | list[int]]] = ()


def varint(number: int) -> bytes:
    """A whole number, seven bits a byte."""
    number &= (1 << 64) - 1
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def whole(field: int, number: int) -> bytes:
    """A field that holds a whole number."""
    return varint(field << 3) + varint(number)


def block(field: int, content: bytes | str) -> bytes:
    """A field that holds bytes, text or another message."""
    raw = content.encode() if isinstance(content, str) else content
    return varint(field << 3 | 2) + varint(len(raw)) + raw


def attribute(name: str, value: int | float | list[int]) -> bytes:
    """One named setting of a node."""
    if isinstance(value, list):
        return block(1, name) + b"".join(whole(8, one) for one in value) + whole(20, 7)
    if isinstance(value, int):
        return block(1, name) + whole(3, value) + whole(20, 2)
    raw = np.array(value, dtype="<f4").tobytes()
    return block(1, name) + varint(2 << 3 | 5) + raw + whole(20, 1)


def node(one: Node) -> bytes:
    """One operation of the graph."""
    ends = [block(1, name) for name in one.inputs] + [block(2, name) for name in one.output]
    settings = [block(5, attribute(name, value)) for name, value in one.attributes]
    return b"".join([*ends, block(4, one.operation), *settings])


def tensor(name: str, array: NDArray[np.generic]) -> bytes:
    """A constant of the graph."""
    sizes = b"".join(whole(1, size) for size in array.shape)
    kind = whole(2, TYPES[array.dtype.name])
    return sizes + kind + block(8, name) + block(9, np.ascontiguousarray(array).tobytes())


def port(name: str, kind: int, sizes: Sequence[str | int]) -> bytes:
    """An input or output with named or fixed sizes."""
    dims = b"".join(
        block(1, block(2, size) if isinstance(size, str) else whole(1, size)) for size in sizes
    )
    return block(1, name) + block(2, block(1, whole(1, kind) + block(2, dims)))


def model(
    nodes: Sequence[Node],
    constants: Sequence[tuple[str, NDArray[np.generic]]],
    inputs: Sequence[bytes],
    outputs: Sequence[bytes],
) -> bytes:
    """The whole file."""
    graph = [block(1, node(one)) for one in nodes]
    graph.append(block(2, "worksmart"))
    graph += [block(5, tensor(name, array)) for name, array in constants]
    graph += [block(11, one) for one in inputs] + [block(12, one) for one in outputs]
    opset = block(8, whole(2, OPSET))
    return whole(1, IR_VERSION) + block(2, "worksmart") + block(7, b"".join(graph)) + opset
