"""Objects by key, and the program that reads pictures."""

import stat
from pathlib import Path

import pytest

from tests.fakes import dependencies
from worksmart_inference.documents.ocr import Tesseract
from worksmart_inference.errors import ServiceError
from worksmart_inference.settings import StoreSettings
from worksmart_inference.store.objects import NoStore, Objects, memory_store, open_store

pytestmark = pytest.mark.anyio
KEY = "documents/a/b"


def stores(folder: Path) -> list[Objects]:
    (folder / "documents" / "a").mkdir(parents=True)
    (folder / KEY).write_bytes(b"hello")
    return [memory_store({KEY: b"hello"}), open_store(StoreSettings(folder=folder))]


async def test_every_store_reads_what_is_there(tmp_path: Path) -> None:
    for store in stores(tmp_path):
        head = await store.head(KEY)
        assert head.size == 5
        assert head.etag
        assert await store.read(KEY, 5) == b"hello"
        assert await store.is_reachable()


async def test_every_store_says_what_is_not_there_or_grew(tmp_path: Path) -> None:
    for store in stores(tmp_path):
        for work in (store.head("documents/a/c"), store.read("documents/a/c", 1)):
            with pytest.raises(ServiceError, match="object_not_found"):
                await work
        with pytest.raises(ServiceError, match="object_changed"):
            await store.read(KEY, 4)


async def test_a_store_that_does_not_answer_is_no_missing_object() -> None:
    settings = StoreSettings(
        bucket="b", endpoint="http://127.0.0.1:1", access_key_id="a", secret_access_key="b"
    )
    store = open_store(settings)
    with pytest.raises(ServiceError, match="overloaded"):
        await store.head(KEY)
    assert not await store.is_reachable()


async def test_no_store_is_no_fault_until_it_is_needed() -> None:
    store = open_store(StoreSettings())
    assert isinstance(store, NoStore)
    assert await store.is_reachable()
    dependencies().pool.close()


def program(folder: Path, body: str) -> str:
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


async def test_the_text_of_a_picture_is_what_the_program_writes(tmp_path: Path) -> None:
    body = 'echo "$@"; cat'
    text = await Tesseract(program(tmp_path, body), "eng+deu").read(b"picture")
    assert text == "stdin stdout -l eng+deu --psm 3\npicture"


@pytest.mark.parametrize("body", ["exit 1", "sleep 60"])
async def test_a_program_that_fails_or_hangs_reads_nothing(tmp_path: Path, body: str) -> None:
    assert await Tesseract(program(tmp_path, body), "eng", page_seconds=0.5).read(b"x") == ""
