"""Files as schools have them on a desk: a scanned order, a photo, a list, and one that only pretends."""

from pathlib import Path

from PIL import Image

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
    """A photo of a poster, with the phone's name in its EXIF."""
    file, exif = folder / "poster.jpg", Image.Exif()
    exif[0x010F] = "A phone"
    Image.effect_mandelbrot((800, 600), (-2, -1.2, 1, 1.2), 40).convert("RGB").save(file, "JPEG", exif=exif)
    return file


def program_in_disguise(folder: Path) -> Path:
    """A program named like a document."""
    file = folder / "policy.pdf"
    file.write_bytes(b"MZ\x90\x00\x03" + bytes(4000))
    return file
