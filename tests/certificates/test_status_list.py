"""The status list tells who is revoked and nothing else."""

import pytest

from certificates.did import did_web
from certificates.keys import KeyStore
from certificates.proof import check
from certificates.status_list import SIZE, encode, free_index, is_revoked, status_list
from tests.certificates.conftest import BASE, MOMENT


@pytest.mark.parametrize("revoked", [set(), {0}, {SIZE - 1}, {7, 8, 94567}])
def test_exactly_the_revoked_are_revoked(revoked: set[int]) -> None:
    encoded = encode(revoked)
    looked_at = revoked | {1, 6, 9, 94566, 94568, SIZE - 2}
    assert {index for index in looked_at if is_revoked(encoded, index)} == revoked


def test_an_empty_list_is_as_the_standard_shows_it() -> None:
    encoded = encode(())
    assert encoded.startswith("uH4sI")
    assert len(encoded) < 400


def test_the_same_set_gives_the_same_text() -> None:
    assert encode({5, 6}) == encode([6, 5])


@pytest.mark.parametrize("index", [-1, SIZE])
def test_an_index_outside_is_refused(index: int) -> None:
    with pytest.raises(ValueError, match="not an index"):
        encode({index})


def test_a_new_index_is_free_and_not_in_order() -> None:
    taken: set[int] = set()
    for _ in range(50):
        taken.add(free_index(taken))
    assert len(taken) == 50
    assert max(taken) > 1000


def test_a_full_list_is_told() -> None:
    with pytest.raises(ValueError, match="full"):
        free_index(range(SIZE * 9 // 10))


def test_the_list_is_signed(keys: KeyStore) -> None:
    made = status_list(f"{BASE}/status/1", {94567}, keys.load("credential"), did_web(BASE), MOMENT)
    check(made, keys.publish("credential"), did_web(BASE))
    assert made["credentialSubject"]["statusPurpose"] == "revocation"
    assert is_revoked(made["credentialSubject"]["encodedList"], 94567)
