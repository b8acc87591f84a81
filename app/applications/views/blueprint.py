"""The blueprint that the views of this slice bind to."""

from flask import Blueprint

bp = Blueprint("applications", __name__, url_prefix="/applications")
