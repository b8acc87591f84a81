"""The stored bytes in each form, and the badge that tells the truth on the school's own page."""

import hashlib
import os
import subprocess
import sys

from app.clock import now
from app.domain.workflow import AwardState
from app.extensions import db
from app.files import files
from tests.factories.awards import certify, make_award


def test_the_stored_pdf_is_served_byte_for_byte_under_a_plain_name(client) -> None:
    award = certify(make_award())

    response = client.get(f"/verify/{award.code}.pdf").response

    assert hashlib.sha256(response.get_data()).hexdigest() == award.pdf_sha256
    assert response.content_type == "application/pdf"
    assert response.headers["ETag"] == f'"{award.pdf_sha256}"'
    assert response.headers["Content-Disposition"] == f'inline; filename="{award.code}.pdf"'
    assert client.get(f"/verify/{award.code.lower()}.pdf").response.get_data() == response.get_data()


def test_a_browser_that_has_the_file_gets_no_bytes(client) -> None:
    award = certify(make_award())
    tag = client.get(f"/verify/{award.code}.pdf").response.headers["ETag"]

    again = client.get(f"/verify/{award.code}.pdf", headers={"If-None-Match": tag}, status=304)

    assert not again.response.get_data()


def test_the_credential_and_its_forms_are_served_to_everybody(client) -> None:
    award = certify(make_award())
    stored = files().get(award.credential_key)
    types = {
        ".json": "application/vc+ld+json", ".jwt": "application/vc+jwt", "/badge.png": "image/png",
        "/credential.svg": "image/svg+xml; charset=utf-8",
    }  # fmt: skip

    for ending, kind in types.items():
        response = client.get(f"/verify/{award.code}{ending}").response
        assert response.content_type == kind
        assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"/verify/{award.code}.json").response.get_data() == stored
    assert stored in client.get(f"/verify/{award.code}/badge.png").response.get_data()


def test_the_badge_shows_the_status_of_the_day_without_script_and_for_five_minutes(client) -> None:
    award = make_award()
    badge = client.get(f"/verify/{award.code}/badge.svg").response
    text = badge.get_data(as_text=True)
    assert "Silver: valid" in text
    assert "<script" not in text
    assert "href" not in text
    assert badge.headers["Cache-Control"] == "public, max-age=300"
    assert badge.headers["Cross-Origin-Resource-Policy"] == "cross-origin"

    award.state, award.state_changed_at = AwardState.SUSPENDED, now()
    db.session.commit()

    assert "Suspended" in client.get(f"/verify/{award.code}/badge.svg").response.get_data(as_text=True)
    romanian = client.get(f"/verify/{award.code}/badge.svg?language=ro").response.get_data(as_text=True)
    assert "Suspended" not in romanian


def test_files_of_a_code_that_nobody_has_do_not_exist(client) -> None:
    for ending in (".pdf", ".json", ".jwt", "/badge.png", "/badge.svg", "/credential.svg"):
        client.get(f"/verify/CISS-7K2M-9QXA-ABCD{ending}", status=404)


def test_serving_never_touches_the_machine_that_draws(tmp_path) -> None:
    """Everything that the web process imports, in a process of its own."""
    heavy = "{'weasyprint', 'pyhanko'}"
    code = f"import app, sys; app.create_app(); sys.exit(bool({heavy} & set(sys.modules)))"
    environment = {**os.environ, "CISS_DATA": str(tmp_path)}

    assert subprocess.run([sys.executable, "-c", code], check=False, env=environment).returncode == 0
