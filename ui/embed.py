"""Pages that others may set into theirs: a figure, the map, the brief, each with its citation and receipts. They alone may stand in a foreign frame;
they have no script and nothing to press, and show what every reader sees without signing in, less private publishers' figures."""

from collections.abc import Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from twin.cite import compiled
from twin.opendata.query import Refused
from twin.questions.indicators import breakdowns, indicator
from twin.questions.places import Place
from twin.questions.series import PER_INHABITANT
from twin.questions.shown import WHOLE, shown, where
from twin.warehouse import NoWarehouse, hold
from twin.words import listing, speak, t
from twin.workspace import WorkspaceError, workspace
from ui import embed_figure, embed_map
from ui.address import embed
from ui.api_answer import LONGEST, sent
from ui.embed_frame import document, foot, refusal

ROOT = "/embed"
FRAMED = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors *"  # ui/server.py leaves an answer with this policy as it is
POLICY = {"content-security-policy": FRAMED}
Answer = Callable[[Request], bytes]


def guarded(answer: Answer) -> Callable[[Request], Response]:
    """The page in the language asked for, from one snapshot; refusals as pages that say what to do."""

    @wraps(answer)
    def answered(request: Request) -> Response:
        speak(request.query_params.get("lang", "sv"))
        try:
            if len(request.scope.get("query_string", b"")) > LONGEST:
                raise Refused(414, t("Adressen är för lång"), t("Mer än {n} tecken.", n=LONGEST), _from_the_page())
            hold()
            return sent(request, answer(request), "text/html", **POLICY)
        except Refused as refused:
            return _refused(refused)
        except (NoWarehouse, WorkspaceError) as reason:
            return _refused(Refused(503, t("Kan inte visas nu"), str(reason), t("Försök igen senare.")))

    return answered


def _refused(refused: Refused) -> Response:
    return Response(refusal(refused), refused.status, {**POLICY, "cache-control": "no-store"}, "text/html")


def _from_the_page() -> str:
    return t("Hämta adressen på sidan Översikt, Nyckeltal eller Sammanfattning, under ”Bädda in och citera”.")


@guarded
def figure(request: Request) -> bytes:
    """One key figure: ?indicator, ?place (the federation until then), ?part, ?per=inhabitant."""
    asked = request.query_params
    one = indicator(asked.get("indicator", ""))
    if one is None:
        code = asked.get("indicator", "")
        raise Refused(404, t("Nyckeltalet finns inte"), t("Inget nyckeltal har den koden."), _from_the_page(), "indicator", code)
    place, part, per = _place(request, where()), asked.get("part", WHOLE), asked.get("per")
    if part not in (WHOLE, *breakdowns(one.id)):
        raise Refused(404, t("Delen finns inte"), t("Nyckeltalet har ingen sådan del."), _from_the_page(), "part", part)
    if per is not None and (per != "inhabitant" or one.unit not in PER_INHABITANT):
        raise Refused(404, t("Måttet finns inte"), t("Nyckeltalet kan inte räknas så."), _from_the_page(), "per", per)
    seen = shown(one, place, part, per=per is not None)
    if why := embed_figure.kept_back(seen):
        raise Refused(403, t("Får inte bäddas in"), why, t("Länka till sidan Nyckeltal i stället."))
    return embed_figure.page(seen)


@guarded
def map_(request: Request) -> bytes:
    """The map: ?show=change."""
    show = request.query_params.get("show", embed_map.SHOW)
    if show != embed_map.SHOW:
        raise Refused(404, t("Kartan finns inte"), t("Det finns ingen sådan karta."), t("Använd show=change."), "show", show)
    if (page := embed_map.page()) is None:
        raise Refused(503, t("Kan inte visas nu"), t("Utsläppens förändring är inte känd."), t("Försök igen senare."))
    return page


@guarded
def council_brief(request: Request) -> bytes:
    """The brief: ?place (the federation until then)."""
    from twin.reports import html  # matplotlib: seconds that the start of the server should not wait
    from twin.reports.content import NoBrief, brief, subjects

    place = _place(request, subjects())
    try:
        made = brief(place.code, workspace().verdicts())
    except NoBrief as reason:
        raise Refused(503, t("Kan inte visas nu"), str(reason), t("Försök igen senare.")) from reason
    citation = compiled(made.title, made.host, made.dated, embed("brief", place=place.code))
    return document(made.title, html.fragment(made) + foot(citation, (), f"sammanfattning?plats={place.code}"), html.style())


@guarded
def nothing(request: Request) -> bytes:
    """Any other address under /embed/: without this the pages' own index would answer."""
    raise Refused(404, t("Här finns inget"), t("Det finns ingen sådan sida att bädda in."), _from_the_page())


def _place(request: Request, known: list[Place]) -> Place:
    code = request.query_params.get("place", known[0].code)
    found = next((one for one in known if one.code == code), None)
    if found is None:
        codes = listing([f"{one.code} ({one.name})" for one in known])
        raise Refused(404, t("Platsen finns inte"), t("Ingen plats har den koden."), t("Använd {codes}.", codes=codes), "place", code)
    return found


routes = [
    Route(f"{ROOT}/figure", figure),
    Route(f"{ROOT}/map", map_),
    Route(f"{ROOT}/brief", council_brief),
    Route(f"{ROOT}/{{rest:path}}", nothing),
]
