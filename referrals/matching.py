"""Whether two names may be one person's, however they are spelt, ordered or shortened.

Pure functions over text and dates, the same on every database. Rows that may match are
found by `keys`, which are kept beside the rows and looked up exactly; only those are then
compared in full by `score`.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import TypeVar

import jellyfish

Thing = TypeVar("Thing")

# Letters that no accent was added to, so that taking accents away leaves them.
_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ı": "i"}
)
_APOSTROPHES = re.compile("['`´ʹʻʼʾʿˈ‘’‛′]")
_KEY_LENGTH = 30
_LONG_ENOUGH_TO_SOUND = 5  # shorter ones sound like too many others

# The names one person goes by, each written without accents.
_SHORT_NAMES = """
abdul abdullah abdulrahman abdi
abigail abby abbie
adam ad
albert al alfie bert
alexander alexandra alex alec lex sandy sasha xander
alfred alf alfie fred
amanda mandy
andrew andy drew
angela angie
anthony tony ant
benjamin ben benny
bernadette bernard bernie
bradley brad
catherine kate katie cathy kathy kat kitty
charles charlie chas chuck
christine christina chris tina
christopher chris kris topher
daniel dan danny
david dave davey
deborah debbie deb
dominic dom
edward ed eddie ted teddy ned
elizabeth liz lizzie beth betty eliza libby
emmanuel manny
francis frances frank fran frankie
frederick fred freddie
gabriel gabe
geoffrey geoff
gerald gerry jerry
gregory greg
harold harry hal
henry harry hank
ibrahim ibby abraham abe
isabel isabella bella izzy
jacob jake
james jim jimmy jamie
jennifer jen jenny
jeremy jerry jez
joanna joanne jo
john johnny jack jon
jonathan jon jonny
joseph joe joey
joshua josh
kenneth ken kenny
kevin kev
laurence larry laurie
leonard len lenny leo
lewis lou
louis lou louie
margaret maggie meg peggy
matthew matt matty
maximilian max
michael mick mike mikey micky
mohammed mohamed mo moe
natasha tash
nathaniel nathan nat nate
nicholas nick nicky
oliver ollie
oluwaseun seun
pamela pam
patrick paddy pat
patricia pat trish tricia
peter pete
philip phil
raymond ray
rebecca becky becca
richard rich rick ricky dick
robert rob robbie bob bobby bert
ronald ron ronnie
samantha samuel sam sammy
simon si
stephen steve stevie
susan sue susie
terence terry
theodore theo ted
thomas tom tommy
timothy tim
tobias toby
victoria vicky tori
vincent vince
walter wally
william will bill billy willy liam
yusuf joseph
zachary zach zac
"""


def _grouped() -> dict[str, set[int]]:
    """The numbers of the lines above in which a name stands, by name and by its sound."""
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(_SHORT_NAMES.strip().splitlines()):
        for name in line.split():
            groups.setdefault(name, set()).add(number)
            if len(name) >= _LONG_ENOUGH_TO_SOUND:
                groups.setdefault(f"~{_sound(name)}", set()).add(number)
    return groups


class Birth(Enum):
    """How two dates of birth compare."""

    SAME = "the same day"
    CLOSE = "a slip of the pen apart"
    UNKNOWN = "not known of both"
    OTHER = "another day"


# How alike two names must be, of 100, to be taken for one person's.
_NEEDED = {Birth.SAME: 50, Birth.CLOSE: 80, Birth.UNKNOWN: 85, Birth.OTHER: 97}

_LIKELY = 0.6  # of 1: how well what was typed so far must fit a name
_BEHIND = 0.25  # by how much it may fit less than the best


def normalise(text: str) -> str:
    """The words of a name in small letters, without accents, apostrophes or hyphens."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(re.findall(r"\w+", plain.translate(_LETTERS).replace("_", " ")))


def keys(name: str, born_on: date | None = None) -> set[str]:
    """What somebody is looked up by: each word by its sound and its beginning, the whole
    by its sound, other names of the same person, and the day they were born.

    Two spellings of a name share at least one, unless every word of it is spelt in a way
    that changes both.
    """
    words = normalise(name).split()
    found = {f"j{_sound(''.join(words))}"} if words else set()
    for word in words:
        found |= {f"s{_sound(word)}", f"b{word[:3]}"}
        found |= {f"g{group}" for group in _groups(word)}
    if born_on:
        found |= {f"d{born_on:%Y%m%d}"} | {f"d{day:%Y%m%d}" for day in _swapped(born_on)}
    return {key[:_KEY_LENGTH] for key in found}


def score(one: str, other: str) -> int:
    """How alike two names are, from 0 to 100. Neither order nor a middle name matters."""
    few, many = sorted((normalise(one).split(), normalise(other).split()), key=len)
    if not few:
        return 0
    paired = _paired(few, many)
    if len(few) == 1 and len(many) > 1:
        paired = min(paired, 0.8)  # half a name is no name
    return 100 if "".join(few) == "".join(many) else round(100 * paired)


def birth(one: date | None, other: date | None) -> Birth:
    """How two dates of birth compare; day and month swapped, or one of the three wrong,
    is what typing does."""
    if one is None or other is None:
        return Birth.UNKNOWN
    if one == other:
        return Birth.SAME
    same = (one.day == other.day) + (one.month == other.month) + (one.year == other.year)
    return Birth.CLOSE if same == 2 or other in _swapped(one) else Birth.OTHER


def likeness(
    name: str, born_on: date | None, other: str, other_born_on: date | None
) -> int:
    """How alike two names are if they may well be one person's; 0 if they are not."""
    alike = score(name, other)
    return alike if alike >= _NEEDED[birth(born_on, other_born_on)] else 0


def begun(typed: str, known: Iterable[tuple[Thing, str]], most: int = 8) -> list[Thing]:
    """Of the things known by a name, those that may be meant by a name still being typed.

    The beginning of a word finds it, a slip or two does no harm, and words that were not
    typed, such as a title, count for nothing. The likeliest first, `most` at most; beside
    somebody who fits to the letter, whoever fits much less is left out.
    """
    words = normalise(typed).split()
    found = [
        (_begun(words, normalise(name).split()), name, n, thing)
        for n, (thing, name) in enumerate(known)
    ]
    best = max((row[0] for row in found), default=0)
    likely = [row for row in found if row[0] >= _LIKELY and row[0] > best - _BEHIND]
    return [row[-1] for row in sorted(likely, key=lambda row: (-row[0], *row[1:3]))[:most]]


def _begun(words: list[str], of: list[str]) -> float:
    """How well what was typed of a name fits it: each word by its best, the long ones
    weighing more."""
    weight = sum(map(len, words))
    fit = sum(
        len(word) * max((_begins(word, each) for each in of), default=0) for word in words
    )
    return fit / weight if weight else 0


def _begins(word: str, other: str) -> float:
    """How well a word, typed to its end or not yet, fits another."""
    if other.startswith(word):
        return 1
    if len(word) < 3:
        return 0
    return max(_alike(word, other), _spelt_alike(word, other[: len(word)]))


def _swapped(day: date) -> set[date]:
    """The same day with its day and month changed over, where there is one."""
    return {day.replace(day=day.month, month=day.day)} if day.day <= 12 else set()


def _sound(word: str) -> str:
    """How a word sounds; one of another alphabet sounds like itself."""
    return jellyfish.metaphone(word) or word


def _paired(few: list[str], many: list[str]) -> float:
    """How alike the words are, each paired with the one it is most like."""
    pairs = [
        (_alike(one, other), -x, -y)
        for x, one in enumerate(few)
        for y, other in enumerate(many)
    ]
    total, taken = 0.0, set()
    for likeness, x, y in sorted(pairs, reverse=True):
        if not {("few", x), ("many", y)} & taken:
            taken |= {("few", x), ("many", y)}
            total += likeness
    unpaired = min(len(many) - len(few), 3)
    return total / len(few) * (1 - 0.02 * unpaired)


def _alike(word: str, other: str) -> float:
    if word == other:
        return 1
    if _groups(word) & _groups(other):
        return 0.95
    if 1 in (len(word), len(other)):
        return 0.85 if word[0] == other[0] else 0  # an initial
    if _sound(word) == _sound(other) and jellyfish.jaro_similarity(word, other) > 0.7:
        return 0.95
    return _spelt_alike(word, other)


def _spelt_alike(word: str, other: str) -> float:
    """How alike two words are spelt: not at all, if more was changed than slips would."""
    longest = max(len(word), len(other))
    slips = 1 + (longest > 5) + (longest > 9)
    changed = jellyfish.damerau_levenshtein_distance(word, other)
    return 1 - changed / longest if changed <= slips else 0


def _groups(word: str) -> set[int]:
    """Which names of one person a word is among."""
    long_enough = len(word) >= _LONG_ENOUGH_TO_SOUND
    by_sound = _GROUPS.get(f"~{_sound(word)}", set()) if long_enough else set()
    return _GROUPS.get(word, set()) | by_sound


_GROUPS = _grouped()
