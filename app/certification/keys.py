"""The signing keys of this installation: where they lie, and which of them production refuses."""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

from flask import current_app

from app import clock
from certificates.keys import KINDS, KeyProblem, KeyStore, LoadedKey
from certificates.render import health
from certificates.token import Token, TokenError, TokenKey
from config import Settings, UnsafeSettings

FOLDER = "keys"


def open_keys(settings: Settings) -> KeyStore:
    """The key store of the data folder. Raises KeyProblem when no passphrase is set."""
    token = Token(settings.pkcs11, settings.pkcs11_token, settings.pkcs11_pin) if settings.pkcs11 else None
    return KeyStore(settings.data / FOLDER, settings.key_passphrase, token)


def known_keys() -> KeyStore:
    """The store of this application; outside production missing keys are made, marked as development."""
    settings: Settings = current_app.config["SETTINGS"]
    known = current_app.extensions
    if "ciss-keys" not in known:
        known["ciss-keys"] = open_keys(settings)
    store: KeyStore = known["ciss-keys"]
    if not settings.production and missing(store):
        make_development_keys(store)
    return store


def signing_keys() -> KeyStore:
    """The same, fit to sign. Raises KeyProblem when production lacks a key or would sign with a development one."""
    store = known_keys()
    if current_app.config["SETTINGS"].production and unsafe(store):
        raise KeyProblem("The signing keys are development ones. Make real ones: ./ciss keys create all")
    for kind in KINDS:
        store.active(kind)
    return store


def missing(store: KeyStore) -> list[str]:
    """Kinds without a key that signs."""
    active = {record.kind for record in store.records() if record.state == "active"}
    return [kind for kind in KINDS if kind not in active]


def unsafe(store: KeyStore) -> list[str]:
    """Kinds whose active key is a development one."""
    return [record.kind for record in store.records() if record.state == "active" and record.development]


def make_development_keys(store: KeyStore) -> None:
    """A TEST authority and keys of each missing kind. Whoever comes second finds them made."""
    with changing(store):
        for kind in missing(store):
            store.create(kind, clock.today(), development=True)


@contextmanager
def changing(store: KeyStore) -> Iterator[None]:
    """One change of the store at a time, among threads and processes: its list of keys is one file."""
    store.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(store.folder / ".lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def refuse_development_keys(settings: Settings) -> None:
    """Raise UnsafeSettings when production would sign with development keys; only `keys` may start to mend it."""
    mending = ("ciss", "keys") in pairwise(sys.argv)
    if settings.production and not mending and unsafe(open_keys(settings)):
        raise UnsafeSettings("The signing keys are development ones. Make real ones: ./ciss keys create all")


def problems(settings: Settings) -> list[str]:
    """Why certificates cannot be made here, each with what to do; empty when all is well. For the admin's lamps."""
    try:
        store = open_keys(settings)
        found = health()
        if settings.production:
            found += [f"There is no {kind} key: ./ciss keys create {kind}" for kind in missing(store)]
            found += [
                f"The {kind} key is a development one: ./ciss keys create {kind}" for kind in unsafe(store)
            ]
        for kind in set(KINDS) - set(missing(store)):
            _try(store.load(kind))
    except (KeyProblem, TokenError) as error:
        return [str(error)]
    return found


def _try(key: LoadedKey) -> None:
    """Raise TokenError when the token of this key cannot be opened."""
    if isinstance(key.private, TokenKey):
        with key.private.token.session():
            pass
