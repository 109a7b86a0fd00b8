"""The process that opens a document: it sets its own limits first, reads stdin and writes JSON.

It imports nothing of the service but the readers, holds no secret, and ends after one document.
"""

import base64
import ctypes
import json
import resource
import sys

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 20
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def limit() -> None:
    """Memory, processor time, no files, no core; no network where that is possible."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        # Elsewhere the address space cannot be limited; the parent's own limits still hold.
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)


def read(family: str, raw: bytes, wants_pictures: bool) -> dict[str, object]:
    """The answer to the parent: pages, or the code of a failure."""
    from worksmart_inference.documents import office, pages, pdf, picture, text

    try:
        match family:
            case "pdf":
                found = pdf.read_pdf(raw, wants_pictures)
            case "docx":
                found = office.read_docx(raw)
            case "xlsx":
                found = office.read_xlsx(raw)
            case "image":
                found = picture.read_picture(raw, wants_pictures)
            case _:
                found = text.read_text(raw)
    except pages.DocumentError as error:
        return {"failure": error.code}
    except (MemoryError, RecursionError):
        return {"failure": "document_unreadable"}
    pictures = {str(page): base64.b64encode(png).decode() for page, png in found.pictures.items()}
    return {
        "texts": found.texts,
        "pictures": pictures,
        "warnings": sorted(found.warnings),
        "count": found.count,
    }


def main(arguments: list[str]) -> int:
    """`child FAMILY yes|no`."""
    limit()
    answer = read(arguments[0], sys.stdin.buffer.read(), arguments[1] == "yes")
    # Lone surrogates of a broken file are written as escapes, which the parent cleans.
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
