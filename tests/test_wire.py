"""The rebuilt recordings are those that data/snapshot gives today: nobody edits them by hand, and a new snapshot brings new ones."""

from ingest import check
from ingest.receipts import Store
from tests.wire.__main__ import WRITERS, main


def contents(folder) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for key in WRITERS for f in (folder / key).rglob("*") if f.is_file()}


def test_recordings_are_rebuilt_from_the_snapshot(tmp_path, capsys):
    main(tmp_path)
    made, kept = contents(tmp_path), contents(check.RECORDINGS)
    assert sorted(made) == sorted(kept), "run: python -m tests.wire"
    assert not [name for name in made if made[name] != kept[name]], "run: python -m tests.wire"


def test_every_rebuilt_answer_says_that_it_is():
    marks = {a.obtained for key in WRITERS for take in Store(check.RECORDINGS / key).takes(key) for a in take.answers}
    assert marks == {"rebuilt"}


def test_no_recording_is_left_without_its_lock():
    for folder in check.RECORDINGS.iterdir():
        locked = {a.sha256 for take in Store(folder).takes(folder.name) for a in take.answers}
        assert {f.name for f in (folder / "raw").iterdir()} == locked, folder.name
