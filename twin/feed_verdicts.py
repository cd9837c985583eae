"""Verdicts in aggregate as an Atom feed: one entry for each week that has ended and in which suggestions were judged. Never who, which pair or when in the week."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from twin import atom as xml
from twin.warehouse import meta
from twin.words import number, t, tn
from twin.workspace import VERDICTS, verdict_name, workspace

ADDRESS = "feeds/verdicts.xml"
_MOST = 52  # weeks


def weeks(now: datetime) -> list[tuple[datetime, Counter[str]]]:
    """The Monday (UTC) after each week that has ended, and how many of its verdicts still in force say what; newest first. Raises Unavailable."""
    counted: dict[datetime, Counter[str]] = {}
    for one in workspace().verdicts().values():
        after = datetime.combine(one.at.date() - timedelta(days=one.at.weekday()), datetime.min.time()) + timedelta(days=7)
        if after <= now:
            counted.setdefault(after, Counter())[one.verdict] += 1
    return sorted(counted.items(), reverse=True)[:_MOST]


def atom(base: str, now: datetime | None = None) -> bytes:
    """The feed as UTF-8 XML, newest week first. `base` is the service's own address with a slash at the end. Raises NoWarehouse, Unavailable."""
    about, found = meta(), weeks(now or datetime.now(UTC).replace(tzinfo=None))
    updated = found[0][0] if found else datetime.fromisoformat(about["built_at"])
    texts = (
        t("{title}: bedömda förslag", title=about["title"]),
        t("Hur många förslag till samband som har bedömts, vecka för vecka. Bara antal: inte vem, inte vilket par, inga kommentarer."),
    )
    feed = xml.begin(about, base, ADDRESS, xml.spoken(f"{base}samband"), texts, updated, "verdicts")
    for after, counts in found:
        year, week, _ = (after - timedelta(days=1)).isocalendar()
        title = t(
            "Vecka {week} {year}: {counted}", week=week, year=year, counted=tn("ett bedömt förslag", "{n} bedömda förslag", counts.total())
        )
        summary = "; ".join(f"{verdict_name(verdict)}: {number(counts[verdict])}" for verdict in VERDICTS if counts[verdict])
        xml.entry(feed, xml.name(about, "verdicts", f"{year}-W{week:02}"), title, after, xml.spoken(f"{base}samband"), summary)
    return xml.end(feed)
