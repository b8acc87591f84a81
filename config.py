"""Settings: one frozen value read from the environment, refused when unsafe in production."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

KNOWN_SECRETS = {"", "dev", "secret", "changeme", "change-me", "test"}


class UnsafeSettings(RuntimeError):
    """Production was asked to start with settings that would put schools at risk."""


@dataclass(frozen=True)
class Settings:
    """Where things are and how they run. Every field has a default that needs no service."""

    environment: str  # development | production | test
    secret_key: str
    data: Path  # folder for the database, files, mail and keys
    database_url: str
    storage_url: str
    mail_url: str
    jobs_url: str  # thread: | none: | redis://… | sqlite:///…
    base_url: str  # as the public types it; used in mail, QR codes and credentials
    bind: str
    demo: bool  # one-click doors for the demonstration's people
    key_passphrase: str
    tsa_url: str = ""
    trust: str = ""  # folder of certificates and revocation lists to embed beside a time stamp
    pkcs11: str = ""  # module of the token that holds the seal's key
    pkcs11_token: str = ""
    pkcs11_pin: str = field(default="", repr=False)
    mail_from: str = "CISS <no-reply@localhost>"
    clamd_url: str = ""
    proxies: int = 0  # trusted proxies in front: only as many forwarded addresses are believed

    @property
    def production(self) -> bool:
        return self.environment == "production"


def _secret(data: Path, name: str) -> str:
    """A secret of this installation, made once and kept in the data folder (mode 600)."""
    path = data / name
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()


def _refuse_unsafe(settings: Settings) -> None:
    """Raise UnsafeSettings naming the first unsafe value of a production installation."""
    if settings.secret_key.lower() in KNOWN_SECRETS or len(settings.secret_key) < 32:
        raise UnsafeSettings("SECRET_KEY must be a random text of at least 32 characters.")
    if settings.key_passphrase.lower() in KNOWN_SECRETS or len(settings.key_passphrase) < 16:
        raise UnsafeSettings("CISS_KEY_PASSPHRASE must be set, with at least 16 characters.")
    if settings.demo:
        raise UnsafeSettings("CISS_DEMO opens doors without a password; it cannot be on in production.")
    if os.environ.get("FLASK_DEBUG", "0") not in ("", "0"):
        raise UnsafeSettings("FLASK_DEBUG must be off in production.")
    if not settings.base_url.startswith("https://"):
        raise UnsafeSettings("CISS_BASE_URL must start with https:// in production.")


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment. Raises UnsafeSettings for unsafe production values."""
    env = os.environ if environ is None else environ
    environment = env.get("CISS_ENV", "development")
    data = Path(env.get("CISS_DATA", "data")).resolve()
    production = environment == "production"
    bind = env.get("CISS_BIND", "127.0.0.1:8000")
    settings = Settings(
        environment=environment,
        secret_key=env.get("SECRET_KEY", "") or ("" if production else _secret(data, "secret-key")),
        data=data,
        database_url=env.get("DATABASE_URL", "") or f"sqlite:///{data / 'ciss.sqlite3'}",
        storage_url=env.get("STORAGE_URL", "") or f"file://{data / 'files'}",
        mail_url=env.get("MAIL_URL", "") or f"file://{data / 'mail'}",
        jobs_url=env.get("JOBS_URL", "") or "thread:",
        base_url=(env.get("CISS_BASE_URL", "") or f"http://{bind}").rstrip("/"),
        bind=bind,
        demo=env.get("CISS_DEMO", "0" if production else "1") == "1",
        key_passphrase=env.get("CISS_KEY_PASSPHRASE", "")
        or ("" if production else _secret(data, "key-passphrase")),
        tsa_url=env.get("CISS_TSA_URL", ""),
        trust=env.get("CISS_TRUST", ""),
        pkcs11=env.get("CISS_PKCS11", ""),
        pkcs11_token=env.get("CISS_PKCS11_TOKEN", ""),
        pkcs11_pin=env.get("CISS_PKCS11_PIN", ""),
        mail_from=env.get("CISS_MAIL_FROM", "CISS <no-reply@localhost>"),
        clamd_url=env.get("CLAMD_URL", ""),
        proxies=int(env.get("CISS_PROXIES", "") or 0),
    )
    if settings.trust and not settings.tsa_url:
        raise UnsafeSettings("CISS_TRUST embeds what checks a time stamp: set CISS_TSA_URL with it.")
    if production:
        _refuse_unsafe(settings)
    return settings
