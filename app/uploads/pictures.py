"""Pictures are decoded and drawn anew: what comes out holds pixels and nothing else."""

import io

from PIL import Image, ImageFile, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from app.domain.message import Message
from app.uploads.verdict import Limits, Refused, Rewritten

_GPS = 0x8825
_BROKEN = Message(
    "This picture is damaged or cut short, so it cannot be shown. Please save or send it again and upload "
    "the "
    "new copy."
)
_TOO_LARGE = Message(
    "This picture has too many pixels. Please make it smaller, or save it as JPEG, and upload it again."
)
_PLACE = Message("The place where the photo was taken was removed from it.")
_SMALLER = Message("The picture was made smaller, to %(width)s × %(height)s pixels.")
_FIRST_ONLY = Message("Only the first of several pictures in this file was kept.")
_SAVE: dict[str, dict[str, int]] = {
    "JPEG": {"quality": 88},
    "PNG": {"compress_level": 4},
    "WEBP": {"quality": 88, "method": 2},
}


def rewrite(data: bytes, limits: Limits) -> Rewritten:
    """The picture as new JPEG, PNG or WEBP: upright, without EXIF, place and thumbnails, at most 2400
    pixels long.
    """
    try:
        return _redraw(data, limits)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(_TOO_LARGE) from error
    except Exception as error:  # a decoder may raise anything on hostile bytes
        raise Refused(_BROKEN) from error


def _redraw(data: bytes, limits: Limits) -> Rewritten:
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        width, height = picture.size
        _check_size(picture, kind, limits)
        longest = max(width, height)
        factor = min(1.0, limits.picture_side / longest)
        if kind == "JPEG":
            picture.draft(picture.mode, (int(width * factor), int(height * factor)))
        # WeasyPrint switches this on for the whole process when it is imported.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        picture.load()
        notes = [_PLACE] if picture.getexif().get_ifd(_GPS) else []
        if kind != "JPEG" and getattr(picture, "n_frames", 1) > 1:
            notes.append(_FIRST_ONLY)
        drawn = _plain(picture, kind)
        drawn.thumbnail(
            (limits.picture_side, limits.picture_side), Image.Resampling.LANCZOS, reducing_gap=2.0
        )
        drawn = ImageOps.exif_transpose(drawn)
    if factor < 1:
        notes.append(Message(_SMALLER.text, {"width": drawn.width, "height": drawn.height}))
    drawn.info.clear()  # no colour profile, comment or EXIF is handed on to the encoder
    out = io.BytesIO()
    drawn.save(out, format=kind, **_SAVE[kind])
    return Rewritten(out.getvalue(), notes=tuple(notes), pixels=drawn.size)


def _check_size(picture: Image.Image, kind: str, limits: Limits) -> None:
    """Refuses before decoding what would cost too much memory: the estimates were measured per decoder."""
    ceiling = limits.webp_pixels if kind == "WEBP" else limits.picture_pixels
    if picture.width * picture.height > ceiling or _memory(picture) > limits.picture_memory:
        raise Refused(_TOO_LARGE)


def _memory(picture: Image.Image) -> float:
    """Bytes the decoder needs, about."""
    pixels = picture.width * picture.height
    if isinstance(
        picture, JpegImageFile
    ):  # decoded at a fraction of its size, but a progressive one keeps all coefficients
        return pixels * 2.0 * _samples(picture) if picture.info.get("progressive") else 0.0
    if picture.mode in ("1", "L"):
        return pixels * 1.5
    return pixels * (9.0 if picture.has_transparency_data else 5.0)


def _samples(picture: JpegImageFile) -> float:
    """Coefficients per pixel: 3 when colour is kept whole, 1.5 when it is halved both ways."""
    sizes = [(across, down) for _, across, down, _ in picture.layer]
    widest = max(across for across, _ in sizes) * max(down for _, down in sizes)
    return sum(across * down for across, down in sizes) / widest


def _plain(picture: Image.Image, kind: str) -> Image.Image:
    """In a mode that can be made smaller well and that the encoder takes."""
    if picture.mode in ("L", "RGB") or (picture.mode == "RGBA" and kind != "JPEG"):
        return picture  # no copy: memory is what a large picture costs
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value / 256).convert("L")
    if kind != "JPEG" and picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture.convert("RGB")


# The library's own net below ours, for every picture that this process opens.
Image.MAX_IMAGE_PIXELS = Limits().picture_pixels
