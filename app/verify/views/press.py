"""What a school may show of its certificate: the badge, words in five languages, a poster."""

from flask import abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.certification import letters
from app.verify import queries
from app.verify.views.blueprint import bp
from app.web.guard import public
from certificates.facts import LANGUAGES
from certificates.press import wording

NAMES = {"en": "English", "be": "Беларуская", "ro": "Română", "ru": "Русский", "uk": "Українська"}


@bp.get("/verify/<ref:code>/press-kit")
@public
def press_kit(code: str) -> ResponseReturnValue:
    certificate, facts = queries.certificate(code.upper()), queries.facts(code.upper())
    if certificate is None or facts is None:
        abort(404)
    return render_template(
        "verify/press_kit.html",
        page=certificate,
        wordings=[wording(facts, language) for language in LANGUAGES],
        names=NAMES,
        poster=letters.exists("poster", certificate.code),
        address=f"{current_app.config['SETTINGS'].base_url}/verify/{certificate.code}",
    )


@bp.get("/verify/<ref:code>/poster.pdf")
@public
def poster(code: str) -> ResponseReturnValue:
    """The stored poster; while it is being drawn, the page that says so."""
    name = code.upper()
    found = letters.stored("poster", name, f"{name}-poster.pdf")
    if found is None:
        return redirect(url_for("verify.press_kit", code=name), 303)
    return found
