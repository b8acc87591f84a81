"""flask ciss verify FILE: what the page /verify would say of a file, in a shell. `./ciss verify` is the same."""

import sys
from pathlib import Path

import click

from app.domain.award import Status
from app.verify.queries import Certificate, Found, certificate, completion, examine
from app.verify.views.file import LARGEST

FILES = {
    Found.CERTIFICATE: "This file is ours and unchanged: the certificate {code}.",
    Found.CREDENTIAL: "This file is ours and unchanged: the credential of the certificate {code}.",
    Found.JWT: "This file is ours and unchanged: the credential of the certificate {code}, as a token.",
    Found.COMPLETION: "This file is ours and unchanged: the certificate of learning {code}. It certifies no school.",
    Found.LETTER: "This file is ours and unchanged: a letter or a poster. It is no certificate.",
    Found.BADGE: "This badge carries the credential of the certificate {code}, ours and unchanged.",
    Found.REPLACED: "This file is ours and unchanged, but the document {code} was issued again since: take the newer one.",
    Found.CHANGED: "This file is not as we issued it. It carries the code {code}; take the certificate from its page.",
    Found.FOREIGN: "This file is not one of ours.",
}
LEARNED = {
    "valid": "Module or course completed on {day}. The certificate of learning is valid.",
    "replaced": "The certificate of learning was replaced by a newer one.",
    "withdrawn": "The certificate of learning was withdrawn at the person’s request.",
}
WORTH = {
    Status.ACTIVE: "The certificate is valid until {until}.",
    Status.EXPIRED: "The certificate has expired; it was valid until {until}.",
    Status.SUSPENDED: "The certificate is suspended. {reason}",
    Status.WITHDRAWN: "The certificate was withdrawn. {reason}",
    Status.SUPERSEDED: "The certificate was replaced by a newer one, {newer}.",
}


@click.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    """Is a file ours, unchanged and current? Exits 0 only if it is all three."""
    if file.stat().st_size > LARGEST:
        raise click.ClickException("The file is larger than 5 MB: it is none of ours.")
    answer = examine(file.read_bytes())
    click.echo(FILES[answer.found].format(code=answer.code))
    found = certificate(answer.code) if answer.code else None
    learned = completion(answer.code) if answer.code and found is None else None
    if found is not None:
        click.echo(_worth(found))
    if learned is not None:
        click.echo(LEARNED[learned.state].format(day=learned.completed_on.isoformat()))
    whole = answer.found not in (Found.REPLACED, Found.CHANGED, Found.FOREIGN, Found.LETTER)
    counts = (found is not None and found.status is Status.ACTIVE) or (learned and learned.state == "valid")
    sys.exit(0 if whole and counts else 1)


def _worth(found: Certificate) -> str:
    said = {
        "until": found.expires_on.isoformat(),
        "reason": found.reason,
        "newer": found.replaced_by or "unknown",
    }
    return f"{found.school}: {WORTH[found.status].format(**said)}".strip()
