"""Views of the slice reviews."""

from flask import Blueprint

bp = Blueprint("reviews", __name__, url_prefix="/reviews")
