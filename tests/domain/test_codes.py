"""A code survives being read out, typed and pasted; a slip never becomes another code."""

import hashlib
import re
from itertools import combinations

import pytest

from app.domain.codes import ALPHABET, BYTES, LENGTH, Code, Slip, meant, new, parse


def sample(number: int) -> str:
    return new(hashlib.blake2b(str(number).encode(), digest_size=BYTES).digest())


def symbols(code: str) -> str:
    return code.removeprefix("CISS-").replace("-", "")


ONE = sample(1)


def test_a_code_has_the_shape_that_is_printed() -> None:
    assert re.fullmatch(rf"CISS(-[{ALPHABET}]{{4}}){{3}}", ONE)


def test_the_alphabet_has_no_look_alikes_and_a_prime_size() -> None:
    assert not set("ILOSU") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET) == 31


def test_codes_differ_as_their_randomness_does() -> None:
    assert len({sample(number) for number in range(2000)}) == 2000
    assert new(bytes(BYTES)) != new(bytes(BYTES - 1) + b"\x01")


def test_too_little_randomness_is_refused() -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        new(bytes(BYTES - 1))


def test_every_code_reads_back_as_itself() -> None:
    for number in range(300):
        assert parse(sample(number)) == Code(sample(number))


def test_a_code_that_begins_like_the_name_is_not_mistaken_for_it() -> None:
    first_four = sum(ALPHABET.index(symbol) * 31**place for place, symbol in enumerate("C155"))
    code = new(first_four.to_bytes(BYTES, "big"))
    assert code.startswith("CISS-C155-")
    assert parse(symbols(code)) == parse(code) == parse(code.replace("C155", "CISS")) == Code(code)


def test_any_single_wrong_character_is_a_slip() -> None:
    right = symbols(ONE)
    for place in range(LENGTH):
        for wrong in set(ALPHABET) - {right[place]}:
            read = parse(right[:place] + wrong + right[place + 1 :])
            assert isinstance(read, Slip)
            assert read.kind == "check"


def test_any_two_swapped_characters_are_a_slip() -> None:
    tried = 0
    for number in range(40):
        right = symbols(sample(number))
        for first, second in combinations(range(LENGTH), 2):
            if right[first] != right[second]:
                swapped = list(right)
                swapped[first], swapped[second] = right[second], right[first]
                assert isinstance(parse("".join(swapped)), Slip)
                tried += 1
    assert tried > 2000


def test_any_two_wrong_characters_are_a_slip() -> None:
    right = symbols(ONE)
    for first, second in [(0, 1), (0, LENGTH - 1), (4, 9), (LENGTH - 2, LENGTH - 1)]:
        for one in set(ALPHABET) - {right[first]}:
            for other in set(ALPHABET) - {right[second]}:
                wrong = list(right)
                wrong[first], wrong[second] = one, other
                assert isinstance(parse("".join(wrong)), Slip)


def test_no_code_repeats_one_symbol() -> None:
    assert all(isinstance(parse(symbol * LENGTH), Slip) for symbol in ALPHABET)


def typed(code: str) -> list[str]:
    bare = symbols(code)
    return [
        code.lower(),
        f"  {code} \n",
        code.replace("-", " "),
        code.replace("-", ""),
        code.replace("-", "—"),
        code.replace("-", "\u00a0-\u00a0"),
        bare,
        "\u200b".join(bare),
        code.replace("0", "O").replace("1", "l").replace("5", "s").replace("V", "u"),
        code.replace("1", "I").replace("0", "o"),
        code.translate(str.maketrans("ABCEHKMPTXY01", "АВСЕНКМРТХУОІ")),
        code.lower().translate(str.maketrans("acepxy", "асерху")),
        code.translate(str.maketrans("ABEZHKMNPTYX", "ΑΒΕΖΗΚΜΝΡΤΥΧ")),
        "".join(chr(ord(symbol) + 0xFEE0) for symbol in code),  # full-width forms
        f"https://ciss.example/verify/{code}",
        f"https://ciss.example/verify/{code.lower()}/?lang=ru#status",
    ]


def test_the_ways_people_type_a_code_all_lead_to_it() -> None:
    for number in range(40):
        for text in typed(sample(number)):
            assert parse(text) == Code(sample(number)), text


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("", "empty", "printed on the certificate"),
        ("  - ", "empty", "printed on the certificate"),
        ("CISS", "empty", "printed on the certificate"),
        ("CISS-", "empty", "printed on the certificate"),
        (ONE[:-1], "length", "this one has 11"),
        (ONE + "7", "length", "this one has 13"),
        ("CISS-7K2M-9QXA", "length", "this one has 8"),
        (ONE[:-1] + "%", "character", "“%”"),
        (ONE[:-1] + "Ж", "character", "“Ж”"),
        ("школа", "character", "is not used"),
        ("🙂" * 5000, "character", "is not used"),
    ],
)
def test_a_slip_is_told_in_words(text: str, kind: str, says: str) -> None:
    read = parse(text)
    assert isinstance(read, Slip)
    assert read.kind == kind
    assert says in str(read.message)


@pytest.mark.parametrize(
    "typed", ["CISS-7K2M-9QXA", "ciss b66v w4dn mgb", "СИСС-1", "7K2M 9QXA 44", "7K2M9QXA44TV"]
)
def test_a_code_with_a_slip_is_told_from_words(typed: str) -> None:
    assert meant(typed)


@pytest.mark.parametrize(
    "typed", ["Gymnasium 12", "Школа № 12", "primavara", "orizont", "", "12", "Liceul 5 Nord"]
)
def test_words_are_no_code(typed: str) -> None:
    assert not meant(typed)


@pytest.mark.parametrize("name", ["СИСС", "ЦИСС", "сисс", "СІСС", "ciss"])
def test_the_name_may_be_written_as_it_sounds(name: str) -> None:
    code = new(bytes(range(16)))
    assert parse(code.replace("CISS", name)) == Code(code)
