"""An edit in words: what it is about, what stood there, what stands there now."""

from collections.abc import Mapping

from twin.register.columns import label, tab
from twin.register.overlay import DISMISSED
from twin.register.sheets import INITIATIVES, PLACES_OF, ROLES_OF, SOURCES_OF, TAGS_OF
from twin.words import t
from twin.workspace.model import Change

Names = Mapping[tuple[str, str], str]  # (scheme, code), ('place', code), ('organisation', id) -> the reader's words


def scheme_name(scheme: str) -> str:
    """A scheme of tags in the reader's words."""
    return {
        "theme": t("Tema"),
        "technology": t("Teknik"),
        "asset": t("Tillgång"),
        "mechanism": t("Klimatmekanism"),
        "data_made": t("Data som skapas"),
        "data_needed": t("Data som behövs"),
    }[scheme]


def spoken(change: Change, names: Names) -> tuple[str, str, str]:
    """(what, old, new). A line that is added has no old, one that is removed no new."""
    about = _about(change, names)
    if change.action == "set":
        what = label(change.column) if change.file == INITIATIVES.file else f"{about}: {label(change.column)}"
        return what, _value(change.column, change.old, names), _value(change.column, change.new, names)
    told = _told(change)
    return (about, "", told) if change.action == "add" else (about, told, "")


def _about(change: Change, names: Names) -> str:
    cells = {**change.cells, **change.key}
    if change.file in (TAGS_OF.file, DISMISSED.file):
        word = t("Avfärdad märkning") if change.file == DISMISSED.file else scheme_name(cells["scheme"])
        return f"{word} {names.get((cells['scheme'], cells['code']), cells['code'])}"
    if change.file == PLACES_OF.file:
        return f"{t('Kommun')} {names.get(('place', cells['place_code']), cells['place_code'])}"
    if change.file == ROLES_OF.file:
        return f"{t('Roll')} {cells['role']}: {names.get(('organisation', cells['organisation_id']), cells['organisation_id'])}"
    if change.file == SOURCES_OF.file:
        return f"{t('Källa')} {cells['url']}"
    if change.file == INITIATIVES.file:
        return f"{t('Initiativ')} {cells['id']}"
    return f"{tab(change.file)} {' · '.join(change.key.values())}"


def _told(change: Change) -> str:
    cells = change.cells
    if change.file == INITIATIVES.file:
        return cells.get("title_sv", "")
    if change.file == SOURCES_OF.file:
        return cells.get("title_sv", "")
    words = cells.get("evidence", "")
    return t("vilar på «{words}»", words=words) if words else t("finns")


def _value(column: str, value: str, names: Names) -> str:
    return names.get(("organisation", value), value) if column == "owner_org_id" else value
