"""Security headers on every answer: nothing foreign, nothing inline, nothing framed."""

from flask import Flask, Response, g, request

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; "
    "frame-src 'self'"
)


ALWAYS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def add(response: Response) -> Response:
    """Set what is not set yet, so that a served file may be stricter."""
    headers = response.headers
    there = {name.lower() for name, _ in headers}  # once: each `setdefault` walks through all of them
    for name, value in ALWAYS.items():
        if name.lower() not in there:
            headers.add(name, value)
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if g.get("person") is not None:
        headers.setdefault("Cache-Control", "private, no-cache")
    return response


def register(app: Flask) -> None:
    app.after_request(add)
