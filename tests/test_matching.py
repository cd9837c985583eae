"""The engine on our own register, as the build runs it: every pair explained, nothing invented, nothing flooded."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from twin.matching import from_rows, knowledge, rank
from twin.matching.taxonomy import load, pattern
from twin.paths import DATA
from twin.warehouse import ask

Row = dict[str, object]


@pytest.fixture(scope="module")
def suggestions(warehouse: Path) -> list[Row]:
    columns = ["id", "kind", "a", "b", "grade", "rule_id", "shown", "held_sv", "reasons", "against", "position"]
    rows = [dict(zip(columns, row, strict=True)) for row in ask(f"SELECT {', '.join(columns)} FROM suggestion ORDER BY kind, position")]
    for row in rows:
        row["reasons"], row["against"] = json.loads(str(row["reasons"])), json.loads(str(row["against"]))
    assert {row["kind"] for row in rows} == {"overlap", "synergy"}
    return rows


@pytest.fixture(scope="module")
def texts(warehouse: Path) -> dict[str, str]:
    return {
        id_: f"{title} {text} {partners}"
        for id_, title, text, partners in ask("SELECT id, title_sv, description_sv, partners_text FROM initiative")
    }


def test_every_suggestion_has_reasons_and_what_speaks_against(suggestions: list[Row]) -> None:
    for row in suggestions:
        assert row["against"], row["id"]
        carried = [clause for clause in row["reasons"] if clause["a_span"] or clause["b_span"] or clause["rule"] or clause["code"]]
        assert carried or row["grade"] == "C", row["id"]
        assert all(clause["sv"].strip() and clause["en"].strip() for clause in [*row["reasons"], *row["against"]])


def test_a_span_is_a_literal_part_of_its_initiatives_text(suggestions: list[Row], texts: dict[str, str]) -> None:
    seen = 0
    for row in suggestions:
        for clause in [*row["reasons"], *row["against"]]:
            for side in ("a", "b"):
                if span := clause[f"{side}_span"]:
                    seen += 1
                    assert span in texts[str(row[side])], (row["id"], span)
    assert seen > 200


def test_no_sentence_against_stands_on_more_than_three_cards_in_ten(suggestions: list[Row]) -> None:
    for kind in ("synergy", "overlap"):
        cards = [row for row in suggestions if row["shown"] and row["kind"] == kind]
        common = Counter(clause["sv"] for row in cards for clause in row["against"])
        assert max(common.values()) <= 0.3 * len(cards), common.most_common(1)


def test_no_initiative_is_shown_in_more_than_ten_pairs_of_a_kind_and_the_rest_say_why(suggestions: list[Row]) -> None:
    shown = Counter((row["kind"], row[side]) for row in suggestions if row["shown"] for side in ("a", "b"))
    assert max(shown.values()) <= 10
    assert all(row["held_sv"] for row in suggestions if not row["shown"])
    assert any("har redan 10 starkare förslag" in str(row["held_sv"]) for row in suggestions)


def test_the_top_tier_rests_on_rules_whose_source_was_read(suggestions: list[Row]) -> None:
    read = {rule for (rule,) in ask("SELECT DISTINCT rule_id FROM rule_source WHERE read IN ('full', 'abstract') AND url LIKE 'https://%'")}
    top = {row["rule_id"] for row in suggestions if row["grade"] == "T1"}
    assert top and top <= read
    assert {rule for (rule,) in ask("SELECT id FROM rule WHERE top_tier")} <= read


def test_what_sources_call_related_is_neither(suggestions: list[Row]) -> None:
    related = {frozenset(pair) for pair in ask("SELECT a, b FROM initiative_relation")}
    assert related and not related & {frozenset((row["a"], row["b"])) for row in suggestions}


def test_no_tonnes_and_no_per_cent_of_likeness_are_claimed(suggestions: list[Row]) -> None:
    for row in suggestions:
        for clause in [*row["reasons"], *row["against"]]:
            assert "ton CO2" not in clause["sv"], row["id"]
            assert "%" not in clause["sv"] or clause["part"] == "need", row["id"]


def test_gaps_say_register_and_date_and_point_to_real_things(warehouse: Path) -> None:
    rows = ask("SELECT kind, text_sv, text_en, others FROM gap")
    initiatives = {id_ for (id_,) in ask("SELECT id FROM initiative")}
    assert {kind for kind, *_ in rows} == {"indicator", "no_enabler", "no_use", "borrow"}
    for _, sv, en, others in rows:
        assert re.search(r"inget (aktuellt )?initiativ hittat i registret den \d+ \w+ 20\d\d", sv), sv
        assert re.search(r"no (current )?initiative found in the register on \d+ \w+ 20\d\d", en), en
        assert set(json.loads(others)) <= initiatives
    assert all(len(json.loads(others)) >= 3 for kind, _, _, others in rows if kind == "borrow")


def test_a_built_warehouse_holds_the_rules_as_they_are_written(warehouse: Path) -> None:
    assert len(ask("SELECT id FROM rule")) == len(knowledge().rules) >= 25
    assert not ask("SELECT id FROM rule WHERE id NOT IN (SELECT rule_id FROM rule_source)")


@pytest.mark.parametrize(
    ("signals", "text", "found"),
    [
        ("solcell*", "Solcellerna på taket", "Solcellerna"),
        ("*panna;*pannan", "effektivare avfallspanna", "avfallspanna"),
        ("LED", "led arbetet", None),
        ("LED", "byte till LED", "LED"),
        ("^*ån", "från stationen", None),
        ("^*ån", "längs Svartån", "Svartån"),
        ("flis", "Flishult", None),
        ("gång- och cykel*", "Gång- och cykelvägar", "Gång- och cykelvägar"),
        ("VA", "vatten och VA-ledningar", "VA"),
    ],
)
def test_signals_fit_inflections_and_compounds_but_not_other_words(signals: str, text: str, found: str | None) -> None:
    hit = pattern(signals).search(text)
    assert (hit.group(0) if hit else None) == found


def test_a_rule_with_an_unknown_code_names_file_row_field_and_value(tmp_path: Path) -> None:
    for file in (DATA / "taxonomy").glob("*.csv"):
        (tmp_path / file.name).write_text(
            file.read_text(encoding="utf-8").replace("R02,iot;styrsystem", "R02,iot;trollstav"), encoding="utf-8"
        )
    with pytest.raises(ValueError, match=r"rules.csv rad 3, enablers: 'trollstav'.*technologies.csv"):
        load(tmp_path)


def test_initiatives_of_another_place_in_other_words_are_matched_by_their_words_alone() -> None:
    rows = [
        {"id": "X-1", "title_sv": "Smarta givare i Mörtfors vattendrag", "owner": "Oskarshamns kommun", "municipality_codes": "0882", "years": "2024–",
         "description_sv": "LoRa-nät med sensorer som mäter vattennivå."},
        {"id": "X-2", "title_sv": "Restaurering av våtmarker och vattenmiljö", "owner": "Hultsfreds kommun", "municipality_codes": "0860;0882", "years": "2023-2027",
         "description_sv": "Åtgärder mot övergödning i sjöar."},
        {"id": "X-3", "title_sv": "Upphandling av skolmöbler", "owner": "Hultsfreds kommun", "municipality_codes": "0860", "years": "", "description_sv": "Nya stolar."},
    ]  # fmt: skip
    pairs = rank("synergy", from_rows(rows, knowledge()), knowledge(), year=2026)
    assert [(pair.a, pair.b, pair.rule) for pair in pairs] == [("X-1", "X-2", "R14")]
