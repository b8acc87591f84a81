"""Files built on the spot: whole ones as people have them, and broken or hostile ones."""

import io
import zipfile

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

CONTENT_TYPES = "[Content_Types].xml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: object
) -> bytes:
    """A picture whose left half is red and right half is blue."""
    image = Image.new("RGB", size, (200, 20, 20))
    image.paste((20, 20, 200), (size[0] // 2, 0, size[0], size[1]))
    out = io.BytesIO()
    image.convert(mode).save(out, format=kind, **options)
    return out.getvalue()


def photo(orientation: int = 1, size: tuple[int, int] = (60, 40), kind: str = "JPEG") -> bytes:
    """A picture with what a phone writes into it: direction, place, owner."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Owner Of The Phone"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 54.0, 27.0), 3: "E", 4: (27.0, 33.0, 41.0)})
    return picture(kind, size, exif=exif)


def blank_pdf(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    return pdf


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def pdf_with_action(**action: object) -> bytes:
    """A PDF whose page has a link that does `action`."""
    pdf = blank_pdf()
    pdf.pages[0].Annots = Array(
        [
            pdf.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 50, 50], A=Dictionary(**action))
            )
        ]
    )
    return saved(pdf)


def archive(parts: dict[str, bytes | str], packed: bool = True) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def relation(kind: str, target: str, external: bool = False, number: int = 1) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def relations(*entries: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}<Relationships xmlns="{RELATIONS}">{"".join(entries)}</Relationships>'


def docx_parts(body: str = "<w:p><w:r><w:t>Our rules</w:t></w:r></w:p>") -> dict[str, bytes | str]:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return {
        CONTENT_TYPES: '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": relations(relation("officeDocument", "word/document.xml")),
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{word}" '
        'xmlns:v="urn:schemas-microsoft-com:vml">'
        f"<w:body>{body}</w:body></w:document>",
        "docProps/core.xml": '<?xml version="1.0"?><cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:creator>Anna Secretary</dc:creator></cp:coreProperties>",
    }


def docx(body: str | None = None) -> bytes:
    return archive(docx_parts(body) if body else docx_parts())


def docx_and(extra: dict[str, bytes | str]) -> bytes:
    return archive(docx_parts() | extra)


def odt_parts(body: str = "<text:p>Our rules</text:p>") -> dict[str, bytes | str]:
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "meta.xml": '<?xml version="1.0"?><office:document-meta '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:creator>Anna Secretary</dc:creator>'
        "</office:meta></office:document-meta>",
        "META-INF/manifest.xml": '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>',
    }


def odt(body: str | None = None) -> bytes:
    return archive(odt_parts(body) if body else odt_parts())


def odt_and(extra: dict[str, bytes | str]) -> bytes:
    return archive(odt_parts() | extra)
