"""The local embedder from verified files: int8 on ONNX Runtime, else float32 in numpy."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from worksmart_inference.domain.vectors import Vectors
from worksmart_inference.models.embedder import LocalEmbedder, Run
from worksmart_inference.models.embedder_numpy import forward
from worksmart_inference.models.manifest import Manifest, sha256_of
from worksmart_inference.models.pool import WorkPool
from worksmart_inference.models.tokenizer import load_tokenizer
from worksmart_inference.models.weights import Tokens, load_weights


def load_embedder(
    manifest: Manifest, folder: Path, pool: WorkPool, threads: int, allow_unverified: bool
) -> LocalEmbedder | None:
    """None when the files are missing or are not what the manifest says.

    Then nothing is compared by meaning, and the capabilities say so.
    """
    hashes = {name: sha256_of(folder / name) for name in manifest.files}
    good = {
        name
        for name, found in hashes.items()
        if found and (found == manifest.files[name] or allow_unverified)
    }
    if manifest.tokenizer not in good:
        return None
    chosen = runtime(manifest, folder, good, hashes, threads)
    if chosen is None:
        return None
    kind, revision, run = chosen
    return LocalEmbedder(
        id=f"{manifest.id}/{kind}",
        revision=revision,
        dim=manifest.dim,
        max_tokens=manifest.max_tokens,
        tokenizer=load_tokenizer(folder / manifest.tokenizer),
        run=run,
        pool=pool,
    )


def runtime(
    manifest: Manifest,
    folder: Path,
    good: set[str],
    hashes: Mapping[str, str | None],
    threads: int,
) -> tuple[str, str, Run] | None:
    """The best that can be had, its short name, and what its file is."""
    if manifest.int8 in good:
        revision = (hashes[manifest.int8] or "")[:16]
        return "int8", revision, onnx_run(folder / manifest.int8, threads)
    if manifest.weights in good:
        weights = load_weights(folder / manifest.weights, manifest.heads)
        return (
            "fp32",
            (hashes[manifest.weights] or "")[:16],
            lambda ids, mask: forward(weights, ids, mask),
        )
    return None


def onnx_run(path: Path, threads: int) -> Run:
    """A session on the processor alone. Nothing is downloaded and no other file is read."""
    runtime_: Any = onnxruntime
    options = runtime_.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Its arena keeps the memory of the longest batch for ever.
    options.enable_cpu_mem_arena = False
    session = runtime_.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(ids: Tokens, mask: Tokens) -> Vectors:
        return np.asarray(session.run(None, {"ids": ids, "mask": mask})[0], dtype=np.float32)

    return run
