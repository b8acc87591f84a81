"""The blueprint that the views of this slice bind to."""

from flask import Blueprint

bp = Blueprint("reviews", __name__, url_prefix="/reviews")
