"""Views of the slice applications."""

from flask import Blueprint

bp = Blueprint("applications", __name__, url_prefix="/applications")
