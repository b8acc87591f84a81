"""Pictures are taken as they look, and without what they tell about their owner."""

import io
import struct
import zlib
from dataclasses import replace

import pytest
from PIL import Image, ImageFile

from app.uploads import DEFAULT, examine

from .build import photo, picture
from .refusal import refusal


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize(
    ("kind", "name", "media_type"),
    [("JPEG", "a.jpg", "image/jpeg"), ("PNG", "a.png", "image/png"), ("WEBP", "a.webp", "image/webp")],
)
def test_a_picture_comes_out_in_its_own_kind(kind, name, media_type):
    accepted = examine(picture(kind), name)
    assert accepted.media_type == media_type
    assert opened(accepted.content).format == kind
    assert accepted.pixels == (60, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_owner_and_camera_are_gone_and_the_person_hears_of_the_place(kind):
    accepted = examine(photo(kind=kind), f"a.{kind.lower()}")
    assert b"Owner Of The Phone" in photo(kind=kind)
    assert b"Owner Of The Phone" not in accepted.content
    assert not opened(accepted.content).getexif()
    assert "place" in str(accepted.notes[0])


def test_a_photo_taken_sideways_is_turned_upright():
    accepted = examine(photo(orientation=6, size=(600, 400)), "a.jpg")
    upright = opened(accepted.content)
    assert upright.size == (400, 600) == accepted.pixels
    red, _, blue = upright.getpixel((200, 100))
    assert red > 150 > blue


def test_a_big_phone_photo_is_taken_and_made_smaller():
    noise = Image.effect_noise((1000, 750), 90).resize((4000, 3000)).convert("RGB")
    out = io.BytesIO()
    noise.save(out, format="JPEG", quality=100, subsampling=0)
    photo_bytes = out.getvalue() + b"\0" * (12 * 1024 * 1024 - out.tell())
    accepted = examine(photo_bytes, "IMG_2041.JPG")
    assert len(photo_bytes) == 12 * 1024 * 1024
    assert accepted.pixels == (2400, 1800)
    assert accepted.size < 3 * 1024 * 1024
    assert "2400 × 1800" in str(accepted.notes[0])


def test_what_is_hidden_behind_a_picture_is_not_stored():
    accepted = examine(picture() + b"PK\x03\x04<?php system('x');", "a.jpg")
    assert b"php" not in accepted.content


def test_two_photos_in_one_file_of_a_phone_become_one():
    out = io.BytesIO()
    first = Image.new("RGB", (30, 20), "red")
    first.save(out, format="MPO", save_all=True, append_images=[Image.new("RGB", (30, 20), "blue")])
    accepted = examine(out.getvalue(), "a.jpg")
    assert opened(accepted.content).format == "JPEG"


def test_only_the_first_picture_of_an_animation_is_kept():
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(
        out, format="WEBP", save_all=True, append_images=[Image.new("RGB", (30, 20), "blue")]
    )
    accepted = examine(out.getvalue(), "a.webp")
    assert getattr(opened(accepted.content), "n_frames", 1) == 1
    assert "first" in str(accepted.notes[0])


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_every_way_of_storing_colours_in_png_is_understood(mode):
    out = io.BytesIO()
    source = Image.new("L", (3000, 30), 200)
    (Image.new("I;16", (3000, 30), 51400) if mode == "I;16" else source.convert(mode)).save(out, format="PNG")
    drawn = opened(examine(out.getvalue(), "a.png").content).convert("L")
    assert drawn.size == (2400, 24)
    assert abs(drawn.getpixel((10, 10)) - 200) < 60


def test_a_see_through_picture_stays_see_through():
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, format="PNG")
    assert opened(examine(out.getvalue(), "a.png").content).getpixel((5, 5))[3] == 0


def test_a_printers_jpeg_in_four_inks_is_taken():
    assert opened(examine(picture(mode="CMYK"), "a.jpg").content).mode == "RGB"


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_a_picture_cut_short_is_refused_even_when_the_process_tolerates_it(kind, name, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = picture(kind, (300, 200))
    assert "damaged or cut short" in refusal(whole[: len(whole) * 2 // 3], name)


def claiming(size: tuple[int, int]) -> bytes:
    """A small PNG whose head claims to be of another size."""
    small = picture("PNG")
    head = b"IHDR" + struct.pack(">2I", *size) + small[24:29]
    return small[:12] + head + struct.pack(">I", zlib.crc32(head)) + small[33:]


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded():
    for size in ((6000, 5000), (20_000, 20_000), (2**31 - 1, 2**31 - 1)):
        assert "too many pixels" in refusal(claiming(size), "a.png")
    assert "too many pixels" in refusal(picture(), "a.jpg", replace(DEFAULT, picture_pixels=2000))
    assert "too many pixels" in refusal(picture("WEBP"), "a.webp", replace(DEFAULT, webp_pixels=2000))


def test_a_progressive_jpeg_is_measured_by_what_its_decoder_needs():
    progressive = picture("JPEG", (600, 400), progressive=True)
    assert examine(progressive, "a.jpg").pixels == (600, 400)
    assert "too many pixels" in refusal(progressive, "a.jpg", replace(DEFAULT, picture_memory=500_000))
