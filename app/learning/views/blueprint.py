"""The blueprint that the views of this slice share."""

from flask import Blueprint

bp = Blueprint("learning", __name__, url_prefix="/learning")
