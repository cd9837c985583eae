"""An edit in words: what it is about, what stood there, what stands there now."""

from collections.abc import Mapping

from twin.register.columns import label, tab
from twin.register.overlay import DISMISSED
from twin.register.sheets import ANSWERS_OF, INITIATIVES, PLACES_OF, REGISTERS_OF, ROLES_OF, SAME, SOURCES_OF, TAGS_OF
from twin.words import t
from twin.workspace.model import Change

Names = Mapping[tuple[str, str], str]  # (scheme, code), ('place', code), ('organisation', id), ('source', key) -> the reader's words


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
    told = _told(change, names)
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
    if change.file == REGISTERS_OF.file:
        return t("Registerpost {id} i {register}", id=cells["entry_id"], register=_register(cells["source_key"], names))
    if change.file == ANSWERS_OF.file:
        return t("Svar om registerpost {id} i {register}", id=cells["entry_id"], register=_register(cells["source_key"], names))
    if change.file == SAME.file:
        a, b = (f"{cells[f'{side}_id']} ({_register(cells[f'{side}_source'], names)})" for side in "ab")
        return t("Registerposterna {a} och {b}", a=a, b=b)
    if change.file == INITIATIVES.file:
        return f"{t('Initiativ')} {cells['id']}"
    return f"{tab(change.file)} {' · '.join(change.key.values())}"


def _register(key: str, names: Names) -> str:
    return names.get(("source", key), key)


def reason_name(reason: str) -> str:
    """Why a register entry is left out, in the reader's words."""
    return {
        "ej_klimat_digitalt": t("rör varken klimat eller digitalt"),
        "avser_annan": t("avser en annan organisation eller plats"),
        "redan_med": t("finns redan med i registret"),
        "for_litet": t("är för litet för registret"),
        "annat": t("annat skäl"),
    }.get(reason, reason)


def _told(change: Change, names: Names) -> str:
    cells = change.cells
    if change.file == REGISTERS_OF.file:
        return cells.get("url") or t("utan egen adress")
    if change.file == ANSWERS_OF.file:
        return _answer(cells, names)
    if change.file == SAME.file:
        return t("samma projekt") if cells["same"] == "ja" else t("olika projekt")
    if change.file == INITIATIVES.file:
        return cells.get("title_sv", "")
    if change.file == SOURCES_OF.file:
        return cells.get("title_sv", "")
    words = cells.get("evidence", "")
    return t("vilar på «{words}»", words=words) if words else t("finns")


def _answer(cells: Mapping[str, str], names: Names) -> str:
    if cells["answer"] == "organisation":
        return t("hör till {organisation}", organisation=names.get(("organisation", cells["value"]), cells["value"]))
    if cells["answer"] == "ingen":
        return t("hör inte till någon av våra organisationer")
    why = t("ignoreras: {reason}", reason=reason_name(cells["value"]))
    return f"{why} ({cells['note_sv']})" if cells.get("note_sv") else why


def _value(column: str, value: str, names: Names) -> str:
    return names.get(("organisation", value), value) if column == "owner_org_id" else value
