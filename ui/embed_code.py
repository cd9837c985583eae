"""What a reader copies to show a figure or the brief elsewhere: the frame's code and the words to cite it with."""

from html import escape

import streamlit as st

from twin.cite import compiled
from twin.questions.series import how_together
from twin.questions.shown import shown, where
from twin.reports.model import Brief
from twin.words import t
from ui import embed_figure, embed_map
from ui.address import embed, embed_path
from ui.figures import View
from ui.sign_in import public_address
from ui.theme import small

HEIGHT = {"figure": 460, "brief": 900, "map": 560}  # pixels that hold the page with everything folded at 600 across; the brief is scrolled


def of_figure(view: View) -> None:
    """For the figure that is shown, of the place that the reader picks: the chosen municipality first."""
    together = view.per or how_together(view.one.unit) != "apart"
    places = {one.code: one for one in where() if (together or one != view.whole) and any(f.value is not None for f in view.line(one.code))}
    if not places:
        return
    with st.expander(t("Bädda in och citera")):
        first = view.own[0].code if len(view.own) < len(view.all_own) and view.own[0].code in places else next(iter(places))
        code = st.selectbox(t("Plats"), list(places), list(places).index(first), lambda one: places[one].name, key="embed-place")
        seen = shown(view.one, places[code], view.part, per=view.per)
        if why := embed_figure.kept_back(seen):
            small(escape(why))
        else:
            _frame("figure", f"{embed_figure.name(seen)}, {seen.place.name}", embed_figure.parameters(seen))
        if citation := embed_figure.citation(seen):
            _cite(citation.text, citation.html)


def of_brief(made: Brief) -> None:
    """For the brief that is shown."""
    with st.expander(t("Bädda in och citera")):
        _frame("brief", made.title, {"place": made.place})
        citation = compiled(made.title, made.host, made.dated, embed("brief", place=made.place))
        _cite(citation.text, citation.html)


def of_map() -> None:
    """For the map of how the emissions changed: the one measure of the map that others may set in."""
    known = embed_map.known()
    if not known:
        return
    with st.expander(t("Bädda in och citera")):
        small(escape(t("Gäller kartan över hur utsläppen ändrades.")))
        _frame("map", embed_map.title(known), {"show": embed_map.SHOW})
        citation = embed_map.citation(known)
        _cite(citation.text, citation.html)


def _frame(kind: str, title: str, parameters: dict[str, str]) -> None:
    source = embed(kind, **parameters) or f"/{embed_path(kind, **parameters)}"
    attributes = f'title="{escape(title, quote=True)}" width="100%" height="{HEIGHT[kind]}" style="border:0" loading="lazy"'
    small(escape(t("Kod till en webbsida:")))
    st.code(f'<iframe src="{escape(source, quote=True)}" {attributes}></iframe>', language="html", wrap_lines=True)
    if not public_address():
        small(escape(t("Tjänstens egen adress är inte inställd: sätt den före ”/embed”.")))


def _cite(text: str, html: str) -> None:
    small(escape(t("Text att citera med:")))
    st.code(text, language=None, wrap_lines=True)
    small(escape(t("Samma text som html:")))
    st.code(html, language="html", wrap_lines=True)
