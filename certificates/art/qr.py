"""The address of the verify page as a QR code, drawn like the rest of the art."""

from __future__ import annotations

from certificates.art.shapes import Copies, Segment, Shape, rectangle

# The place that certificate.css keeps free for it: left, top and side of the square, quiet zone included.
LEFT, TOP, SIDE = 243.0, 141.0, 26.0
_QUIET = 2


def qr(url: str, left: float = LEFT, top: float = TOP, side: float = SIDE) -> Shape:
    """One path of dark runs in millimetres on the page; error correction M, readable in print and from a screen."""
    import segno

    code = segno.make(url, error="m", micro=False)
    unit = side / int(code.symbol_size(border=_QUIET)[0])
    path: list[Segment] = []
    for y, row in enumerate(code.matrix):
        start = None
        for x, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                path += rectangle(start, y, x - start, 1)
                start = None
    corner = left + _QUIET * unit, top + _QUIET * unit
    return Shape(tuple(path), fill="#000000", copies=(Copies((unit, 0, 0, unit, *corner)),))
