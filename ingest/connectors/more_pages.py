"""What a JSON answer says of pages that were not asked for: the next one's address, or that there are more records than the list has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NEXT = ("next", "next_url", "nexturl", "nextlink", "next_link", "@odata.nextlink", "nextpage", "next_page", "nextpageurl", "next_page_url")
THERE_IS_MORE = ("hasmore", "has_more", "hasnext", "has_next", "hasnextpage", "nextoffset", "next_offset", "moreresults")
MARKS = (
    "cursor",
    "nextcursor",
    "next_cursor",
    "endcursor",
    "end_cursor",
    "nexttoken",
    "next_token",
    "nextpagetoken",
    "next_page_token",
    "continuationtoken",
)
RECORDS = (
    "totalcount", "total_count", "totalrecords", "total_records", "totalresults", "total_results", "totalhits", "totalelements", "totalitems",
    "total_items", "recordstotal", "numbermatched", "resultcount", "@odata.count", "antal_poster", "antalposter", "antaltraffar", "antalträffar",
)  # fmt: skip
PERHAPS = ("total", "count", "antal", "totalt", "hits")  # may as well be a sum, or how many there are on the page
DEEP = 3  # levels of objects that are searched: meta.paging.total
COUNTED = 'Skriv page="page" eller offset="offset" i källfilen: parametern som utgivaren räknar sidor eller poster med.'
CURSOR = 'Skriv next="{path}" och cursor="cursor" i källfilen: parametern som utgivaren vill ha nästa sidas märke i.'
Leaf = tuple[str, str, object]


@dataclass(frozen=True)
class More:
    """That there is more, in Swedish, and the option to set. Not `sure`: what says so may be something else than a number of records."""

    problem: str
    remedy: str
    sure: bool = True
    next: str = ""  # the path of the next page's address, where there is one


def more(body: object, found: int) -> More | None:
    """What the answer says beyond the `found` records of its list; None where it says nothing, or is itself the list."""
    if not isinstance(body, Mapping):
        return None
    told = list(_leaves(body, "", DEEP))
    for path, value in [*_next(told), *_linked(body)]:
        problem = f"Svaret har fler sidor: «{path}» är {str(value)[:120]}, men källfilen läser bara den första."
        if path != "links" and isinstance(value, str) and any(mark in value for mark in "/?"):
            return More(problem, f'Skriv next="{path}" i källfilen, eller next="{path}?" om sista sidan saknar fältet.', next=path)
        return More(problem, CURSOR.format(path=path) if path.rpartition(".")[2].casefold() in MARKS else COUNTED)
    for sure, names in ((True, RECORDS), (False, PERHAPS)):
        for path, name, value in told:
            if name in names and isinstance(value, int) and value > found:
                return More(f"Listan har {found} poster, men «{path}» säger {value}: resten ligger på fler sidor.", COUNTED, sure)
    return None


def _next(told: list[Leaf]) -> Iterator[tuple[str, object]]:
    for path, name, value in told:
        if value and (name in (*NEXT, *MARKS) or name in THERE_IS_MORE or path.casefold().endswith("next.href")):
            yield path, value


def _linked(body: Mapping[object, object]) -> Iterator[tuple[str, object]]:
    """The link rel=next of a list of links."""
    links = body.get("links")
    for one in links if isinstance(links, list) else ():
        if isinstance(one, Mapping) and one.get("rel") == "next":
            yield "links", one.get("href")


def _leaves(node: Mapping[object, object], path: str, depth: int) -> Iterator[Leaf]:
    """(path, name in small letters, value) of all that is no list, the uppermost first."""
    inner = []
    for name, value in node.items():
        where = f"{path}.{name}" if path else str(name)
        if isinstance(value, Mapping):
            inner.append((value, where))
        elif not isinstance(value, list):
            yield where, str(name).casefold(), value
    for value, where in inner if depth > 1 else ():
        yield from _leaves(value, where, depth - 1)
