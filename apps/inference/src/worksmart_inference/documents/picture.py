"""A photographed or scanned page as a plain grey PNG, checked before it is unpacked."""

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from worksmart_inference.documents.pages import DocumentError, Pages

MAX_PIXELS = 40_000_000
LARGEST_SIDE = 2400


def read_picture(raw: bytes, wants_pictures: bool) -> Pages:
    """One page without text; its picture only when somebody can read pictures."""
    try:
        with Image.open(BytesIO(raw), formats=["PNG", "JPEG", "WEBP", "GIF"]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise DocumentError("document_unreadable")
            image.draft("L", (LARGEST_SIDE, LARGEST_SIDE))
            image.load()
            grey = image.convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise DocumentError("document_unreadable") from None
    pages = Pages()
    pages.add("")
    if wants_pictures:
        grey.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
        out = BytesIO()
        grey.save(out, format="PNG")
        pages.pictures[1] = out.getvalue()
    return pages
