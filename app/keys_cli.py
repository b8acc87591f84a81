"""flask ciss keys …: the signing keys, from a shell. `./ciss keys` is the same."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app import clock
from app.certification.compromise import issue_again
from app.certification.keys import changing, missing, open_keys
from app.database import writing
from app.extensions import db
from certificates.keys import KINDS, KeyProblem, KeyRecord, KeyStore

keys = AppGroup("keys", help="The signing keys: create, list, rotate, compromise.")


def _store() -> KeyStore:
    try:
        return open_keys(current_app.config["SETTINGS"])
    except KeyProblem as error:
        raise click.ClickException(str(error)) from error


def _line(record: KeyRecord) -> str:
    until = f" until {record.ended}" if record.ended else ""
    mark = "  DEVELOPMENT" if record.development else ""
    return f"{record.id:28} {record.kind:11} {record.state:12} since {record.created}{until}{mark}"


def _kinds(kind: str) -> tuple[str, ...]:
    return KINDS if kind == "all" else (kind,)


@keys.command("list")
def list_keys() -> None:
    """Every key there ever was, oldest first."""
    store = _store()
    for record in store.records():
        click.echo(_line(record))
    for kind in missing(store):
        click.echo(f"There is no {kind} key that signs: ./ciss keys create {kind}")


@keys.command("create")
@click.argument("kind", type=click.Choice([*KINDS, "all"]))
@click.option("--owner", default="CISS", help="Whose name the seal's certificate carries.")
@click.option("--development", is_flag=True, help="A TEST key that marks every certificate as a specimen.")
@click.option(
    "--pkcs12", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A ministry's own seal."
)
@click.option(
    "--pkcs11", metavar="LABEL", help="A seal on the token of CISS_PKCS11: label of key and certificate."
)
def create(kind: str, owner: str, development: bool, pkcs12: Path | None, pkcs11: str | None) -> None:
    """Make a key that signs from now on; the one before goes on verifying what it signed."""
    store = _store()
    if kind != "seal" and (pkcs12 or pkcs11):
        raise click.ClickException(
            "Only the seal can be brought: keys create seal --pkcs12 FILE or --pkcs11 LABEL"
        )
    try:
        with changing(store):
            if pkcs11 is not None:
                click.echo(_line(store.use_token(pkcs11, clock.today())))
                return
            if pkcs12 is not None:
                passphrase = click.prompt(
                    "Passphrase of the file", hide_input=True, default="", show_default=False
                )
                click.echo(_line(store.import_seal(pkcs12.read_bytes(), passphrase, clock.today())))
                return
            for one in _kinds(kind):
                click.echo(_line(store.create(one, clock.today(), development=development, owner=owner)))
    except KeyProblem as error:
        raise click.ClickException(str(error)) from error


@keys.command("rotate")
@click.argument("kind", type=click.Choice([*KINDS, "all"]))
@click.option("--owner", default="CISS", help="Whose name the seal's certificate carries.")
def rotate(kind: str, owner: str) -> None:
    """Let a new key of the same kind take over; what the old one signed keeps verifying."""
    store = _store()
    try:
        with changing(store):
            for one in _kinds(kind):
                click.echo(_line(store.rotate(one, clock.today(), owner=owner)))
    except KeyProblem as error:
        raise click.ClickException(str(error)) from error


@keys.command("compromise")
@click.argument("identity")
@click.option("--owner", default="CISS", help="Whose name the new seal's certificate carries.")
@click.confirmation_option(
    prompt="The key is destroyed and every certificate it signed is made again. Go on?"
)
def compromise(identity: str, owner: str) -> None:
    """Destroy a stolen key, publish it no more, make a new one, and issue its certificates again."""
    store = _store()
    try:
        with changing(store):
            ended = store.compromise(identity, clock.today())
            if ended.token:
                click.echo(
                    "Destroy it on the token too, then bring the next: ./ciss keys create seal --pkcs11 LABEL"
                )
            elif ended.kind in missing(store):
                click.echo(
                    _line(store.create(ended.kind, clock.today(), development=ended.development, owner=owner))
                )
    except KeyProblem as error:
        raise click.ClickException(str(error)) from error
    with writing():
        count = issue_again(ended)
        db.session.commit()
    click.echo(f"{identity} is published no more. Certificates to be made again: {count}.")
