"""Evidence by address: only what a stranger can open, in one normal form, and never opened by us."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.uploads import Refused
from app.uploads.links import check_link


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://school.example/rules", "https://school.example/rules"),
        ("  HTTPS://School.Example  ", "https://school.example/"),
        ("http://school.example:80/a", "http://school.example/a"),
        ("https://school.example:443", "https://school.example/"),
        (
            "https://школа.бел/правила?год=2026#з",
            "https://xn--80atdl2c.xn--90ais/%D0%BF%D1%80%D0%B0%D0%B2%D0%B8%D0%BB%D0%B0"
            "?%D0%B3%D0%BE%D0%B4=2026#%D0%B7",
        ),
        ("https://school.example/a%20b?x=1&y=%2F", "https://school.example/a%20b?x=1&y=%2F"),
        ("https://school.example./", "https://school.example/"),
        ("https://8.8.8.8/x", "https://8.8.8.8/x"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
    ],
)
def test_a_public_address_is_kept_in_its_normal_form(typed, kept):
    assert check_link(typed) == kept
    assert check_link(kept) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "web address"),
        ("school.example/rules", "web address"),
        ("https://", "web address"),
        ("https:///rules", "web address"),
        ("https://school", "web address"),
        ("https://school.example/a b", "web address"),
        ("https://school.example\\@evil.example/", "web address"),
        ("https://school.example/\u202egpj", "web address"),
        ("https://-bad-.example/", "web address"),
        ("https://[::1", "web address"),
        ("ftp://school.example/", "https://"),
        ("javascript:alert(1)", "https://"),
        ("data:text/html,x", "https://"),
        ("file:///etc/passwd", "https://"),
        ("mailto:a@school.example", "https://"),
        ("https://anna:secret@school.example/", "user name or password"),
        ("https://school.example:8443/", "unusual port"),
        ("http://school.example:443/", "unusual port"),
        ("https://school.example:99999/", "unusual port"),
        ("https://school.example/" + "a" * 2000, "too long"),
    ],
)
def test_other_addresses_are_refused_with_the_reason(typed, says):
    with pytest.raises(Refused, match=says):
        check_link(typed)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "10.0.0.5",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "192.0.0.8",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fc00::1]",
        "[fec0::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:8.8.8.8]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "localhost",
        "printer.local",
        "portal.school.lan",
        "wiki.internal",
        "LOCALHOST.",
        "router.home.arpa",
    ],
)
def test_addresses_inside_somebodys_network_are_refused(host):
    with pytest.raises(Refused, match="own network"):
        check_link(f"http://{host}/")


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0x7f.0.0.1",
        "１２７.0.0.1",
        "127.0.0.1.",
        "1.2.3.4.5",
    ],
)
def test_addresses_written_in_unusual_ways_are_refused(host):
    with pytest.raises(Refused):
        check_link(f"http://{host}/")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_normalised_once_or_refused_with_a_sentence(text):
    for typed in (text, f"https://{text}", f"https://school.example/{text}"):
        assert is_normal_or_explained(typed)


def is_normal_or_explained(typed: str) -> bool:
    try:
        kept = check_link(typed)
    except Refused as refused:
        return str(refused.message).endswith(".")
    return kept.isascii() and check_link(kept) == kept
