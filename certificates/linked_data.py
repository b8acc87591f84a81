"""JSON-LD without a network: bundled contexts pinned by hash, undefined terms refused, RDF canonicalisation.

PyLD drops a term that no context defines; it would then be shown but not signed. So every document is first expanded
with a marker vocabulary in front, and refused if the marker turns up.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "contexts"
CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
PINS = {
    CREDENTIALS: (
        "credentials-v2.jsonld",
        "8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f",
    ),
    BADGES: ("open-badges-3.0.3.jsonld", "ca836d808e9a9fb27124d2b83df15e31a4b63c910cab870bf48dc35cc70185f2"),
    EXTENSIONS: (
        "open-badges-extensions.jsonld",
        "7c24eea3ee3398f7449f53270721e5e384e48d3c8c29516cf1e2f0e383024084",
    ),
}
_MARKER = "urn:ciss:undefined#"


class LinkedDataError(ValueError):
    """A document uses a context or a term that is not ours to sign."""


@lru_cache(maxsize=8)
def context(url: str) -> dict[str, Any]:
    """A bundled context; raises LinkedDataError for any other address or a file that was changed."""
    if url not in PINS:
        raise LinkedDataError(f"The context {url} is not bundled; nothing is fetched.")
    name, expected = PINS[url]
    data = (FOLDER / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != expected:
        raise LinkedDataError(f"The bundled context {name} was changed.")
    loaded: dict[str, Any] = json.loads(data)
    return loaded


def _load(url: str, options: Any = None) -> dict[str, Any]:
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": context(url),
        "contentType": "application/ld+json",
    }


def canonical(document: dict[str, Any]) -> bytes:
    """RDFC-1.0 N-Quads of a document; raises LinkedDataError for undefined terms or foreign contexts."""
    from pyld import jsonld

    _refuse_undefined(document)
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _load}
    try:
        quads: str = jsonld.normalize(document, options)
    except jsonld.JsonLdError as error:
        raise LinkedDataError(f"The document cannot be read as linked data: {error}") from error
    return quads.encode()


def _refuse_undefined(document: dict[str, Any]) -> None:
    from pyld import jsonld

    contexts = document.get("@context")
    if not isinstance(contexts, list) or not all(isinstance(entry, str) for entry in contexts):
        raise LinkedDataError("The document must name its contexts by address.")
    marked = document | {"@context": [{"@vocab": _MARKER}, *contexts]}
    try:
        expanded = jsonld.expand(marked, {"documentLoader": _load})
    except jsonld.JsonLdError as error:
        raise LinkedDataError(f"The document cannot be read as linked data: {error}") from error
    if undefined := sorted(_marked(expanded)):
        raise LinkedDataError(f"No context defines: {', '.join(undefined)}.")


def _marked(value: Any) -> set[str]:
    if isinstance(value, dict):
        found = {key.removeprefix(_MARKER) for key in value if key.startswith(_MARKER)}
        return found.union(*(_marked(entry) for entry in value.values()), set())
    if isinstance(value, list):
        return set().union(*(_marked(entry) for entry in value))
    if isinstance(value, str) and value.startswith(_MARKER):
        return {value.removeprefix(_MARKER)}
    return set()
