"""Tags that the words of an initiative's text propose, and that nobody has set or said no to."""

from dataclasses import dataclass

from twin.register.overlay import DISMISSED
from twin.register.sheets import TAGS_OF
from twin.register.standing import Standing
from twin.warehouse import ask


@dataclass(frozen=True)
class Proposal:
    scheme: str
    code: str
    name_sv: str
    name_en: str
    evidence: str


_PROPOSALS = """
SELECT p.scheme, p.code, coalesce(l.name_sv, p.code) AS name_sv, coalesce(l.name_en, p.code), p.evidence
FROM tag_proposal AS p LEFT JOIN code_label AS l ON l.scheme = p.scheme AND l.code = p.code
WHERE p.initiative_id = ? ORDER BY p.scheme, name_sv COLLATE sv
"""


def proposals(now: Standing, id_: str) -> list[Proposal]:
    """What is proposed for one initiative. A proposal whose words have left the text since the last rebuild is no longer one."""
    settled = {
        (line.cells["scheme"], line.cells["code"])
        for file in (TAGS_OF.file, DISMISSED.file)
        for line in now.lines[file]
        if line.cells["initiative_id"] == id_
    }
    text = (
        next((f"{one.title_sv} {one.description_sv} {one.partners_text}" for one in now.register.initiative if one.id == id_), "")
        if now.register
        else ""
    )
    found = [Proposal(*row) for row in ask(_PROPOSALS, [id_])]
    return [one for one in found if (one.scheme, one.code) not in settled and one.evidence in text]
