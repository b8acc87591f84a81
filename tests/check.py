"""Everything CI checks, in one list for people and machines alike: `./ciss check`."""

import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
STEPS: list[tuple[str, list[str]]] = [
    ("format", [f"{BIN}/ruff", "format", "--check", "."]),
    ("lint", [f"{BIN}/ruff", "check", "."]),
    ("types", [f"{BIN}/mypy"]),
    ("imports", [f"{BIN}/lint-imports", "--no-cache"]),
    ("templates", [f"{BIN}/djlint", "app/templates", "--lint", "--quiet"]),
    ("content", [sys.executable, "-m", "modules.check"]),
    ("tests", [sys.executable, "-m", "pytest"]),
]


def main(arguments: list[str]) -> int:
    """Run every step, or those named (`./ciss check lint types`); say which failed."""
    failed = []
    for name, command in STEPS:
        if arguments and name not in arguments:
            continue
        print(f"── {name}", flush=True)
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
    print(f"── {'failed: ' + ', '.join(failed) if failed else 'everything holds'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
