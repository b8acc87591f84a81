"""Making a certificate takes a while, so the job runs as the worker runs it, once for each test that needs it."""

from collections.abc import Callable

import pytest
from flask import Flask

from app import jobs
from app.extensions import db
from app.models import Award


@pytest.fixture
def certify(app: Flask) -> Callable[[Award], Award]:
    """Ask for the certificate of an award and let the worker run."""

    def run(award: Award) -> Award:
        jobs.enqueue("issue-certificate", award_id=award.id)
        db.session.commit()
        jobs.run_due()
        db.session.expire_all()
        return award

    return run
