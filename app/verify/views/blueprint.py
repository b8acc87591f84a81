"""The blueprint that the views of this slice bind to. Some of its addresses are fixed by standards."""

from flask import Blueprint

bp = Blueprint("verify", __name__)
