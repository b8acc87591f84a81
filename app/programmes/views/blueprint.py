"""The blueprint that the views of this slice bind to."""

from flask import Blueprint

bp = Blueprint("programmes", __name__, url_prefix="/programmes")
