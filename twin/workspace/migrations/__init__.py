"""Brings a workspace up to the tables of this code, in one transaction. A new revision is a file in versions/, and HEAD."""

from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, inspect, text

from twin.words import t
from twin.workspace.model import Unavailable
from twin.workspace.tables import VERSION_TABLE

HERE = Path(__file__).parent
HEAD = "0003"  # read here so that opening a workspace that is up to date needs no alembic
_lock = Lock()  # alembic keeps its context in a module


def bring_up(engine: Engine, shown: str, to: str = "head") -> None:
    """All revisions that are missing, in order; of two processes that open at once the second waits and finds it done. Raises Unavailable
    where the database is of a newer version than the code."""
    with engine.connect() as con:
        found = revision(con)
    if found == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise Unavailable(
            t(
                "Arbetsytan {where} är gjord av en nyare version av programmet (läge {found}, den här versionen kan {head}). "
                "Uppdatera programmet, eller låt TWIN_WORKSPACE_URL peka på en annan databas. Inget har ändrats.",
                where=shown,
                found=found,
                head=HEAD,
            )
        )
    with _lock, engine.connect() as con, con.execution_options(write=True).begin():
        config.attributes["connection"] = con
        command.upgrade(config, to)


def revision(con: Connection) -> str | None:
    """The revision of the open database; None where it is empty."""
    if not inspect(con).has_table(VERSION_TABLE):
        return None
    return con.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
