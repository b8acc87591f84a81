"""Certificates: plain facts in, a document that proves itself out.

The package stands alone: it never imports the application, reads no clock and fetches nothing. Start at `facts.py`
(what a certificate says), `render.py` (how it looks), `seal.py` (why it can be trusted) and `credential.py`
(the same award for machines).
"""
