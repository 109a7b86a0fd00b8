"""The model: tokens, the forward pass, the small file made of it, and the real weights."""

import asyncio
import itertools
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from tests.fakes import tiny_bert
from worksmart_inference.domain.vectors import Vectors, from_wire, to_wire
from worksmart_inference.errors import ServiceError
from worksmart_inference.fetch_model import MANIFEST
from worksmart_inference.models.embedder import LocalEmbedder, batches, padded
from worksmart_inference.models.embedder_numpy import forward
from worksmart_inference.models.load import load_embedder
from worksmart_inference.models.manifest import read_manifest
from worksmart_inference.models.pool import WorkPool
from worksmart_inference.models.quantise import int8_model
from worksmart_inference.models.tokenizer import Tokenizer
from worksmart_inference.models.weights import load_weights

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "fix",
    "log",
    "##in",
    "##s",
    "cafe",
    "$",
    "5",
    ".",
    "修",
]
TOKENIZER = Tokenizer({piece: index for index, piece in enumerate(PIECES)})
REAL = Path(os.environ.get("MODEL_DIR", "models"))
PAIRS = json.loads((Path(__file__).parent / "golden_pairs.json").read_text())


def run_onnx(content: bytes, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Vectors:
    runtime: Any = onnxruntime
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    session = runtime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    return session.run(None, {"ids": ids, "mask": mask})[0]


def pieces(text: str, most: int = 64) -> list[str]:
    return [PIECES[one] for one in TOKENIZER.encode(text, most)]


def test_a_word_is_cut_into_its_longest_known_pieces() -> None:
    assert pieces("logins") == ["[CLS]", "log", "##in", "##s", "[SEP]"]


def test_accents_case_and_control_characters_change_nothing() -> None:
    assert pieces("CAFÉ\u0007 fix\u200b") == ["[CLS]", "cafe", "fix", "[SEP]"]


def test_signs_and_ideographs_stand_alone() -> None:
    assert pieces("$5.修fix") == ["[CLS]", "$", "5", ".", "修", "fix", "[SEP]"]


def test_a_word_with_an_unknown_part_is_unknown_as_a_whole() -> None:
    assert pieces("logx " + "a" * 200) == ["[CLS]", "[UNK]", "[UNK]", "[SEP]"]


def test_a_long_text_is_cut_and_still_ends_with_its_mark() -> None:
    found = pieces("fix " * 100, 8)
    assert len(found) == 8
    assert found[-1] == "[SEP]"


def some_rows() -> list[list[int]]:
    return [[2, 4, 3], [2, 5, 6, 7, 4, 3], [2, 9, 10, 11, 12, 13, 14, 15, 3]]


def test_padding_and_company_in_a_batch_change_no_vector() -> None:
    weights = tiny_bert()
    together = forward(weights, *padded(some_rows()))
    alone = np.concatenate([forward(weights, *padded([row])) for row in some_rows()])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_vectors_have_length_one() -> None:
    vectors = forward(tiny_bert(), *padded(some_rows()))
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)


def test_the_small_model_says_what_the_exact_one_says() -> None:
    weights = tiny_bert()
    ids, mask = padded(some_rows())
    cosines = (forward(weights, ids, mask) * run_onnx(int8_model(weights), ids, mask)).sum(axis=1)
    assert cosines.min() > 0.98


def test_padding_changes_no_vector_of_the_small_model_either() -> None:
    content = int8_model(tiny_bert())
    together = run_onnx(content, *padded(some_rows()))
    alone = np.concatenate([run_onnx(content, *padded([row])) for row in some_rows()])
    # The inputs of a batch are rounded together, so a little may move.
    assert (together * alone).sum(axis=1).min() > 0.99


def test_the_small_model_is_the_same_bytes_each_time() -> None:
    assert int8_model(tiny_bert()) == int8_model(tiny_bert())


def test_vectors_survive_the_wire() -> None:
    vectors = np.random.default_rng(1).normal(size=(50, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    back, known = from_wire(list(to_wire(vectors)), 384)
    assert known.all()
    assert (vectors * back).sum(axis=1).min() >= 0.999


def test_a_missing_or_foreign_vector_is_a_row_of_zeros() -> None:
    rows, known = from_wire([None, "AAAA", "no base64!"], 384)
    assert not known.any()
    assert not rows.any()


def test_texts_of_one_length_share_a_batch_and_none_is_lost() -> None:
    lengths = [5, 200, 6, 256, 7, 8] * 20
    found = batches(lengths)
    assert sorted(row for rows in found for row in rows) == list(range(len(lengths)))
    assert all(len(rows) * max(lengths[row] for row in rows) <= 1024 for rows in found)


def test_weights_that_are_cut_short_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    header = json.dumps({"a": {"dtype": "F32", "shape": [4], "data_offsets": [0, 16]}}).encode()
    path.write_bytes(len(header).to_bytes(8, "little") + header + b"\0" * 8)
    with pytest.raises(ValueError, match="short"):
        load_weights(path, 4)


@pytest.mark.anyio
async def test_a_full_queue_says_so_at_once_and_has_room_again() -> None:
    pool = WorkPool(1, 0)
    may_end = threading.Event()

    def work() -> int:
        may_end.wait(10)
        return 1

    first = asyncio.create_task(pool.run(work))
    await asyncio.sleep(0)
    with pytest.raises(ServiceError, match="overloaded"):
        await pool.run(lambda: 2)
    may_end.set()
    assert await first == 1
    assert await pool.run(lambda: 3) == 3
    pool.close()


def real_embedder(pool: WorkPool) -> LocalEmbedder:
    embedder = load_embedder(read_manifest(MANIFEST), REAL, pool, 1, allow_unverified=False)
    if embedder is None:
        pytest.skip("the real weights are not in MODEL_DIR")
    return embedder


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["a"] for pair in PAIRS])
def test_real_weights_give_the_known_cosine(pair: dict[str, str | float]) -> None:
    pool = WorkPool(1, 1)
    embedder = real_embedder(pool)
    texts: Sequence[str] = [str(pair["a"]), str(pair["b"])]
    first, second = embedder.encode(texts)
    assert float(first @ second) == pytest.approx(pair["cosine"], abs=0.01)
    pool.close()


def test_real_weights_put_the_pairs_in_their_known_order() -> None:
    pool = WorkPool(1, 1)
    embedder = real_embedder(pool)
    cosines = [
        float(np.dot(*embedder.encode([pair["a"], pair["b"]])))
        for pair in sorted(PAIRS, key=lambda pair: -pair["cosine"])
    ]
    assert all(a > b - 0.02 for a, b in itertools.pairwise(cosines))
    pool.close()
