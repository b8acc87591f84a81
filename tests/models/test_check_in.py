"""The database itself keeps a check-in from being answered twice or by nobody."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app.clock import now
from app.extensions import db
from app.models import CheckIn
from tests.factories.check_ins import make_answer, make_gold
from tests.factories.people import make_head


def test_an_award_has_one_row_for_each_check_in(app: Flask) -> None:
    award = make_gold()
    head = make_head(award.school)
    make_answer(award, head, number=1)
    make_answer(award, head, number=2)
    with pytest.raises(IntegrityError):
        make_answer(award, head, number=2)


@pytest.mark.parametrize("wrong", [{"number": 0}, {"told": 3}, {"answered_at": now()}])
def test_a_row_that_makes_no_sense_is_refused(app: Flask, wrong: dict[str, Any]) -> None:
    values: dict[str, Any] = {"number": 1, "told": 0, "answers": {}, **wrong}
    db.session.add(CheckIn(award_id=make_gold().id, **values))
    with pytest.raises(IntegrityError):
        db.session.commit()
