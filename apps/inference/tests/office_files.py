"""Documents made by hand, as small as their formats allow, and the bombs among them."""

import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pdf(pages: Sequence[str], trailer: str = "") -> bytes:
    """A PDF whose pages are given as content streams."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for n, content in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out = bytearray(b"%PDF-1.4\n")
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    size = f"/Size {len(objects) + 1} /Root 1 0 R {trailer}"
    out += f"trailer\n<< {size} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def text_page(lines: Sequence[str], size: float = 12, colour: str = "0 g") -> str:
    """A content stream with one line under the other."""
    shown = "\n".join(
        f"({line.replace('(', '').replace(')', '')}) Tj 0 -{size + 4} Td" for line in lines
    )
    return f"BT {colour} /F1 {size} Tf 50 780 Td\n{shown}\nET"


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password: the standard handler with keys that no empty one opens."""
    keys = "a7" * 32
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{keys}> /U <{keys}> /P -44 >>"
    ids = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    return pdf([text_page(["hidden"])], f"{encrypt} {ids}")


def archive(members: dict[str, str | bytes], **settings: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **settings) as made:  # type: ignore[arg-type]
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def run(text: str, settings: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{settings}</w:rPr>' if settings else ''}<w:t>{text}</w:t></w:r>"


def docx(paragraphs: Sequence[str], head: str = "") -> bytes:
    """Paragraphs are given as runs."""
    body = "".join(f"<w:p>{one}</w:p>" for one in paragraphs)
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"{head}<w:document {W}><w:body>{body}</w:body></w:document>",
        }
    )


def png(width: int, height: int, rows: bytes | None = None) -> bytes:
    """A grey PNG; without rows it claims a size that it does not have."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + kind + content + check

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    lines = rows if rows is not None else b"\0" * 10
    data = chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + data


def small_png() -> bytes:
    return png(4, 4, b"".join(b"\0" + bytes([200] * 4) for _ in range(4)))
