"""Production refuses what would put schools at risk; everything else has a default that needs no service."""

from pathlib import Path

import pytest

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
