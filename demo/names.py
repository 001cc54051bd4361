"""Names of people who do not exist: the same one for the same number each time, and no two alike."""

from __future__ import annotations

GIVEN = """
    Halden Sefa Ilse Corwin Marisu Anton Sevika Dorrick Oriel Benno Wyn Edda Tiberan Ilmar Lisbet Joren Maelis Ottavan
    Perrin Quilla Rhosin Stellan Tamsel Ulric Vessa Wendrin Xanthe Yorick Zelda Alaric Brisa Caspen Delphia Emrys Fenna
    Garrick Hestia Ivo Jessamy Kelda
""".split()  # noqa: SIM905
FAMILY = """
    Roake Timoro Varnow Haske Pelldane Ferrin Orlane Yamat Tamsin Larrick Halloran Marchetti Velisk Teshu Castane
    Hatheway Sorrel Estevar Morrow Quarrel Brimstead Calloway Dunmere Eastgrove Fairlock Glenhallow Hartsedge Inglewick
    Jarrowby Kestrelle Lorimund Merriwold Northcliffe Oxbarrow Penhollow Quenby Rookhurst Silverne Thistlewood Underhay
    Vintermark Wolfenden Yarborne Zephyrine Ashgrove Bellweather Cindermoor Dovecote Elderfleet Foxglove Greymantle
    Hollowell Ironquill
""".split()  # noqa: SIM905
RANKS = {
    "MILITARY": ("Major", "Captain", "Lieutenant", "Warrant Officer", "Sergeant First Class", "Sergeant", "Corporal"),
    "POLICE": ("Superintendent", "Inspector", "Sergeant", "Constable"),
    "OTHER": ("Commander", "Lieutenant", "Chief Petty Officer", "Petty Officer First Class", "Petty Officer"),
}


def name_of(number: int) -> tuple[str, str]:
    """Given and family name number so-and-so; they repeat after some two thousand people, pairs do not."""
    return GIVEN[number % len(GIVEN)], FAMILY[(number * 7 + number // len(GIVEN)) % len(FAMILY)]
