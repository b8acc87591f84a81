"""What the database keeps of secrets: encrypted where we must read them again, hashed with a key where we only compare.

Both keys are derived from the installation's secret, so a stolen database alone opens nothing (ASVS 11.4, 13.3).
"""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app


@lru_cache(maxsize=16)
def _key(secret: str, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"ciss {purpose}".encode()).derive(
        secret.encode()
    )


def _derived(purpose: str) -> bytes:
    return _key(current_app.config["SETTINGS"].secret_key, purpose)


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived("stored secrets")))


def encrypt(text: str) -> str:
    """The text, readable only with this installation's secret."""
    return _box().encrypt(text.encode()).decode()


def decrypt(token: str | None) -> str | None:
    """The text again; None when there is none or when it was written with another secret."""
    if not token:
        return None
    try:
        return _box().decrypt(token.encode()).decode()
    except InvalidToken:
        return None


def keyed_hash(purpose: str, text: str) -> str:
    """64 hex characters that only this installation can compute: for short secrets and for keys of limits."""
    return hmac.new(_derived(purpose), text.encode(), hashlib.sha256).hexdigest()
