"""Makes data/snapshot/ anew: the project's own ingest over a gateway that replays recordings, then the files that have no host, then the export.

    python -m tests.embed ../shared

Only for whoever renews the embedded figures; a user never needs it. tests/embed.csv lists the files with their true origin.
"""

import csv
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest.registry import sources
from tests.replay import gateway
from tests.shelves import Routes

ROOT = Path(__file__).parent.parent
PORT = 8898  # fixed, so that the receipts' `via` does not change from one renewal to the next
log = logging.getLogger("tests.embed")


def ingest(*arguments: str, expect: tuple[int, ...] = (0,)) -> None:
    """Run one ingest command; raises RuntimeError when it ends otherwise than expected."""
    done = subprocess.run([sys.executable, "-m", "ingest", *arguments], cwd=ROOT, check=False)
    if done.returncode not in expect:
        raise RuntimeError(f"python -m ingest {' '.join(arguments)} ended with {done.returncode}")


def adoptions(shared: Path) -> list[list[str]]:
    """The arguments of every `adopt` in tests/embed.csv. Raises FileNotFoundError for a file that is not there."""
    found = []
    with (ROOT / "tests" / "embed.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            file = shared / row["file"]
            if not file.exists():
                raise FileNotFoundError(file)
            optional = [f"--{name}={row[name]}" for name in ("as", "obtained") if row[name]]
            found.append(["adopt", row["key"], str(file), f"--copy-of={row['copy_of']}", f"--release={row['release']}", *optional])
    return found


def main(shared: Path) -> None:
    """Fetch, adopt, build and export in a state folder of its own, so that nothing but the recordings is in it."""
    snapshot = ROOT / "data" / "snapshot"
    with tempfile.TemporaryDirectory() as folder, gateway(Routes(shared / "recordings" / "ROUTES.csv"), port=PORT) as mirror:
        kept = Path(folder) / "kept"
        shutil.move(snapshot, kept)  # the new figures are made of answers alone; the old ones come back if anything fails
        try:
            renew(shared, Path(folder) / "state", mirror.url)
            shutil.copy(kept / "README.md", snapshot / "README.md")
        except BaseException:
            shutil.rmtree(snapshot, ignore_errors=True)
            shutil.move(kept, snapshot)
            raise


def renew(shared: Path, state: Path, mirror: str) -> None:
    """The five steps, over the gateway at `mirror`, in the state folder `state`."""
    os.environ |= {"TWIN_STATE": str(state), "INGEST_GATEWAY": mirror, "INGEST_PATIENCE": "0.01"}
    ingest("fetch", *(key for key, source in sources().items() if source.fetch and not source.register))  # no answer of a register is whole
    for arguments in adoptions(shared):
        ingest(*arguments)
    ingest("build")
    ingest("snapshot")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main(Path(sys.argv[1]).resolve())
