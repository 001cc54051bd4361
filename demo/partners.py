"""The six invented partners: codes that ISO leaves to its users, their posts, and units with their lines of command.

Every unit's name ends "(invented)" and its code begins with DEMO-.
"""

from __future__ import annotations

from dataclasses import dataclass

INVENTED = "(invented)"


@dataclass(frozen=True)
class UnitPlan:
    """A unit: number, name, echelon, the number of the unit that commands it, other names, how many people."""

    number: str
    name: str
    echelon: str
    parent: str = ""
    people: int = 4
    force: str = "MILITARY"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Partner:
    """A partner country of the demonstration."""

    iso3: str
    name: str
    region: str
    command: str
    post: str
    city: str
    units: tuple[UnitPlan, ...]


PARTNERS: tuple[Partner, ...] = (
    Partner(
        "XTM",
        "Tamarind",
        "EAP",
        "USINDOPACOM",
        "Embassy Tamar",
        "Tamar",
        (
            UnitPlan("0100", "Eastern Military Region", "Region", people=2),
            UnitPlan("0104", "Coastal Defense Regiment", "Regiment", "0100"),
            UnitPlan("0108", "2nd Coastal Patrol Squadron", "Squadron", "0104", 14, aliases=("2 CPS",)),
            UnitPlan("0111", "Boarding and Search Company", "Company", "0104", 10),
            UnitPlan("0119", "Fleet Workshop Battalion", "Battalion", "0104", 10),
            UnitPlan("0210", "1st Harbor Security Battalion", "Battalion", "0100"),
            UnitPlan(
                "0214",
                "3rd Harbor Security Company",
                "Company",
                "0210",
                6,
                aliases=("3 HSC", "Port Guard Detachment"),
            ),
            UnitPlan("0216", "Port Signals Platoon", "Platoon", "0214"),
            UnitPlan("0301", "National Military Academy", "School", people=8),
        ),
    ),
    Partner(
        "XLK",
        "Larkspur",
        "EUR",
        "USEUCOM",
        "Embassy Larkhaven",
        "Larkhaven",
        (
            UnitPlan("0010", "Northern Land Command", "Command", people=3),
            UnitPlan("0021", "4th Mechanized Brigade", "Brigade", "0010"),
            UnitPlan("0024", "41st Medical Company", "Company", "0021", 14),
            UnitPlan("0025", "42nd Engineer Company", "Company", "0021", 11),
            UnitPlan("0026", "43rd Signals Company", "Company", "0021", 11),
            UnitPlan("0052", "Border Surveillance Battalion", "Battalion", people=6, force="OTHER"),
        ),
    ),
    Partner(
        "XBS",
        "Basalt",
        "SCA",
        "USCENTCOM",
        "Embassy Korund",
        "Korund",
        (
            UnitPlan("0010", "Mountain Forces Command", "Command", people=2),
            UnitPlan("0031", "Rapid Response Brigade", "Brigade", "0010"),
            UnitPlan("0034", "2nd Rapid Response Battalion", "Battalion", "0031", 6, aliases=("2 RRB",)),
            UnitPlan("0037", "1st Rapid Response Battalion", "Battalion", "0031", 6),
            UnitPlan("0044", "Humanitarian Demining Center", "Center", "0010", 8),
        ),
    ),
    Partner(
        "XSF",
        "Saffron Isles",
        "WHA",
        "USSOUTHCOM",
        "Embassy Saffron Town",
        "Saffron Town",
        (
            UnitPlan("0010", "Coast Guard Headquarters", "Headquarters", force="OTHER"),
            UnitPlan("0012", "Northern Islands Station", "Station", "0010", 8, "OTHER"),
            UnitPlan("0014", "Southern Islands Station", "Station", "0010", 8, "OTHER"),
            UnitPlan("0020", "Harbor Police Division", "Division", people=6, force="POLICE"),
        ),
    ),
    Partner(
        "XJN",
        "Juniper",
        "NEA",
        "USCENTCOM",
        "Embassy Fennel",
        "Fennel",
        (
            UnitPlan("0010", "Air Defense Command", "Command", people=3),
            UnitPlan("0015", "1st Radar Regiment", "Regiment", "0010", 8),
            UnitPlan("0017", "Desert Border Brigade", "Brigade", people=6, force="OTHER"),
            UnitPlan("0022", "Military Justice Directorate", "Directorate", people=8),
        ),
    ),
    Partner(
        "XCB",
        "Cobalt Coast",
        "AF",
        "USAFRICOM",
        "Embassy Port Cobalt",
        "Port Cobalt",
        (
            UnitPlan("0040", "Peacekeeping Training Command", "Command", people=3),
            UnitPlan("0052", "1st Peacekeeping Battalion", "Battalion", "0040", 14),
            UnitPlan("0057", "Level 2 Field Hospital", "Hospital", "0040", 8),
            UnitPlan("0061", "Convoy Support Company", "Company", "0040", 8),
        ),
    ),
)
