"""Names in the form that is compared, never shown: small letters without marks, titles, articles and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APART = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_APOSTROPHES = re.compile("[\u0027\u0060\u00b4\u02b9-\u02bf\u2018\u2019\u201b\u2032\u05f3]")
_BETWEEN = re.compile(r"[\W_]+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTICLES = _set(
    "al el ul ud ad as ar an bin ben ibn bint abu de del della da do dos das di du la le los las van von der den ter "
    "y e"
)
TITLES = _set(
    "mr mrs ms miss dr prof eng haji hajji sheikh shaykh sayyid gen general lt ltc lieutenant col colonel maj major "
    "capt captain cdr commander cpo po sgt sergeant ssgt msgt cpl corporal pvt private brig brigadier adm admiral "
    "cmdr insp inspector supt superintendent"
)

ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
    "eighth": "8", "ninth": "9", "tenth": "10", "eleventh": "11", "twelfth": "12",
    "primer": "1", "primero": "1", "primera": "1", "segundo": "2", "segunda": "2", "tercer": "3", "tercera": "3",
    "premier": "1", "premiere": "1", "deuxieme": "2", "troisieme": "3",
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12",
}  # fmt: skip
UNIT_WORDS = {
    "bn": "battalion", "batt": "battalion", "btn": "battalion", "batallon": "battalion", "bataillon": "battalion",
    "bde": "brigade", "bgde": "brigade", "brigada": "brigade",
    "regt": "regiment", "rgt": "regiment", "regimiento": "regiment",
    "div": "division", "coy": "company", "co": "company", "compania": "company", "compagnie": "company",
    "sqn": "squadron", "sqdn": "squadron", "escuadron": "squadron", "escadron": "squadron",
    "plt": "platoon", "inf": "infantry", "infanteria": "infantry", "infanterie": "infantry",
    "cav": "cavalry", "caballeria": "cavalry", "arty": "artillery", "artilleria": "artillery",
    "mech": "mechanized", "mec": "mechanized", "mecanizado": "mechanized", "mot": "motorized",
    "abn": "airborne", "para": "parachute", "engr": "engineer", "sf": "special forces",
    "hq": "headquarters", "cmd": "command", "comd": "command", "dept": "department", "stn": "station",
    "fuerzas": "forces", "armadas": "armed", "ejercito": "army", "policia": "police", "naval": "navy", "marina": "navy",
}  # fmt: skip
COMMON = frozenset(UNIT_WORDS.values()) | _set(
    "the of and unit force forces national group special security armed army navy air police command"
)
_ASPIRATED, _VOWELS, _DOUBLED = re.compile("([kgtds])h"), re.compile("[aeiouyw]"), re.compile(r"(.)\1+")
_NUMBERED = re.compile(r"(\d+)(?:st|nd|rd|th|er|eme|o|a)?")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """A person's name as compared. A name made only of titles and particles keeps its words."""
    words = _words(name)
    kept = [w for w in words if w not in PARTICLES and w not in TITLES]
    return " ".join(kept or words)


@lru_cache(maxsize=65_536)
def fold_unit(name: str) -> str:
    """A unit's or organization's name as compared: ordinals as numbers, abbreviations as their words."""
    return " ".join(_unit_word(w) for w in _words(name) if w not in {"the", "of", "and", "de", "del", "la", "le"})


@lru_cache(maxsize=65_536)
def consonants(word: str) -> str:
    """What stays of a word in most spellings of it: `mohamed` and `muhammad` are both `mhmd`."""
    plain = _ASPIRATED.sub(r"\1", word.replace("ph", "f").replace("q", "k").replace("c", "k"))
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", plain))


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_APART)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _BETWEEN.sub(" ", _APOSTROPHES.sub("", plain)).split()


def _unit_word(word: str) -> str:
    if found := _NUMBERED.fullmatch(word):
        return found[1].lstrip("0") or "0"
    return ORDINALS.get(word) or UNIT_WORDS.get(word, word)
