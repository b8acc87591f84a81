"""Run as a program of its own: PDF bytes in, one line of JSON out. Arguments: most pages, most characters, seconds."""

import contextlib
import io
import json
import logging
import sys

MEMORY = 1024 * 1024 * 1024


def limit(seconds: int) -> None:
    """No more memory and time than this, where the system can hold a process to it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def read(data: bytes, pages: int, characters: int) -> dict[str, str]:
    """The text, or why there is none: password, pages, broken."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"refused": "password"}
        if len(reader.pages) > pages:
            return {"refused": "pages"}
        found: list[str] = []
        left = characters
        for page in reader.pages:
            found.append(page.extract_text()[:left])
            left -= len(found[-1])
            if left <= 0:
                break
    except Exception:  # a parser may raise anything on hostile bytes
        return {"refused": "broken"}
    return {"text": "\n".join(found)}


def main(arguments: list[str]) -> None:
    pages, characters, seconds = map(int, arguments)
    limit(seconds)
    logging.disable()
    answer = json.dumps(read(sys.stdin.buffer.read(), pages, characters))
    sys.stdout.write(answer)


if __name__ == "__main__":
    main(sys.argv[1:])
