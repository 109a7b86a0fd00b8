"""Plain text, Markdown and CSV."""

from worksmart_inference.documents.pages import MAX_PAGE_CHARACTERS, MAX_PAGES, DocumentError, Pages


def read_text(raw: bytes) -> Pages:
    """UTF-8, or UTF-16 that says so; anything else is no text. One page unless it is very long."""
    text = decoded(raw)
    pages = Pages()
    for start in range(0, max(1, len(text)), MAX_PAGE_CHARACTERS):
        if len(pages.texts) >= MAX_PAGES or not pages.add(
            text[start : start + MAX_PAGE_CHARACTERS]
        ):
            break
    return pages


def decoded(raw: bytes) -> str:
    """Raises DocumentError for bytes that are not text."""
    coding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(coding)
    except UnicodeDecodeError:
        raise DocumentError("document_unreadable") from None
    if "\0" in text:
        raise DocumentError("document_unreadable")
    return text
