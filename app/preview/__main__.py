"""`python -m app.preview [module] [--port N]`: serve the modules on this machine alone, fresh at every request."""

import logging
import os
import tempfile
from pathlib import Path

import click
import waitress

from app.preview.desk import open_desk

HOST = "127.0.0.1"  # never another: everybody who reaches it is signed in
PORT = 8001


@click.command()
@click.argument("module", default="")
@click.option("--port", default=PORT, show_default=True, help="Where it listens, on this machine alone.")
def preview(module: str, port: int) -> None:
    """Show the modules as learners see them while they are written; stop with Ctrl+C, nothing is kept."""
    if os.environ.get("CISS_ENV", "development") == "production":
        raise click.ClickException(
            "The preview signs everybody in. It does not start with CISS_ENV=production."
        )
    logging.getLogger("waitress").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="ciss-preview-") as folder:
        app = open_desk(Path(folder), f"{HOST}:{port}")
        server = waitress.create_server(app, listen=f"{HOST}:{port}", threads=4, ident=None)
        click.echo(
            f"Preview: http://{HOST}:{port}/preview{'/' + module if module else ''}  (stop with Ctrl+C)"
        )
        server.run()


if __name__ == "__main__":
    preview()
