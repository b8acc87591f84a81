"""Serving with waitress: one process that buffers slow phones, with the job thread beside it."""

import logging

import waitress
from flask import Flask

from app.jobs import start_thread


def prepare(app: Flask) -> None:
    """Migrate, and fill an empty demonstration: in the serving process, so that a start costs one start of Python."""
    from flask_migrate import upgrade

    from app.extensions import db

    upgrade("migrations")
    db.session.remove()
    if app.config["SETTINGS"].demo:
        from app.demo import seed_if_empty

        if seed_if_empty():
            print("The demonstration is ready.", flush=True)
        db.session.remove()


def serve_forever(app: Flask) -> None:
    """Serve at CISS_BIND until stopped."""
    settings = app.config["SETTINGS"]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for chatty in ("huey", "weasyprint", "fontTools", "pyhanko"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    start_thread(app)
    print(f"CISS is at {settings.base_url}  (stop with Ctrl+C)", flush=True)
    waitress.serve(
        app,
        listen=settings.bind,
        threads=8,
        ident=None,
        max_request_body_size=23 * 1024 * 1024,
        clear_untrusted_proxy_headers=not settings.proxies,
    )
