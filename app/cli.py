"""flask ciss …: what an operator does from a shell. Each command is one line of `./ciss`."""

import json
import sys
from pathlib import Path
from typing import IO, Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup


class Commands(AppGroup):
    """Help and errors name the command as people type it: `./ciss keys`, not Python’s own way to it."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of `./ciss`, whatever started it."""
        if parent is not None:
            parent.info_name = ""
        return super().make_context("./ciss", args, parent, **extra)


ciss = Commands("ciss", help="CISS: seed, create-admin, score, verify-log and the other commands of ./ciss.")


@ciss.command("seed")
def seed() -> None:
    """Fill an empty database with the demonstration programme; do nothing when there is data."""
    from app.demo import seed_if_empty

    click.echo(
        "The demonstration is ready." if seed_if_empty() else "There is data already; nothing was changed."
    )


@ciss.command("demo")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
def demo(as_json: bool) -> None:
    """Print every demo person's way in and the address of one case in each state."""
    from app.demo import guide

    found = guide()
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else _in_words(found))


def _in_words(found: dict[str, Any]) -> str:
    people = [
        f"{one['country'] or '–':2}  {one['position'] or one['role']:12} {one['email']:44} {one['totp_secret'] or ''}"
        for one in found["people"]
    ]
    cases = [
        f"{one['state']:24} {one['tier'] or '':7} {one['url']}  {one['school']}" for one in found["cases"]
    ]
    awards = [f"{one['status']:24} {one['tier']:7} {one['url']}" for one in found["awards"]]
    password = found["people"][0]["password"] if found["people"] else "–"
    return "\n".join(
        [
            f"Everybody's password: {password}",
            f"One click enters as anybody: {found['urls']['demo']}",
            "",
            *people,
            "",
            *cases,
            "",
            *awards,
        ]
    )


@ciss.command("create-admin")
@click.argument("email")
@click.option("--name", default="Administrator")
def create_admin(email: str, name: str) -> None:
    """Make a platform admin; prints a link to set the password, valid once."""
    from app.accounts.operations import create_admin as create
    from app.database import writing
    from app.domain.errors import Invalid
    from app.extensions import db

    with writing():
        try:
            link = create(email=email, name=name)
        except Invalid as error:
            raise click.ClickException(str(error)) from error
        db.session.commit()
    click.echo(f"Open this link within a week to choose a password:\n{link}")


@ciss.command("verify-log")
def verify_log() -> None:
    """Check the chain of the audit log; names the first broken row and exits 1."""
    from app.audit import first_broken

    broken = first_broken()
    if broken is not None:
        click.echo(f"The log is broken: event {broken} does not follow from the one before it.")
        sys.exit(1)
    click.echo("The log is whole.")


@ciss.command("score")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def score(file: Path) -> None:
    """Tier, blockers and shortest way for a profile, through the product's own function."""
    from app.domain.score_file import ScoreFileError, score_text
    from modules.load import load_scheme

    try:
        results = score_text(file.read_text(encoding="utf-8"), load_scheme())
    except (ScoreFileError, UnicodeDecodeError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    for result in results:
        click.echo(json.dumps(result, ensure_ascii=False))


@ciss.command("item-statistics")
@click.option("--module", default="", help="Only this module: m3-reporting.")
def item_statistics(module: str) -> None:
    """How people answer the questions, as CSV without anybody's name; empty cells where too few answered."""
    from app.platform.queries import item_rows
    from app.platform.views.items import COLUMNS
    from app.web.csv_answer import lines

    for piece in lines(COLUMNS, item_rows(module)):
        click.echo(piece, nl=False)


@ciss.command("statements")
@click.argument("programme")
@click.argument("out", type=click.File("wb"))
@click.option("--module", default="", help="Only this module: m3-reporting.")
def statements_command(programme: str, out: IO[bytes], module: str) -> None:
    """The record of learning of a programme as xAPI statements, one on each line, without anybody's name."""
    from app import access, statements

    found = access.programme(programme)
    if found is None:
        raise click.ClickException(f"There is no programme “{programme}”.")
    asked = statements.of_programme(found, module)
    count = statements.write(out, asked, "jsonl", scope=f"programme {found.id}")
    click.echo(f"{count} statements", err=True)


@ciss.command("serve")
@click.option(
    "--first",
    is_flag=True,
    help="Bring the database to the newest version and seed an empty demonstration first.",
)
def serve(first: bool) -> None:
    """Serve with waitress at CISS_BIND, with the job thread."""
    from app.serve import prepare, serve_forever

    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if first:
        prepare(app)
    serve_forever(app)


@ciss.command("worker")
def worker() -> None:
    """Run jobs in this process."""
    from app.jobs import work_forever

    work_forever(current_app._get_current_object())  # type: ignore[attr-defined]


@ciss.command("docs")
def docs() -> None:
    """Write the generated documents: docs/permissions.md and docs/workflow.md."""
    from app.documents import write

    for path in write():
        click.echo(path)


@ciss.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup_command(file: Path) -> None:
    """Write one encrypted archive of database, files and keys; CISS_KEY_PASSPHRASE opens it."""
    from app.backup import BackupError, backup

    try:
        size = backup(current_app.config["SETTINGS"], file)
    except (BackupError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: {size} bytes. Keep the passphrase in another place; without it the archive is lost.")


@ciss.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--passphrase", envvar="CISS_KEY_PASSPHRASE", prompt=True, hide_input=True)
def restore_command(file: Path, passphrase: str) -> None:
    """Bring an archive back into an empty data folder (CISS_DATA)."""
    from app.backup import BackupError, restore

    try:
        restore(current_app.config["SETTINGS"], file, passphrase)
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo("Restored. Start with ./ciss run.")


def register(app: Flask) -> None:
    """The commands of this file and of the slices that bring their own."""
    from app.keys_cli import keys
    from app.verify_cli import verify

    ciss.add_command(keys)
    ciss.add_command(verify)
    app.cli.add_command(ciss)
