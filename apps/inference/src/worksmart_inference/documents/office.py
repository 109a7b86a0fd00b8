"""Text of DOCX and XLSX: archives of XML, opened only when they unpack to little."""

import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

import openpyxl
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from worksmart_inference.documents.pages import MAX_PAGES, DocumentError, Pages

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_RATIO = 100
MAX_MEMBERS = 5000
MAX_UNPACKED = 256 * 1024 * 1024
MAX_CELLS = 200_000
SMALLEST_HALF_POINTS = 4
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def checked(raw: bytes) -> zipfile.ZipFile:
    """The archive when it unpacks to at most a hundred times its size and holds no entities."""
    if raw[:8] == COMPOUND:
        # An office file with a password is not an archive but an older container around one.
        raise DocumentError("document_encrypted")
    try:
        archive = zipfile.ZipFile(BytesIO(raw))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise DocumentError("document_unreadable") from None
    unpacked = sum(one.file_size for one in members)
    if (
        len(members) > MAX_MEMBERS
        or unpacked > MAX_UNPACKED
        or unpacked > MAX_RATIO * max(1, len(raw))
        or any(one.file_size > MAX_RATIO * max(1024, one.compress_size) for one in members)
    ):
        raise DocumentError("document_unreadable")
    if any(one.flag_bits & 1 for one in members):
        raise DocumentError("document_encrypted")
    for one in members:
        if one.filename.lower().endswith((".xml", ".rels")):
            refuse_entities(archive, one)
    return archive


def refuse_entities(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """A part with a document type declares what no writer of such files needs."""
    try:
        with archive.open(member) as part:
            head = part.read(4096)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise DocumentError("document_unreadable") from None
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"<\0!\0" in head:
        raise DocumentError("document_unreadable")


def read_docx(raw: bytes) -> Pages:
    """Paragraphs in reading order, tables among them; pages end at the breaks that the file has."""
    archive = checked(raw)
    try:
        body = fromstring(archive.read("word/document.xml")).find(f"{W}body")
    except (KeyError, ParseError, DefusedXmlException, zipfile.BadZipFile, ValueError, OSError):
        raise DocumentError("document_unreadable") from None
    if body is None:
        raise DocumentError("document_unreadable")
    pages = Pages()
    lines: list[str] = []
    for paragraph in body.iter(f"{W}p"):
        text, had_hidden, ends_page = paragraph_text(paragraph)
        if had_hidden:
            pages.warnings.add("hidden_text_removed")
        if ends_page and lines:
            if not pages.add("\n".join(lines)):
                return pages
            lines = []
        lines.append(text)
    if lines or not pages.texts:
        pages.add("\n".join(lines))
    return pages


def paragraph_text(paragraph: Element) -> tuple[str, bool, bool]:
    """The visible text, whether some was hidden, and whether a page ends before it."""
    parts: list[str] = []
    had_hidden = False
    ends_page = False
    for run in paragraph.iter(f"{W}r"):
        if is_hidden(run):
            had_hidden = had_hidden or any(one.text for one in run.iter(f"{W}t"))
            continue
        for part in run:
            if part.tag == f"{W}t":
                parts.append(part.text or "")
            elif part.tag == f"{W}tab":
                parts.append("\t")
            elif part.tag == f"{W}lastRenderedPageBreak":
                ends_page = True
            elif part.tag in (f"{W}br", f"{W}cr"):
                if part.get(f"{W}type") == "page":
                    ends_page = True
                else:
                    parts.append("\n")
    return "".join(parts), had_hidden, ends_page


def is_hidden(run: Element) -> bool:
    """Marked as hidden, white, or below 2 points."""
    settings = run.find(f"{W}rPr")
    if settings is None:
        return False
    vanish, colour, size = (settings.find(f"{W}{name}") for name in ("vanish", "color", "sz"))
    if vanish is not None and vanish.get(f"{W}val") not in ("0", "false"):
        return True
    if colour is not None and (colour.get(f"{W}val") or "").upper() == "FFFFFF":
        return True
    points = size.get(f"{W}val", "") if size is not None else ""
    return points.isdigit() and int(points) < SMALLEST_HALF_POINTS


def read_xlsx(raw: bytes) -> Pages:
    """A sheet a page, a row a line, cells apart by tabs; hidden sheets are left out."""
    checked(raw).close()
    try:
        book = openpyxl.load_workbook(BytesIO(raw), read_only=True, data_only=True)
        pages = Pages()
        cells = 0
        for sheet in book.worksheets[: MAX_PAGES + 1]:
            if sheet.sheet_state != "visible":
                pages.warnings.add("hidden_text_removed")
                continue
            lines: list[str] = [sheet.title]
            for row in sheet.iter_rows(values_only=True):
                cells += len(row)
                if cells > MAX_CELLS:
                    pages.warnings.add("text_truncated")
                    break
                line = "\t".join("" if cell is None else str(cell) for cell in row).rstrip()
                if line:
                    lines.append(line)
            if not pages.add("\n".join(lines)):
                break
    except DocumentError:
        raise
    except Exception as error:
        # The reader fails in many ways on a damaged book, and none of them is worth telling apart.
        raise DocumentError("document_unreadable") from error
    return pages
