"""Text of a PDF, page by page, without what a reader could not see."""

import ctypes
from io import BytesIO
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from worksmart_inference.documents.pages import MAX_OCR_PAGES, DocumentError, Pages

SMALLEST_POINTS = 2.0
WHITE = 250
PICTURE_SCALE = 2.0
LARGEST_SIDE = 2400


def read_pdf(raw: bytes, wants_pictures: bool) -> Pages:
    """Raises DocumentError for what is damaged or locked. Pages past the limit are only counted."""
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        raise DocumentError("document_encrypted" if locked else "document_unreadable") from None
    pages = Pages()
    total = len(document)
    for index in range(total):
        page = document[index]
        text, had_hidden = visible_text(page)
        if had_hidden:
            pages.warnings.add("hidden_text_removed")
        if not pages.add(text):
            break
        if wants_pictures and not text.strip() and len(pages.pictures) < MAX_OCR_PAGES:
            pages.pictures[index + 1] = picture_of(page)
        page.close()
    pages.count = total
    return pages


def visible_text(page: pypdfium2.PdfPage) -> tuple[str, bool]:
    """Characters that are neither white nor too small to see, and whether any was left out."""
    textpage = page.get_textpage()
    kept: list[str] = []
    had_hidden = False
    box = pdfium.FS_RECTF()
    colour = [ctypes.c_uint() for _ in range(4)]
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (0, 0xFFFE, 0xFFFF):
            continue
        one = chr(code) if code < 0x110000 else "\ufffd"
        # A space or line end that PDFium put in has no size and no colour of its own.
        if one.isspace() or pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            kept.append("\n" if one in "\r\n" else one)
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
        pdfium.FPDFText_GetFillColor(textpage, index, *map(ctypes.byref, colour))
        tall = max(abs(box.top - box.bottom), abs(box.right - box.left))
        is_white = min(part.value for part in colour[:3]) >= WHITE or colour[3].value == 0
        if tall < SMALLEST_POINTS or is_white:
            had_hidden = True
            continue
        kept.append(one)
    textpage.close()
    return "".join(kept).replace("\n\n", "\n"), had_hidden


def picture_of(page: pypdfium2.PdfPage) -> bytes:
    """A page as PNG, not larger than an eye needs to read it."""
    longest = max(page.get_width(), page.get_height(), 1.0)
    scale = min(PICTURE_SCALE, LARGEST_SIDE / longest)
    out = BytesIO()
    # The package's own types say that a scale is a whole number, which it is not.
    untyped: Any = page
    untyped.render(scale=scale, grayscale=True).to_pil().save(out, format="PNG")
    return out.getvalue()
