"""python -m twin.matching.evaluate: what it takes, what it prints, and what it says of a file it can not measure."""

import json

import pytest

from twin.matching.evaluate import main

MEASURES = {"average_precision", "precision_at_10", "recall_at_20", "ndcg_at_10", "positives", "pairs"}
REGISTER = """id,title_sv,owner,partners,years,status,municipality_codes,description_sv
X-1,Sensorer i sjöarna,Alby kommun,,2024–,pågående,9901,Uppkopplade givare mäter vattennivå.
X-2,Restaurering av sjöar,Alby kommun,,,okänd,9901,Åtgärder mot övergödning.
X-3,Solceller på skolor,Alby kommun,,2025,planerad,9901,Solceller på taken.
X-4,Solceller på badhus,Beby kommun,,2025,planerad,9902,Solceller på taken.
"""


@pytest.fixture
def files(tmp_path):
    def write(pairs: str, register: str = REGISTER):
        (tmp_path / "pairs.csv").write_text("type,a,b,median\n" + pairs, encoding="utf-8")
        (tmp_path / "register.csv").write_text(register, encoding="utf-8")
        return ["--pairs", str(tmp_path / "pairs.csv"), "--register", str(tmp_path / "register.csv")]

    return write


GOOD = "synergy,X-2,X-1,1\nsynergy,X-3,X-1,0\noverlap,X-3,X-4,2\noverlap,X-2,X-4,0\n"


def test_the_json_has_the_agreed_keys_and_numbers(files, capsys):
    assert main([*files(GOOD), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told.keys() == {"synergy", "overlap"}
    assert all(kind.keys() == MEASURES for kind in told.values())
    assert told["synergy"]["average_precision"] == told["overlap"]["average_precision"] == 1
    assert told["overlap"]["positives"] == 1 and told["overlap"]["pairs"] == 2


def test_our_own_register_is_measured_with_tags_and_by_words(tmp_path, capsys):
    (tmp_path / "own.csv").write_text(
        "type,a,b,median\nsynergy,LAN-04,EKS-03,2\nsynergy,ANE-01,EKS-02,0\noverlap,ANE-03,EKS-03,2\noverlap,ANE-01,LAN-17,0\n"
    )
    assert main(["--pairs", str(tmp_path / "own.csv"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["synergy"]["average_precision"] == told["by_words"]["synergy"]["average_precision"] == 1
    assert main(["--pairs", str(tmp_path / "own.csv")]) == 0
    assert "register's tags" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ("synergi,X-1,X-2,1\n", "rad 2, type: 'synergi' är ingen sort. Skriv synergy eller overlap."),
        ("synergy,X-1,X-2,hög\n", "rad 2, median: 'hög' är inget tal. Skriv 0, 1 eller 2."),
        ("synergy,X-1,,1\n", "rad 2, b: tomt. Skriv initiativets id."),
        ("synergy,X-1,X-1,1\n", "rad 2, b: 'X-1' är samma som a."),
        ("synergy,X-1,X-2,1\nsynergy,X-2,X-1,0\n", "rad 3, median: '0', men samma par har 1 på rad 2."),
        ("synergy,Y-1,Y-2,1\n", "rad 2, a: 'Y-1' finns inte i registret"),
        ("", "inga par"),
    ],
)
def test_a_bad_file_is_told_of_with_row_column_value_and_remedy(files, capsys, pairs, words):
    assert main(files(pairs)) == 2
    told = capsys.readouterr()
    assert words in told.err and "Traceback" not in told.err + told.out


def test_a_file_that_lacks_a_column_is_told_of(tmp_path, capsys):
    (tmp_path / "p.csv").write_text("type,a,b\nsynergy,X-1,X-2\n")
    assert main(["--pairs", str(tmp_path / "p.csv")]) == 2
    assert "kolumnen median saknas" in capsys.readouterr().err


def test_years_owners_and_codes_may_be_lacking_or_strange(files, capsys):
    bare = "id,title_sv,description_sv\nX-1,Sensorer i sjöarna,Givare\nX-2,Restaurering av sjöar,\nX-3,Solceller,\nX-4,Solpark,\n"
    assert main([*files(GOOD, bare), "--json"]) == 0
    strange = REGISTER.replace("9901", "ej känd").replace("2024–", "våren 2024, kanske")
    assert main([*files(GOOD, strange), "--json"]) == 0
