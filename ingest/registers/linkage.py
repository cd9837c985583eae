"""The same project in several registers: what is one project is told here, whatever the registers call it."""

from collections.abc import Iterable, Sequence

from ingest.registers.told import Concerning, Key


def groups(entries: Sequence[Concerning], same: Iterable[tuple[Key, Key]]) -> list[tuple[Concerning, ...]]:
    """The entries in groups, each group one project; groups and their entries in order of key."""
    above: dict[Key, Key] = {one.key: one.key for one in entries}

    def top(key: Key) -> Key:
        while above[key] != key:
            key = above[key]
        return key

    for a, b in same:
        first, second = sorted((top(a), top(b)))
        above[second] = first
    found: dict[Key, list[Concerning]] = {}
    for one in sorted(entries, key=lambda one: one.key):
        found.setdefault(top(one.key), []).append(one)
    return [tuple(group) for _, group in sorted(found.items())]


def by_case(entries: Sequence[Concerning]) -> list[tuple[Key, Key]]:
    """Pairs with one case number in one register."""
    found: dict[tuple[str, str], Key] = {}
    pairs = []
    for one in entries:
        if case := one.told.case_number:
            first = found.setdefault((one.told.source_key, case), one.key)
            if first != one.key:
                pairs.append((first, one.key))
    return pairs
