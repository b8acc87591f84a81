"""The blueprint that the views of this slice share."""

from flask import Blueprint

from app.files import drop_unclaimed

bp = Blueprint("meetings", __name__, url_prefix="/meetings")
bp.teardown_request(drop_unclaimed)
