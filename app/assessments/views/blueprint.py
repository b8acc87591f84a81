"""The blueprint that the views of this slice bind to."""

from flask import Blueprint

bp = Blueprint("assessments", __name__, url_prefix="/assessments")
