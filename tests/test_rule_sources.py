"""What a rule leans on has been read, and how much of it is told: each line of rule_sources.csv, and the rules that may head the list."""

import csv
import re
from collections import Counter
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from twin.matching.taxonomy import READ, load
from twin.paths import DATA

FOLDER = DATA / "taxonomy"
COLUMNS = ("rule_id", "title", "publisher", "year", "url", "kind", "read", "says_sv", "says_en", "read_at")
KINDS = {"standard", "eu", "peer-reviewed", "academic", "authority", "industry"}
AMOUNT = re.compile(r"\d\s*(ton|tonnes?|kg|gt|mt)\b", re.IGNORECASE)  # no rule promises an amount of emissions
SHORTEST, LONGEST, LONGEST_CAVEAT = 40, 300, 160


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SOURCES = table("rule_sources.csv")
RULES = table("rules.csv")
KNOWN = {row["id"] for row in RULES}


def faults(row: dict[str, str]) -> list[str]:
    """What is wrong with one line of rule_sources.csv: nothing where it is as it should be."""
    said = [f"{column} is empty" for column in COLUMNS if not row[column].strip()]
    if row["rule_id"] not in KNOWN:
        said.append(f"rule_id: {row['rule_id']} is no rule")
    if row["kind"] not in KINDS:
        said.append(f"kind: {row['kind']}")
    if row["read"] not in (*READ, "excerpt"):
        said.append(f"read: {row['read']}")
    if row["year"] != "u.å." and not (re.fullmatch(r"\d{4}", row["year"]) and 1990 <= int(row["year"]) <= datetime.now(UTC).year):
        said.append(f"year: {row['year']}")
    if urlsplit(row["url"]).scheme != "https" or "." not in urlsplit(row["url"]).netloc:
        said.append(f"url: {row['url']}")
    for column in ("says_sv", "says_en"):
        if not SHORTEST <= len(row[column]) <= LONGEST:
            said.append(f"{column}: {len(row[column])} characters")
        if not row[column].endswith("."):
            said.append(f"{column}: no full stop")
        if AMOUNT.search(row[column]):
            said.append(f"{column}: an amount of emissions")
    if row["says_sv"] == row["says_en"]:
        said.append("says_en: is the Swedish")
    return said


@pytest.mark.parametrize("row", SOURCES, ids=lambda row: f"{row['rule_id']} {row['title'][:40]}")
def test_a_source_is_whole_and_keeps_every_demand(row: dict[str, str]):
    assert tuple(row) == COLUMNS
    assert faults(row) == []


def test_no_source_stands_twice_under_a_rule():
    assert [key for key, n in Counter((row["rule_id"], row["url"]) for row in SOURCES).items() if n > 1] == []


def test_a_source_is_named_the_same_wherever_it_stands():
    """One address has one title, publisher, year, kind and reading, whichever rule cites it."""
    named: dict[str, set[tuple[str, ...]]] = {}
    for row in SOURCES:
        named.setdefault(row["url"], set()).add(tuple(row[column] for column in ("title", "publisher", "year", "kind", "read")))
    assert {url: forms for url, forms in named.items() if len(forms) > 1} == {}


def test_every_rule_cites_a_source():
    assert sorted(KNOWN - {row["rule_id"] for row in SOURCES}) == []


def test_only_a_rule_whose_source_was_read_may_reach_the_top_tier():
    """In full or a whole abstract counts; an excerpt does not."""
    read = {row["rule_id"] for row in SOURCES if row["read"] in ("full", "abstract")}
    assert {rule.id for rule in load(FOLDER).rules if rule.read} == read


@pytest.mark.parametrize("row", RULES, ids=lambda row: row["id"])
def test_a_rule_tells_its_strength_and_where_it_does_not_hold(row: dict[str, str]):
    assert row["strength"] in ("1", "2", "3")
    for column in ("caveat_sv", "caveat_en"):
        assert 20 <= len(row[column]) <= LONGEST_CAVEAT, column
        assert row[column].endswith("."), column
    assert row["caveat_sv"] != row["caveat_en"]


def test_the_strongest_rules_lean_on_what_was_read():
    """A rule of strength 3 has been read in full or in abstract, and not in trade writing alone."""
    firm = {row["rule_id"] for row in SOURCES if row["read"] in READ and row["kind"] != "industry"}
    assert [row["id"] for row in RULES if row["strength"] == "3" and row["id"] not in firm] == []


SOUND = SOURCES[0]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("rule_id", "R99"), ("kind", "blog"), ("read", "skimmed"), ("year", "19"), ("year", "2999"), ("url", "http://example.org/a")),
        *(("url", ""), ("says_sv", "För kort."), ("says_sv", "a" * 300 + "."), ("read_at", " ")),
        *(("says_sv", SOUND["says_en"]), ("says_en", "The measure saves 40 tonnes a year wherever it has been put in place.")),
    ],
)
def test_a_faulty_line_is_found(column: str, value: str):
    assert faults(SOUND) == []
    assert faults({**SOUND, column: value}) != []
