"""What a file really is, by its first bytes; what it claims to be has to agree."""

from typing import Literal

Family = Literal["pdf", "docx", "xlsx", "csv", "text", "markdown", "image"]

OFFICE = "application/vnd.openxmlformats-officedocument."
FAMILIES: dict[str, Family] = {
    "application/pdf": "pdf",
    f"{OFFICE}wordprocessingml.document": "docx",
    f"{OFFICE}spreadsheetml.sheet": "xlsx",
    "text/csv": "csv",
    "text/plain": "text",
    "text/markdown": "markdown",
    "image/png": "image",
    "image/jpeg": "image",
    "image/webp": "image",
    "image/gif": "image",
}
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def family_of(mime: str, head: bytes) -> Family | None:
    """None when the bytes are not what the type says. `head` is the first kilobyte."""
    family = FAMILIES.get(mime)
    match family:
        case "pdf":
            return family if b"%PDF-" in head[:1024] else None
        case "docx" | "xlsx":
            return family if head[:4] == b"PK\x03\x04" or head[:8] == COMPOUND else None
        case "image":
            return family if is_image(mime, head) else None
        case "csv" | "text" | "markdown":
            return None if head[:4] in (b"%PDF", b"PK\x03\x04", b"\x7fELF") else family
        case None:
            return None


def is_image(mime: str, head: bytes) -> bool:
    """The four kinds that documents may be."""
    match mime:
        case "image/png":
            return head[:8] == b"\x89PNG\r\n\x1a\n"
        case "image/jpeg":
            return head[:3] == b"\xff\xd8\xff"
        case "image/gif":
            return head[:6] in (b"GIF87a", b"GIF89a")
        case _:
            return head[:4] == b"RIFF" and head[8:12] == b"WEBP"
