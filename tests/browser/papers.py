"""Files as schools have them on a desk: a scanned order, a photo, a list, and one that only pretends."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WAYS = (("Any teacher", "#1f6f5c"), ("The box by the library", "#b4690e"), ("The helpline", "#7a2f5f"))
LIST = """sourced_id,name,region,locality
by-1,Lyceum No. 2,Brest Region,Pinsk
by-2,,Brest Region,Pinsk
by-3,Gymnasium No. 1,Gomel Region,Mazyr
"""


def list_of_schools(folder: Path) -> Path:
    """Three schools; the second has no name."""
    file = folder / "schools.csv"
    file.write_text(LIST, "utf-8")
    return file


def signed_order(folder: Path) -> Path:
    """One page as a scanner makes it."""
    file = folder / "order-of-the-head.pdf"
    Image.new("RGB", (620, 877), "#fbfaf4").save(file, "PDF")
    return file


def photo(folder: Path) -> Path:
    """A photo of a poster on a wall, with the phone's name in its EXIF."""
    file, exif, font = folder / "poster.jpg", Image.Exif(), ImageFont.load_default(38)
    exif[0x010F] = "A phone"
    picture = Image.new("RGB", (900, 640), "#c9bfae")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((110, 50, 790, 590), "#fffdf6", "#8a8172", 4)
    pen.text((150, 80), "Three ways to tell", "#0b4f59", ImageFont.load_default(56))
    for place, (words, colour) in enumerate(WAYS):
        pen.rounded_rectangle((150, 190 + 125 * place, 750, 290 + 125 * place), 18, colour)
        pen.text((180, 214 + 125 * place), words, "#ffffff", font)
    picture.save(file, "JPEG", exif=exif)
    return file


def program_in_disguise(folder: Path) -> Path:
    """A program named like a document."""
    file = folder / "policy.pdf"
    file.write_bytes(b"MZ\x90\x00\x03" + bytes(4000))
    return file
