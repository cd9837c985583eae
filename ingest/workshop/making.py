"""From a draft to the source that it declares, its file and its words."""

import csv
import io
import keyword
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import astuple, fields

from ingest import declared, hosts, registry, taxonomy, wording
from ingest.connectors.spread import is_spread
from ingest.errors import Fault, WrongUse
from ingest.row_rules import is_period
from ingest.source import Indicator, Source
from ingest.taxonomy import Words
from ingest.workshop.kinds import connector, kind, layout
from ingest.workshop.model import Draft, Value

LICENCES = ("open", "authority", "private")
NEEDED = ("title", "publisher", "licence", "homepage", "cadence", "limits", "method")
TEXTS = (*NEEDED, "url", "place", "period")
PATTERNS = ("sheet_pattern", "period_in", "other_sheets", "must_say", "release_in", "link_text", "link_href", "member")
LONGEST = 600  # characters of one text
LARGEST = 1e12  # no figure of a municipality comes near
KEY = re.compile(r"[a-z][a-z0-9_]{2,49}", re.ASCII)


def made(draft: Draft) -> Source:
    """The source, exactly as its file will be read. Raises WrongUse that says what the draft lacks."""
    return declared.read(render(draft), draft.key)


def render(draft: Draft) -> str:
    """The source file. Raises WrongUse that says what the draft lacks."""
    try:
        reads = connector(draft)
    except (TypeError, ValueError) as cause:
        raise WrongUse(draft.key, f"{cause}.", "Gå tillbaka till steget med adress och kolumner.") from cause
    source = Source(
        title=draft.title, publisher=draft.publisher, licence=draft.licence, licence_class=draft.licence_class, homepage=draft.homepage,
        track=draft.track, cadence=draft.cadence, limits=draft.limits, method=draft.method, row_count=draft.row_count,
        fetch=None if draft.kind == "file" else reads, accepts={"file": reads} if draft.kind == "file" else {},
        indicators=tuple({v.indicator: indicator(draft, v) for v in reversed(draft.values)}.values())[::-1],
    )  # fmt: skip
    return declared.write(source, _head(draft))


def _head(draft: Draft) -> str:
    plain = " ".join(re.sub(r"[\"\\]", "", f"{draft.title or draft.key}, {draft.publisher}").split())
    return "".join(c for c in plain if c.isprintable())[:120].rstrip(" ,.") + "."


def indicator(draft: Draft, value: Value) -> Indicator:
    """What the source declares of one key figure."""
    low, high = (
        int(bound) if float(bound).is_integer() else bound for bound in (value.low, value.low if value.high is None else value.high)
    )
    return Indicator(value.indicator, value.unit, kpi=value.field if draft.kind == "kolada" else "", value_range=(low, high))


def words(draft: Draft) -> list[Words]:
    """The rows of words, one a key figure, in positions that no other figure has."""
    known = {**taxonomy.built_in(), **taxonomy.saved_words(but=draft.key)}
    first = max((word.position for word in known.values() if word.track == draft.track), default=0) + 1
    unique = {value.indicator: value for value in reversed(draft.values)}
    return [
        Words(
            id=v.indicator, name_sv=v.name_sv, name_en=v.name_en, definition_sv=v.definition_sv, definition_en=v.definition_en,
            definition_url=wording.KOLADA + v.field if draft.kind == "kolada" else draft.homepage, track=draft.track, better=v.better,
            theme=v.theme, decimals=v.decimals, position=first + n,
            scale=next((scale for scale, (_, unit) in wording.SCALES.items() if unit and unit == v.unit), "number"),
        )
        for n, v in enumerate(reversed(unique.values()))
    ]  # fmt: skip


def words_file(draft: Draft) -> str:
    """The rows as the file beside the source file."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow([f.name for f in fields(Words)])
    rows.writerows(astuple(word) for word in words(draft))
    return out.getvalue()


def faults(draft: Draft) -> list[Fault]:
    """All that must be put right before the draft can be checked against the publisher: row, field, value, and what is asked of it."""
    return [*_key(draft), *_texts(draft), *_choices(draft), *_host(draft), *_values(draft), *_columns(draft)] or _words(draft)


def so_far(draft: Draft) -> list[Fault]:
    """As `faults`, of a draft that is not finished: what lacks is a fault too, and neither the answer's address nor its columns are looked at."""
    return [*_key(draft), *_texts(draft), *_choices(draft), *_values(draft), *_words(draft)]


def _words(draft: Draft) -> list[Fault]:
    known = {**taxonomy.built_in(), **taxonomy.saved_words(but=draft.key)}
    mine, by_id = words(draft), {v.indicator: v for v in draft.values}
    among = {**known, **{w.id: w for w in mine}}.values()
    return [
        Fault(f"nyckeltalet {word.id or by_id[word.id].field}", f.field.removesuffix(" (i källfilen)"), f.value, f.rule)
        for word in mine
        for f in wording.faults(word, indicator(draft, by_id[word.id]), among)
    ]


def _key(draft: Draft) -> Iterator[Fault]:
    if not KEY.fullmatch(draft.key) or keyword.iskeyword(draft.key):
        yield Fault(
            "källan", "key", draft.key, "nyckeln ska ha 3–50 små bokstäver a–z, siffror och understreck, till exempel skyddad_natur"
        )
    elif draft.key in registry.built_in():
        yield Fault("källan", "key", draft.key, "nyckeln är tagen av en källa som följer med produkten")


def _texts(draft: Draft) -> Iterator[Fault]:
    for name in NEEDED:
        if not getattr(draft, name).strip():
            yield Fault("källan", name, "", "det ska vara ifyllt")
    spoken = [("källan", name, getattr(draft, name)) for name in TEXTS]
    spoken += [(f"nyckeltalet {v.indicator}", f.name, getattr(v, f.name)) for v in draft.values for f in fields(Value)]
    spoken += [("källan", name, value) for name, value in draft.options.items()]
    for where, name, text in spoken:
        if isinstance(text, str) and len(text) > LONGEST:
            yield Fault(where, name, f"{text[:40]}…", f"texten ska ha högst {LONGEST} tecken, här är {len(text)}")
        if isinstance(text, str) and any(
            unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and (c != "\t" or name != "separator") for c in text
        ):
            yield Fault(where, name, repr(text)[:60], "den har ett osynligt styrtecken; skriv om den för hand")


def _choices(draft: Draft) -> Iterator[Fault]:
    for name, allowed in (("licence_class", LICENCES), ("track", wording.TRACKS)):
        if getattr(draft, name) not in allowed:
            yield Fault("källan", name, getattr(draft, name), f"den ska vara en av {', '.join(allowed)}")
    if draft.homepage and not draft.homepage.startswith("https://"):
        yield Fault("källan", "homepage", draft.homepage, "adressen ska börja med https://")
    low, most = draft.row_count
    if not 1 <= low <= most:
        yield Fault("källan", "row_count", f"{low}–{most}", "antalet rader ska vara minst 1, och det minsta inte större än det största")


def _host(draft: Draft) -> Iterator[Fault]:
    if draft.kind not in ("file", "kolada") and (why := hosts.refusal(draft.url)):
        yield Fault("källan", "url", draft.url, why)


def _values(draft: Draft) -> Iterator[Fault]:
    if not draft.values:
        yield Fault("källan", "values", "", "välj minst en kolumn med värden")
    known = {i.id: s.key for s in registry.sources().values() if s.key != draft.key for i in s.indicators}
    for v in draft.values:
        where = f"nyckeltalet {v.indicator or v.field}"
        if not KEY.fullmatch(v.indicator):
            yield Fault(where, "indicator", v.indicator, "nyckeltalets id ska ha 3–50 små bokstäver a–z, siffror och understreck")
        elif v.indicator in known:
            yield Fault(where, "indicator", v.indicator, f"det nyckeltalet har redan källan {known[v.indicator]}")
        if not v.field:
            yield Fault(where, "field", "", "välj kolumnen med värdet")
        if draft.kind == "kolada" and not re.fullmatch(r"[NU]\d{5}", v.field):
            yield Fault(where, "field", v.field, "Koladas id är N eller U och fem siffror")
        if v.high is None or not -LARGEST <= v.low < v.high <= LARGEST:
            yield Fault(
                where, "high", f"{v.low}–{v.high}", "skriv det minsta och det största värde som kan vara sant, så snävt som det går"
            )
    if len({(v.field, v.indicator, v.breakdown) for v in draft.values}) < len(draft.values) or len({v.field for v in draft.values}) < len(
        draft.values
    ):
        yield Fault("källan", "values", ", ".join(v.field for v in draft.values), "varje kolumn kan bara läsas en gång")


def _columns(draft: Draft) -> Iterator[Fault]:
    kind(draft.kind)
    release = str(draft.options.get("release") or "")
    if draft.kind == "file" and not is_period(release):
        yield Fault("källan", "release", release, "skriv utgåvan ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD")
    if layout(draft) != "kolada":
        if not draft.place:
            yield Fault("källan", "place", "", "välj kolumnen som säger vilken kommun raden gäller")
        if (
            not draft.period
            and not draft.options.get("at")
            and not draft.options.get("period_in")
            and not any(is_spread(v.field) for v in draft.values)
        ):
            yield Fault("källan", "period", "", "välj kolumnen med perioden, eller skriv vilken period filen gäller")
    for name in PATTERNS:
        pattern = draft.options.get(name)
        try:
            re.compile(pattern if isinstance(pattern, str) else "")
        except re.error as cause:
            yield Fault("källan", name, str(pattern), f"det är inget mönster ({cause}); sätt \\ före tecken som ( och [")
    try:
        connector(draft)
    except (TypeError, ValueError) as cause:
        name, _, what = str(cause).partition(": ")
        value: object = draft.options.get(name, "") if isinstance(draft.options, Mapping) else ""
        yield Fault("källan", name, str(value), what or str(cause))
