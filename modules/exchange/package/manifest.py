"""imsmanifest.xml: what a learning platform reads of a SCORM 1.2 package.

One SCO. No mastery score: with one, platforms judge by the score alone and write “failed”, while a module
is passed by the rule of progress and otherwise stays incomplete.
"""

from collections.abc import Sequence
from xml.etree import ElementTree

from modules.model import Module
from modules.text import ModuleText

PACKAGING = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
SCORM = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def manifest(module: Module, text: ModuleText, files: Sequence[str]) -> str:
    """The manifest of a package with these files, of which “index.html” is started."""
    ElementTree.register_namespace("", PACKAGING)
    ElementTree.register_namespace("adlcp", SCORM)
    root = _add(None, "manifest", identifier=f"ciss-{module.id}-{text.asked}", version=module.version)
    metadata = _add(root, "metadata")
    _add(metadata, "schema").text = "ADL SCORM"
    _add(metadata, "schemaversion").text = "1.2"
    organizations = _add(root, "organizations", default="ciss")
    organization = _add(organizations, "organization", identifier="ciss")
    _add(organization, "title").text = text.title
    item = _add(organization, "item", identifier=module.id, identifierref="player", isvisible="true")
    _add(item, "title").text = text.title
    resources = _add(root, "resources")
    player = _add(resources, "resource", identifier="player", type="webcontent", href="index.html")
    player.set(f"{{{SCORM}}}scormtype", "sco")
    for name in files:
        _add(player, "file", href=name)
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _add(parent: ElementTree.Element | None, tag: str, **attributes: str) -> ElementTree.Element:
    name = f"{{{PACKAGING}}}{tag}"
    if parent is None:
        return ElementTree.Element(name, attributes)
    return ElementTree.SubElement(parent, name, attributes)
