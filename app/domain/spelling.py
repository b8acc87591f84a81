"""How one word may stand in a name: people leave out dots and tails of letters, and type a name in the other alphabet.

Used to search schools: `berezki` and `березки` both find «Берёзки», `Stefan` finds “Ștefan”, «Оризонт» finds “Orizont”.
"""

from __future__ import annotations

# Letters that count as the one before them, in lower case; some are left out.
ALIKE = {
    "г": "ґ",
    "е": "ёєэ",
    "и": "йыії",
    "у": "ў",
    "a": "ăâáà",
    "i": "îíï",
    "s": "șş",
    "t": "țţ",
    "e": "éè",
    "": "ь'’ʼ\"«»“”„",
}
_PLAIN = {ord(variant): letter for letter, variants in ALIKE.items() for variant in variants}
# Longest first; Latin as people write Russian, Ukrainian and Belarusian names in mails.
_TO_CYRILLIC = (
    "shch:щ zh:ж kh:х ts:ц tc:ц ch:ч sh:ш yu:ю iu:ю ya:я ia:я yo:е ye:е a:а b:б v:в g:г d:д e:е z:з i:и "
    "j:й k:к l:л m:м n:н o:о p:п r:р s:с t:т u:у f:ф h:х c:к y:и w:в"
)
_TO_LATIN = (
    "а:a б:b в:v г:g д:d е:e ж:j з:z и:i к:c л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:t ч:ci ш:s щ:st "
    "ъ: ю:iu я:ia"
)
_CYRILLIC = tuple(
    (latin, cyrillic) for latin, _, cyrillic in (one.partition(":") for one in _TO_CYRILLIC.split())
)
_LATIN = {cyrillic: latin for cyrillic, _, latin in (one.partition(":") for one in _TO_LATIN.split())}


def plain(word: str) -> str:
    """The word in lower case with each letter as its plainest kin: «Берёзки» → «березки», “Țară” → “tara”."""
    return word.casefold().translate(_PLAIN)


def variants(words: str) -> list[tuple[str, str]]:
    """What must be replaced in a searched text so that plain words with these letters are found there: (from, to)."""
    return [(one, letter) for letter, kin in ALIKE.items() if letter in words for one in kin]


def spellings(word: str) -> tuple[str, ...]:
    """The plain word, and as it would be written in the other alphabet, if it can be: at most two."""
    own = plain(word) or word.casefold()
    other = _other(own)
    return (own, other) if other and other != own else (own,)


def _other(word: str) -> str:
    if len(word) < 3 or not word.isalpha():
        return ""
    if word.isascii():
        for latin, cyrillic in _CYRILLIC:
            word = word.replace(latin, cyrillic)
        return "" if any(char.isascii() for char in word) else plain(word)
    return "".join(_LATIN[char] for char in word) if all(char in _LATIN for char in word) else ""
