"""The last touches to a PDF before it is written: art, metadata of PDF/UA, exact figure boxes, a field for the seal."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from certificates.art.shapes import MM, Point, Shape, pdf_operators

PX_TO_PT = 0.75
_UA = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


@dataclass(frozen=True)
class SealField:
    """Where the signature field lies on the first page: centre and radius in millimetres from the top left corner."""

    centre: Point
    radius: float
    description: str


@dataclass(frozen=True)
class Finisher:
    """Called by WeasyPrint with (document, pdf) right before the file is written."""

    page_height: float
    art: bytes = b""
    marks: Sequence[Shape] = ()
    figure: Sequence[Shape] = ()
    seal: SealField | None = None

    def __call__(self, document: Any, pdf: Any) -> None:
        """Change the open PDF in place."""
        _identify(pdf)
        _correct_figures(pdf, self.page_height * MM)
        if "AF" in pdf.catalog:
            unique = dict.fromkeys(pdf.catalog["AF"])
            pdf.catalog["AF"].clear()
            pdf.catalog["AF"].extend(unique)
        if self.art:
            _draw(pdf, self.art, pdf_operators(self.marks, self.page_height))
        if self.figure:
            _draw_figure(pdf, pdf_operators(self.figure, self.page_height), self.page_height * MM)
        if self.seal:
            _add_seal_field(pdf, self.seal, self.page_height)


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _identify(pdf: Any) -> None:
    """PDF/UA part 1, and the extension schema by which PDF/A allows that property."""
    metadata = _object(pdf, pdf.catalog["Metadata"])
    opening = b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    text: bytes = metadata.stream[0]
    head, tail = text.split(b"<rdf:RDF", 1)
    attributes, body = tail.split(b">", 1)
    if opening not in attributes:
        raise ValueError("unexpected metadata")
    inner = _UA.split(">", 1)[1].encode()
    metadata.stream[0] = head + b"<rdf:RDF" + attributes + b">" + inner + body
    metadata.compress = False


def _correct_figures(pdf: Any, page_height: float) -> None:
    """WeasyPrint gives a figure's box in CSS pixels from the top; PDF wants points from the bottom."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("S") == "/Figure" and "A" in item:
            x1, y1, x2, y2 = (value * PX_TO_PT for value in item["A"]["BBox"])
            item["A"]["BBox"][:] = [x1, page_height - y2, x2, page_height - y1]


def deflated(shapes: Sequence[Shape], page_height: float) -> bytes:
    """Static art as a compressed PDF stream, to be kept and used for every document."""
    return zlib.compress(pdf_operators(shapes, page_height), 9)


def _draw(pdf: Any, art: bytes, marks: bytes) -> None:
    """Art as one form, then marks, as artifacts under the first page's text."""
    import pydyf

    page = _object(pdf, pdf.page_references[0])
    width, height = page["MediaBox"][2], page["MediaBox"][3]
    form = pydyf.Stream(
        [art],
        {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, width, height]),
            "Resources": pydyf.Dictionary(),
            "Filter": "/FlateDecode",
            "Length": len(art),
        },
    )
    pdf.add_object(form)
    _object(pdf, page["Resources"])["XObject"]["Art"] = form.reference
    _object(pdf, page["Contents"]).stream.insert(0, b"/Artifact BMC q /Art Do Q\n" + marks + b"\nEMC")


def _draw_figure(pdf: Any, picture: bytes, page_height: float) -> None:
    """A picture inside the page's only figure, so that its spoken title belongs to it.

    There the page is measured in CSS pixels from the top; the picture brings its own measure in points from the bottom.
    """
    content = _object(pdf, _object(pdf, pdf.page_references[0])["Contents"]).stream
    begin = content.index("/Figure")
    if content[begin + 2] != b"BDC":
        raise ValueError("unexpected content")
    undo = f"q {1 / PX_TO_PT:.6f} 0 0 {-1 / PX_TO_PT:.6f} 0 {page_height / PX_TO_PT:.4f} cm\n".encode()
    content.insert(begin + 3, undo + picture + b"\nQ")


def _empty_form(pdf: Any, side: float) -> Any:
    """An appearance that draws nothing: the seal below it is what people see."""
    import pydyf

    box = pydyf.Array([0, 0, side, side])
    form = {"Type": "/XObject", "Subtype": "/Form", "BBox": box, "Resources": pydyf.Dictionary()}
    empty = pydyf.Stream([b" "], form)
    pdf.add_object(empty)
    return empty


def _offer(pdf: Any, page_reference: Any, widget: Any) -> None:
    """List the field on its page and in the document's form, where a signer looks for it."""
    import pydyf

    _object(pdf, page_reference).setdefault("Annots", pydyf.Array()).append(widget)
    form = pydyf.Dictionary({"Fields": pydyf.Array([widget])})
    pdf.add_object(form)
    pdf.catalog["AcroForm"] = form.reference


def _add_seal_field(pdf: Any, seal: SealField, page_height: float) -> None:
    """An unsigned signature field over the drawn seal, tagged as a form with a spoken description."""
    import pydyf

    x, y, r = seal.centre[0] * MM, (page_height - seal.centre[1]) * MM, seal.radius * MM
    page_reference = pdf.page_references[0]
    empty = _empty_form(pdf, 2 * r)
    tree = _object(pdf, pdf.catalog["StructTreeRoot"])
    numbers = _object(pdf, tree["ParentTree"])["Nums"]
    key = numbers[-2] + 1
    widget = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String("seal"),
            "TU": pydyf.String(seal.description),
            "Contents": pydyf.String(seal.description),
            "F": 132,
            "Rect": pydyf.Array([x - r, y - r, x + r, y + r]),
            "P": page_reference,
            "AP": pydyf.Dictionary({"N": empty.reference}),
            "StructParent": key,
        }
    )
    pdf.add_object(widget)
    marker = pydyf.Dictionary({"Type": "/OBJR", "Obj": widget.reference, "Pg": page_reference})
    pdf.add_object(marker)
    root = _object(pdf, tree["K"][0])
    words = pydyf.String(seal.description)
    kids = pydyf.Array([marker.reference])
    tag = {"Type": "/StructElem", "S": "/Form", "P": root.reference, "Pg": page_reference}
    element = pydyf.Dictionary({**tag, "K": kids, "Alt": words})
    pdf.add_object(element)
    root["K"].append(element.reference)
    numbers.extend([key, element.reference])
    _offer(pdf, page_reference, widget.reference)
