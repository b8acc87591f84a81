"""Texts of a Moodle XML file in CDATA, as Moodle itself writes those with signs.

Its reader (lib/xmlize.php) gets a text in pieces and drops those that are nothing but space. A new piece begins at each
escaped sign and every 4,096 bytes, and a space before a letter beyond ASCII is a piece of its own there: “& слово” would
arrive as “&слово”, and somewhere in a long file two words would grow together. CDATA is not cut like that.
"""

import re
from xml.sax.saxutils import unescape

_CUT = re.compile(r"<text>([^<]*[\s&][^<]*)</text>")


def in_cdata(xml: str) -> str:
    """The same document, each text with a space or an escaped sign in CDATA."""
    return _CUT.sub(lambda found: f"<text>{_section(unescape(found[1]))}</text>", xml)


def _section(words: str) -> str:
    return "<![CDATA[" + words.replace("]]>", "]]]]><![CDATA[>") + "]]>"
