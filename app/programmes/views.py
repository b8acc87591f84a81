"""Views of the slice programmes."""

from flask import Blueprint

bp = Blueprint("programmes", __name__, url_prefix="/programmes")
