"""Static files: copied once per version into the data folder, compressed there, served by WhiteNoise for ever."""

import gzip
import hashlib
import shutil
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

SOURCE = Path(__file__).parent.parent / "static"
SKIP = {"scss"}


def files() -> list[Path]:
    """Every file that browsers may have, relative to the static folder."""
    found = (path.relative_to(SOURCE) for path in sorted(SOURCE.rglob("*")) if path.is_file())
    return [path for path in found if path.parts[0] not in SKIP]


def version() -> str:
    """Hash of all static files: the folder of their URLs, so that caches may keep them for ever."""
    total = hashlib.sha256()
    for path in files():
        total.update(str(path).encode() + (SOURCE / path).read_bytes())
    return total.hexdigest()[:12]


def publish(app: Flask, data: Path) -> str:
    """Serve the static files under /static/<version>/; returns that prefix."""
    name = version()
    target = data / "static" / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        building = target.with_suffix(f".{hashlib.sha256(str(id(app)).encode()).hexdigest()[:8]}")
        for path in files():
            copy = building / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(SOURCE / path, copy)
            if path.suffix in {".css", ".js", ".svg", ".txt"}:
                copy.with_name(copy.name + ".gz").write_bytes(
                    gzip.compress((SOURCE / path).read_bytes(), mtime=0)
                )
        if target.exists():
            shutil.rmtree(building)
        else:
            building.rename(target)
    prefix = f"static/{name}"
    noise = WhiteNoise(app.wsgi_app, max_age=31536000, immutable_file_test=lambda path, url: True)
    noise.add_files(str(target), prefix=prefix)
    app.wsgi_app = noise  # type: ignore[method-assign]
    return f"/{prefix}/"
