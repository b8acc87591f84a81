"""What a refused upload says, as one call."""

import pytest

from app.uploads import Refused, examine
from app.uploads.verdict import DEFAULT, Limits


def refusal(data: bytes, name: str, limits: Limits = DEFAULT) -> str:
    """The sentence with which this file is refused; the test fails when it is accepted."""
    with pytest.raises(Refused) as refused:
        examine(data, name, limits=limits)
    return str(refused.value.message)
