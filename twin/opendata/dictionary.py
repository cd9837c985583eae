"""The data dictionary: every dataset and column in words, with what the schema says of it. As JSON, Markdown and HTML, in Swedish or English."""

from html import escape
from typing import Any

from twin.opendata.declared import Column, Dataset, datasets
from twin.opendata.licences import terms
from twin.opendata.writers import dumped
from twin.warehouse import meta
from twin.words import either, language, speak, t

PAGES = {"html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8", "json": "application/json"}
STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;color:#17211F;background:#fff;margin:0 auto;max-width:70rem;padding:1rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;border-bottom:1px solid #D5DCD9;padding:.3rem .6rem .3rem 0}"
    "a{color:#0B4F5C}code{font-size:.95em;overflow-wrap:anywhere}.wide{overflow-x:auto}"
)


def page(form: str, spoken: str) -> bytes:
    """The dictionary in one of its forms and languages. Raises KeyError for another form, NoWarehouse."""
    before = language()
    speak(spoken)
    try:
        return {"html": _html, "md": _markdown, "json": _json}[form]()
    finally:
        speak(before)


def of_type(column: Column) -> str:
    """What may stand in the column, in words."""
    names = {
        "string": t("text"), "integer": t("heltal"), "number": t("tal"), "boolean": t("sant eller falskt"), "date": t("tid som EDTF-text"),
        "datetime": t("tidpunkt, UTC"), "uri": t("adress"), "list": t("lista av texter"), "geojson": t("GeoJSON-geometri"),
    }  # fmt: skip
    return names[column.type]


def _columns(dataset: Dataset) -> list[tuple[str, str, str, str]]:
    """Name, type and unit, description, the schema's word."""
    found = []
    for column in dataset.columns:
        unit = either(column.unit_sv, column.unit_en)
        kind = f"{of_type(column)}, {unit}" if unit else of_type(column)
        stored = f"{column.base.table}.{column.base.name}" if column.base else ""
        found.append((column.name, kind, either(column.description_sv, column.description_en), stored))
    return found


def _json() -> bytes:
    return dumped(
        {
            "title": meta()["title"],
            "language": language(),
            "datasets": [
                {
                    "name": one.name, "title": one.title, "description": either(one.description_sv, one.description_en), "row": one.grain,
                    "key": one.key, "licence": terms(one).code, "columns": [_column(one, column) for column in one.columns],
                }
                for one in datasets()
            ],
        }
    )  # fmt: skip


def _column(dataset: Dataset, column: Column) -> dict[str, Any]:
    base = column.base
    return {
        "name": column.name,
        "type": column.type,
        "unit": either(column.unit_sv, column.unit_en) or None,
        "description": either(column.description_sv, column.description_en),
        "filter": column.filter or None,
        "stored_as": f"{base.table}.{base.name}" if base else None,
        "stored_type": base.type if base else None,
        "never_empty": bool(base and base.table == dataset.name and base.required),
        "allowed": list(column.allowed) or None,
        "schema_comment": (base.comment or None) if base else None,
    }


def _markdown() -> bytes:
    out = [f"# {t('Datalexikon')}: {meta()['title']}", "", t("Varje datamängd och kolumn i de öppna data som tjänsten lämnar ut."), ""]
    head = (t("Kolumn"), t("Slag"), t("Betyder"), t("Lagrad som"))
    for one in datasets():
        out += [
            f"## {one.title} (`{one.name}`)",
            "",
            either(one.description_sv, one.description_en),
            "",
            f"{t('Villkor')}: {_terms(one)}",
            "",
        ]
        out += [f"| {' | '.join(head)} |", "|---|---|---|---|"]
        out += [f"| `{name}` | {kind} | {_cell(said)} | {f'`{stored}`' if stored else ''} |" for name, kind, said, stored in _columns(one)]
        out.append("")
    return "\n".join(out).encode()


def _terms(one: Dataset) -> str:
    found = terms(one)
    return f"{either(found.title_sv, found.title_en)}. {either(found.text_sv, found.text_en)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _html() -> bytes:
    title = f"{t('Datalexikon')}: {meta()['title']}"
    parts = [
        f'<!DOCTYPE html><html lang="{language()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>",
        f"<p>{escape(t('Varje datamängd och kolumn i de öppna data som tjänsten lämnar ut.'))}</p>",
        f'<nav aria-label="{escape(t("Datamängder"), quote=True)}"><ul>',
        *(f'<li><a href="#{one.name}">{escape(one.title)}</a></li>' for one in datasets()),
        "</ul></nav>",
    ]
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in (t("Kolumn"), t("Slag"), t("Betyder"), t("Lagrad som")))
    for one in datasets():
        body = "".join(
            f'<tr><th scope="row"><code>{name}</code></th><td>{escape(kind)}</td><td>{escape(said)}</td><td><code>{stored}</code></td></tr>'
            for name, kind, said, stored in _columns(one)
        )
        parts.append(
            f'<section><h2 id="{one.name}">{escape(one.title)} (<code>{one.name}</code>)</h2>'
            f"<p>{escape(either(one.description_sv, one.description_en))}</p><p>{escape(t('Villkor'))}: {escape(_terms(one))}</p>"
            f'<div class="wide" role="region" tabindex="0" aria-labelledby="{one.name}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></section>'
        )
    return "".join([*parts, "</main></body></html>"]).encode()
