"""Production refuses what would put schools at risk; everything else has a default that needs no service."""

from pathlib import Path

import pytest
from flask import request

from app import create_app
from config import UnsafeSettings, load

SAFE = {
    "CISS_ENV": "production",
    "SECRET_KEY": "k" * 40,
    "CISS_KEY_PASSPHRASE": "p" * 20,
    "CISS_BASE_URL": "https://ciss.example",
}


def test_a_newcomer_needs_no_settings(tmp_path: Path) -> None:
    settings = load({"CISS_DATA": str(tmp_path)})
    assert settings.database_url.startswith("sqlite:///")
    assert settings.demo
    assert len(settings.secret_key) >= 32
    assert load({"CISS_DATA": str(tmp_path)}).secret_key == settings.secret_key


def test_safe_production_settings_start(tmp_path: Path) -> None:
    settings = load({**SAFE, "CISS_DATA": str(tmp_path)})
    assert settings.production
    assert not settings.demo


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "changeme"}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"CISS_KEY_PASSPHRASE": ""}, "CISS_KEY_PASSPHRASE"),
        ({"CISS_DEMO": "1"}, "CISS_DEMO"),
        ({"CISS_BASE_URL": "http://ciss.example"}, "https"),
    ],
)
def test_unsafe_production_settings_are_refused_by_name(
    tmp_path: Path, change: dict[str, str], words: str
) -> None:
    with pytest.raises(UnsafeSettings, match=words):
        load({**SAFE, "CISS_DATA": str(tmp_path), **change})


def test_production_does_not_start_with_debug_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    with pytest.raises(UnsafeSettings, match="FLASK_DEBUG"):
        load({**SAFE, "CISS_DATA": str(tmp_path)})


@pytest.mark.parametrize(
    ("proxies", "address", "secure"),
    [("0", "10.0.0.1", False), ("1", "203.0.113.9", True)],
    ids=["no proxy is trusted: what a stranger claims is not believed", "one proxy says who asks"],
)
def test_a_visitor_behind_a_proxy_is_known_by_their_own_address(
    tmp_path: Path, proxies: str, address: str, secure: bool
) -> None:
    app = create_app(load({"CISS_DATA": str(tmp_path), "CISS_PROXIES": proxies, "JOBS_URL": "none:"}))
    seen: list[tuple[str | None, bool]] = []
    app.before_request_funcs.setdefault(None, []).append(
        lambda: seen.append((request.remote_addr, request.is_secure))
    )
    claims = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9", "X-Forwarded-Proto": "https"}
    app.test_client().get("/healthz", headers=claims, environ_base={"REMOTE_ADDR": "10.0.0.1"})
    assert seen == [(address, secure)]
