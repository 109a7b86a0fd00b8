"""Documents that are broken, locked, huge or hostile, each read in the real child process."""

import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests import office_files as made
from worksmart_inference.documents.pages import Pages
from worksmart_inference.documents.sandbox import Sandbox
from worksmart_inference.documents.sniff import Family, family_of
from worksmart_inference.errors import ServiceError

pytestmark = pytest.mark.anyio


async def read(family: Family, raw: bytes, pictures: bool = False) -> Pages:
    return await Sandbox(1).read(family, raw, pictures)


async def code_of(family: Family, raw: bytes) -> str:
    with pytest.raises(ServiceError) as caught:
        await read(family, raw)
    return caught.value.code


async def test_a_pdf_is_read_page_by_page() -> None:
    raw = made.pdf([made.text_page(["First page", "second line"]), made.text_page(["Second page"])])
    pages = await read("pdf", raw)
    assert [text.split() for text in pages.texts] == [
        ["First", "page", "second", "line"],
        ["Second", "page"],
    ]
    assert not pages.warnings


@pytest.mark.parametrize(("size", "colour"), [(1, "0 g"), (12, "1 g"), (12, "1 1 1 rg")])
async def test_text_that_no_eye_sees_is_left_out_and_told(size: float, colour: str) -> None:
    page = made.text_page(["Pay 5 EUR"]) + "\n" + made.text_page(["Pay 900 EUR"], size, colour)
    pages = await read("pdf", made.pdf([page]))
    assert "900" not in pages.texts[0]
    assert "Pay 5 EUR" in pages.texts[0]
    assert pages.warnings == {"hidden_text_removed"}


async def test_small_type_that_a_matrix_makes_large_is_kept() -> None:
    page = "BT /F1 1 Tf 12 0 0 12 50 780 Tm (Readable) Tj ET"
    pages = await read("pdf", made.pdf([page]))
    assert pages.texts[0].strip() == "Readable"


async def test_a_locked_pdf_says_that_it_is_locked() -> None:
    assert await code_of("pdf", made.encrypted_pdf()) == "document_encrypted"


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.4\n", b"%PDF-1.4" + b"\xff" * 5000])
async def test_a_broken_pdf_cannot_be_read(raw: bytes) -> None:
    assert await code_of("pdf", raw) == "document_unreadable"


async def test_of_2000_pages_the_first_200_are_read() -> None:
    pages = await read("pdf", made.pdf([made.text_page([f"page {n}"]) for n in range(2000)]))
    assert (len(pages.texts), pages.count) == (200, 2000)
    assert "pages_truncated" in pages.warnings


async def test_a_page_without_text_is_given_as_a_picture_when_someone_can_read_it() -> None:
    raw = made.pdf(["0 0 100 100 re f", made.text_page(["words"])])
    assert list((await read("pdf", raw, pictures=True)).pictures) == [1]
    assert not (await read("pdf", raw)).pictures


async def test_a_docx_is_read_with_its_pages_and_without_what_is_hidden() -> None:
    raw = made.docx(
        [
            made.run("Visible ") + made.run("hidden", "<w:vanish/>"),
            made.run("white", '<w:color w:val="FFFFFF"/>') + made.run("tiny", '<w:sz w:val="2"/>'),
            '<w:r><w:br w:type="page"/></w:r>' + made.run("Second page"),
        ]
    )
    pages = await read("docx", raw)
    assert pages.texts == ["Visible \n", "Second page"]
    assert pages.warnings == {"hidden_text_removed"}


async def test_a_docx_full_of_entities_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert await code_of("docx", made.docx([made.run("&b;")], bomb)) == "document_unreadable"


async def test_an_archive_that_unpacks_to_far_too_much_is_refused() -> None:
    raw = made.archive({"word/document.xml": b"<" + b" " * 50_000_000})
    assert len(raw) < 100_000
    assert await code_of("docx", raw) == "document_unreadable"
    assert await code_of("xlsx", raw) == "document_unreadable"


async def test_an_archive_of_thousands_of_files_is_refused() -> None:
    raw = made.archive({f"{n}": "" for n in range(5001)})
    assert await code_of("docx", raw) == "document_unreadable"


async def test_an_office_file_with_a_password_says_so() -> None:
    raw = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
    assert await code_of("xlsx", raw) == "document_encrypted"


@pytest.mark.parametrize("raw", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 500])
async def test_a_broken_archive_cannot_be_read(raw: bytes) -> None:
    assert await code_of("docx", raw) == "document_unreadable"
    assert await code_of("xlsx", raw) == "document_unreadable"


async def test_a_workbook_gives_a_page_for_each_sheet_that_is_shown() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Hours"
    sheet.append(["Ana", 7.5])
    secret = book.create_sheet("Secret")
    secret.append(["hidden"])
    secret.sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    pages = await read("xlsx", out.getvalue())
    assert pages.texts == ["Hours\nAna\t7.5"]
    assert pages.warnings == {"hidden_text_removed"}


async def test_text_is_utf8_or_says_that_it_is_utf16() -> None:
    assert (await read("text", "Grüße".encode())).texts == ["Grüße"]
    assert (await read("csv", "a;b".encode("utf-16"))).texts == ["a;b"]
    assert await code_of("text", b"\xff\xfeA") == "document_unreadable"
    assert await code_of("markdown", b"a\0b") == "document_unreadable"
    assert await code_of("csv", b"caf\xe9") == "document_unreadable"


async def test_a_very_long_text_is_cut_and_told() -> None:
    pages = await read("text", b"word " * 200_000)
    assert sum(map(len, pages.texts)) == 600_000
    assert "text_truncated" in pages.warnings


async def test_an_empty_text_is_one_empty_page() -> None:
    assert (await read("text", b"")).texts == [""]


async def test_a_picture_is_a_page_without_text() -> None:
    pages = await read("image", made.small_png(), pictures=True)
    assert pages.texts == [""]
    assert pages.pictures[1].startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "raw", [made.png(30_000, 30_000), made.small_png()[:45], b"\x89PNG\r\n\x1a\n"]
)
async def test_a_picture_that_claims_too_much_or_is_cut_short_is_refused(raw: bytes) -> None:
    assert await code_of("image", raw) == "document_unreadable"


CHILD = "import sys, time, os, resource\nsys.stdin.buffer.read()\n"


def sandbox_running(code: str, wall_seconds: float = 5.0) -> Sandbox:
    return Sandbox(1, wall_seconds, (sys.executable, "-c", CHILD + code))


@pytest.mark.parametrize(
    "code",
    [
        "time.sleep(60)",
        "os.kill(os.getpid(), 9)",
        "print('not json')",
        "print('[1]')",
        "print('{\"texts\":[]}')",
        'print(\'{"texts":7,"pictures":{"x":1},"warnings":[],"count":0}\')',
        "sys.exit(3)",
        "sys.stdout.close()",
    ],
)
async def test_a_child_that_hangs_dies_or_talks_nonsense_breaks_nothing(code: str) -> None:
    with pytest.raises(ServiceError, match="document_unreadable"):
        await sandbox_running(code, 1.0).read("text", b"x", wants_pictures=False)


async def test_a_child_cannot_write_a_file_use_much_memory_or_run_long(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    code = f"""
from worksmart_inference.documents import child
child.limit()
import json
found = []
try:
    with open({str(mark)!r}, "w") as file:
        file.write("x" * 10)
except OSError:
    found.append("file")
try:
    bytearray(600 * 1024 * 1024)
except MemoryError:
    found.append("memory")
found.append(str(resource.getrlimit(resource.RLIMIT_CPU)[0]))
found.append("secret" if "INFERENCE_TOKEN" in os.environ else "clean")
print(json.dumps({{"texts": found, "pictures": {{}}, "warnings": [], "count": 1}}))
"""
    pages = await sandbox_running(code).read("text", b"x", wants_pictures=False)
    assert pages.texts == ["file", "memory", "20", "clean"]


@pytest.mark.parametrize(
    ("mime", "head", "family"),
    [
        ("application/pdf", b"%PDF-1.7", "pdf"),
        ("application/pdf", b"<html>", None),
        ("text/plain", b"%PDF-1.7", None),
        ("text/plain", b"hello", "text"),
        ("image/png", b"\xff\xd8\xff\xe0", None),
        ("image/jpeg", b"\xff\xd8\xff\xe0", "image"),
        ("image/webp", b"RIFF\0\0\0\0WEBP", "image"),
        ("text/html", b"<html>", None),
        (made.DOCX, b"PK\x03\x04", "docx"),
        (made.XLSX, b"%PDF-1.7", None),
    ],
)
def test_a_file_is_what_its_bytes_say(mime: str, head: bytes, family: str | None) -> None:
    assert family_of(mime, head) == family
