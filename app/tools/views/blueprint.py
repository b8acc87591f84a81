"""The blueprint that the views of this slice bind to."""

from flask import Blueprint

from app.files import drop_unclaimed

bp = Blueprint("tools", __name__, url_prefix="/tools")
bp.teardown_request(drop_unclaimed)
