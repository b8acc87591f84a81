"""Views of the slice learning."""

from flask import Blueprint

bp = Blueprint("learning", __name__, url_prefix="/learning")
