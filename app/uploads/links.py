"""Evidence by address: a link is checked and tidied, never opened."""

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

import idna

from app.domain.message import Message
from app.uploads.verdict import Refused

LONGEST = 2000
_INCOMPLETE = Message(
    "This does not look like a web address. It should begin with https:// and name a site, for example "
    "https://school.example/rules."
)
_SCHEME = Message("Only addresses that begin with https:// or http:// can be added.")
_CREDENTIALS = Message(
    "This address contains a user name or password. Please remove it: everybody who opens the link would "
    "see it."
)
_PRIVATE = Message(
    "This address only works inside your own network. Please put the document where others can open it, or "
    "upload it as a file."
)
_PORT = Message("This address uses an unusual port. Please use the site’s normal address.")
_LONG = Message("This address is too long. Please use its short form, of at most %(most)s characters.")
_PORTS = {"http": (None, 80), "https": (None, 443)}
_LOCAL_ENDINGS = (
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "localdomain",
    "test",
    "invalid",
    "onion",
    "home.arpa",
)
_NUMBERS = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*")
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def check_link(url: str) -> str:
    """`url` in its one normal form (small letters in the host, ASCII, no default port); `Refused` when
    others could not or should not open it.
    """
    text = unicodedata.normalize("NFC", url.strip())
    if len(text) > LONGEST:
        raise Refused(Message(_LONG.text, {"most": LONGEST}))
    if any(unicodedata.category(char) in _HIDDEN for char in text) or re.search(r"[\s\\]", text):
        raise Refused(_INCOMPLETE)
    parts = _split(text)
    if parts.scheme not in _PORTS:
        raise Refused(_INCOMPLETE if not parts.scheme or "." in parts.scheme else _SCHEME)
    if "@" in parts.netloc:
        raise Refused(_CREDENTIALS)
    host = _host(parts)
    if _port(parts) not in _PORTS[parts.scheme]:
        raise Refused(_PORT)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    fragment = quote(parts.fragment, safe="/?%:@!$&'()*+,;=~-._")
    normal = urlunsplit((parts.scheme, host, path, query, fragment))
    if len(normal) > LONGEST:
        raise Refused(Message(_LONG.text, {"most": LONGEST}))
    return normal


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError:
        raise Refused(_INCOMPLETE) from None


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise Refused(_PORT) from None


def _host(parts: SplitResult) -> str:
    """The host in ASCII: a public name, or a public address written in full."""
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise Refused(_INCOMPLETE)
    if ":" in host:
        return f"[{_public(host)}]"
    try:
        name = idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        raise Refused(_INCOMPLETE) from None
    if name.count(".") == 3 and name.replace(".", "").isdigit():
        return _public(name)
    if name.endswith(_dotted(_LOCAL_ENDINGS)) or name in _LOCAL_ENDINGS:
        raise Refused(_PRIVATE)
    if "." not in name or _NUMBERS.fullmatch(name) or name.rsplit(".", 1)[-1].isdigit():
        raise Refused(_INCOMPLETE)
    return name


def _dotted(endings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f".{ending}" for ending in endings)


def _public(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        raise Refused(_INCOMPLETE) from None
    if not is_public(parsed):
        raise Refused(_PRIVATE)
    return str(parsed)


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address belongs to the public internet; addresses that only wrap another (IPv4 in IPv6,
    6to4, Teredo, NAT64) do not, whatever they wrap.
    """
    if isinstance(address, ipaddress.IPv6Address):
        wraps = address.ipv4_mapped or address.sixtofour or address.teredo or address in _NAT64
        if wraps or address.is_site_local:
            return False
    elif address in _PROTOCOLS:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_PROTOCOLS = ipaddress.IPv4Network("192.0.0.0/24")
