"""Other people's programs as judges; a test is skipped where one is not installed."""

import shutil
import subprocess
from pathlib import Path

import pytest


def run(program: str, *arguments: str | Path) -> str:
    """Output of a program, both streams together, whatever its exit code."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=900)
    return done.stdout + done.stderr


def text_of(path: Path) -> str:
    """The text of a PDF as a reader would copy it, on one line."""
    return " ".join(run("pdftotext", "-layout", path, "-").split())
