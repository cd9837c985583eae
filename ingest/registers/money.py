"""A project's money, each krona once."""

from collections import defaultdict
from collections.abc import Iterable

from ingest.registers.told import Told

SEK = "SEK"


def kronor(entries: Iterable[Told]) -> float | None:
    """What the registers together grant one project, in kronor; None where none tells an amount in kronor.

    A register that lists a project once per funder repeats the same sum: within one register equal sums are one, different sums are parts. Between
    registers the one that tells most stands, for they tell of the same money. So a copy under another funder changes nothing, nor does the order.
    """
    told: dict[str, set[float]] = defaultdict(set)
    for one in entries:
        if one.amount is not None and one.currency == SEK:
            told[one.source_key].add(round(one.amount, 2))
    return max((sum(sorted(sums)) for sums in told.values()), default=None)
