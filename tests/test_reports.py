"""What the council brief says: every number equal to the raw rows, every number with a receipt, plain words, and nothing asked for without a ground."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.recompute import DATA, worked_out
from twin.questions.initiatives import initiatives
from twin.questions.links import homes
from twin.questions.places import municipalities
from twin.questions.suggestions import suggestions
from twin.reports.compare import Unlike, compare
from twin.reports.content import NoBrief, brief, subjects
from twin.reports.marks import bare, pieces
from twin.reports.model import Brief
from twin.reports.readability import LIMIT, lix
from twin.reports.stored import BadReport, from_json, to_json
from twin.words import speak
from twin.workspace import Verdict

PLACES = ("hoglandet", "0604", "0682", "0684", "0685", "0686", "0687")


def targets() -> list[dict[str, str]]:
    """The goals as the register has them."""
    with (DATA / "register" / "targets.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def verdict(one, said: str = "samordna") -> Verdict:
    """What a person says of a suggestion."""
    return Verdict(
        one.id, one.kind, one.a.id, one.b.id, one.grade, None, one.features_hash, 1, False, "m", 1, datetime(2026, 1, 2, tzinfo=UTC), "coordinator", said, None, "",
    )  # fmt: skip


def confirmed(place: str, n: int, said: str = "samordna") -> dict[str, Verdict]:
    """Verdicts on the first shown pairs of which the place owns a side; on the first of all, for the federation."""
    home = homes(initiatives(), [one.code for one in municipalities()])
    mine = [one for one in suggestions() if one.shown and (place == "hoglandet" or place in (home.get(one.a.id), home.get(one.b.id)))]
    return {one.id: verdict(one, said) for one in mine[:n]}


@pytest.fixture(scope="module", params=[(code, language) for code in PLACES for language in ("sv", "en")], ids="-".join)
def made(request, warehouse) -> Iterator[Brief]:
    code, language = request.param
    speak(language)
    yield brief(code, {})
    speak("sv")


@pytest.fixture
def swedish(warehouse) -> None:
    """For what stands between tests of both languages."""
    speak("sv")


def test_the_federation_and_every_municipality_has_a_brief(swedish):
    assert sorted(one.code for one in subjects()) == sorted(PLACES)
    with pytest.raises(NoBrief, match=r"0680: ingen av hoglandet"):
        brief("0680", {})


def test_every_number_is_that_of_the_raw_rows(made):
    differ = {
        one.key: (one.value, worked_out(one.basis)) for one in made.numbers if one.value != pytest.approx(worked_out(one.basis), rel=1e-9)
    }
    assert not differ
    assert {"total", "change_year", "rank" if made.place != "hoglandet" else "per_ratio", "goal", "county_first"} <= {
        one.key for one in made.numbers
    }


def test_a_number_is_written_as_it_is(made):
    """Rounded to the decimals that are shown; signs as the sentence has them."""
    for one in made.numbers:
        digits = re.search(r"\d[\d\u00a0\u202f ,.]*", one.text)
        if digits is None:
            assert one.value == 0 and one.key == "confirmed"
            continue
        text = re.sub(r"[\u00a0\u202f ]", "", digits[0]).rstrip(",.")
        text = text.replace(".", "").replace(",", ".") if made.language == "sv" else text.replace(",", "")
        decimals = len(text.partition(".")[2])
        assert float(text) == pytest.approx(abs(one.value), abs=0.5 * 10**-decimals + 1e-9), one


def test_every_number_carries_a_receipt_that_exists(made):
    notes = {note.n for note in made.notes}
    assert (
        notes
        == set(range(1, len(made.notes) + 1))
        == {one.note for one in made.numbers} | {n for text in made.prose() for _, n in pieces(text) if n}
    )
    for note in made.notes:
        assert note.publisher and note.licence and note.title
        assert note.answers or note.url.startswith("https://") or note.publisher == made.host
        assert all(len(answer.sha256) == 64 and answer.release for answer in note.answers)


def test_no_number_stands_without_a_receipt(made):
    """What is left when marked numbers are taken out are years, the goal's own words, and the place that is the lowest."""
    whole = {row[name] for row in targets() for name in ("text_sv", "text_en")}
    goals = sorted(whole | {text.split(". ")[0].rstrip(".") + "." for text in whole}, key=len, reverse=True)
    spoken = [made.lead, *(text for fact in made.facts for text in (fact.figure, fact.says)), *made.sectors, *made.under_way, *made.unknown]
    spoken += [text for one in made.asked for text in (one.text, one.why)]
    told = sorted({one.text for one in made.numbers}, key=len, reverse=True)
    for text in spoken:
        left = "".join(_without(part, told) if n else part for part, n in pieces(text))
        for goal in goals:
            left = left.replace(goal, "")
        left = re.sub(r"CO2e|Plats 1 är lägst|Place 1 is the lowest", "", left)
        assert all(re.fullmatch(r"(19|20)\d\d", number) for number in re.findall(r"\d+", left)), text


def _without(part: str, told: list[str]) -> str:
    """The part without the number at its end."""
    end = next((text for text in told if part.endswith(text)), None)
    return part[: -len(end)] if end else part


def test_the_words_are_plain(swedish):
    for code in PLACES:
        for said in ({}, confirmed(code, 6)):
            assert 15 < lix(brief(code, said).prose()) <= LIMIT, code


@pytest.mark.parametrize(
    ("text", "index"),
    [("Jag ser dig.", 3.0), ("Kommunen beslutar.", 2 + 100.0), ("Se: du kom. Ja!", 4 / 3), ("", 0.0), ("2024", 0.0)],
)
def test_lix_is_counted_as_it_was_defined(text, index):
    assert lix([text]) == pytest.approx(index)


def test_nothing_is_asked_for_without_a_ground(made):
    keys = [one.key for one in made.asked]
    assert not any(one.kind == "decision" for one in made.asked), "nobody has confirmed anything"
    assert len(keys) <= 3 and all(one.why for one in made.asked)
    rows = targets()
    has_goal = {row["place_code"] for row in rows if row["state"] == "found" and row["scope"] == "territory" and row["gas"] == "ghg"}
    wanted = set(PLACES[1:]) - has_goal if made.place == "hoglandet" else {made.place} - has_goal
    assert ("goal" in keys) == bool(wanted)


@pytest.mark.parametrize("code", PLACES)
def test_a_confirmed_pair_is_asked_for_first_and_talked_of_first(swedish, code):
    said = confirmed(code, 1)
    [id_] = said
    made = brief(code, said)
    assert made.asked[0].key == f"pair:{id_}"
    assert "2 januari 2026: samordnare menar" in made.asked[0].why and "Talar emot:" in made.asked[0].why
    assert made.asked[0].kind == "decision" and made.talks[0].id == id_ and made.talks[0].confirmed
    unlike = brief(code, {id_: replace(said[id_], verdict="redan_samordnat")})
    assert not any(one.key.startswith("pair:") for one in unlike.asked), "what is coordinated already needs no decision"
    rejected = brief(code, {id_: replace(said[id_], verdict="fel", reason_code="fel_tagg")})
    assert id_ not in [talk.id for talk in rejected.talks]


def test_a_suggestion_is_never_said_to_be_confirmed(made):
    assert not any(talk.confirmed for talk in made.talks)
    assert next(one for one in made.numbers if one.key == "confirmed").value == 0


def test_private_publishers_are_in_no_table(made):
    assert "Power Circle" not in str(made) and "Klimatkollen" not in str([note.publisher for note in made.notes])
    table = next(table for table in made.tables if table.key == "figures")
    assert len(table.rows) == table.total > 20


def test_a_brief_comes_home_from_json(made):
    assert from_json(to_json(made)) == made


@pytest.mark.parametrize("stored", [{"format": 99}, [], None, {"format": 1}, {"format": 1, "title": "x"}])
def test_a_report_that_can_not_be_read_says_why(stored):
    with pytest.raises(BadReport, match=r"Spara den på nytt ur sidan Sammanfattning\."):
        from_json(stored)


def test_two_like_briefs_have_no_difference(made):
    assert not compare(made, made)


def test_what_has_changed_is_told(swedish):
    old = brief("0604", {})
    first = old.numbers[0]
    numbers = (replace(first, value=first.value + 1, text="ett annat"), *old.numbers[2:])
    found = compare(old, replace(old, numbers=numbers, asked=old.asked[1:], talks=old.talks[:-1]))
    assert [(one.before, one.after) for one in found.moved] == [(first.text, "ett annat"), (old.numbers[1].text, "")]
    assert found.no_longer_asked == (bare(old.asked[0].text),) and not found.asked
    assert found.no_longer_talks == (f"{old.talks[-1].a} + {old.talks[-1].b}",)
    with pytest.raises(Unlike):
        compare(old, brief("0682", {}))
