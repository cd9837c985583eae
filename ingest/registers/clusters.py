"""Which entries are one project: pairs joined one by one, never against what a person has said."""

from collections.abc import Callable, Iterable, Sequence

from ingest.registers.told import Concerning, Key


class Clusters:
    """Entries in groups that grow by joining; every group is one project."""

    def __init__(self, entries: Iterable[Concerning], apart: Iterable[tuple[Key, Key]] = ()) -> None:
        self._groups: dict[Key, list[Concerning]] = {one.key: [one] for one in entries}
        self._apart = {frozenset(pair) for pair in apart}

    def together(self, a: Key, b: Key) -> bool:
        return self._groups[a] is self._groups[b]

    def join(self, a: Key, b: Key, may: Callable[[Sequence[Concerning]], bool] = lambda whole: True) -> bool:
        """Make the groups of `a` and `b` one, unless someone has said that two of their entries are not the same or `may` refuses the whole."""
        first, second = self._groups[a], self._groups[b]
        if first is second:
            return True
        if not self.may(a, b, may):
            return False
        first.extend(second)
        for one in second:
            self._groups[one.key] = first
        return True

    def may(self, a: Key, b: Key, allowed: Callable[[Sequence[Concerning]], bool]) -> bool:
        """Could the groups of `a` and `b` be one?"""
        return not self.held_apart(a, b) and allowed([*self._groups[a], *self._groups[b]])

    def held_apart(self, a: Key, b: Key) -> bool:
        """Has someone said of an entry of each group that they are two projects?"""
        return any(frozenset((x.key, y.key)) in self._apart for x in self._groups[a] for y in self._groups[b])

    def groups(self) -> list[tuple[Concerning, ...]]:
        """Every group once; groups and their entries in order of key."""
        found = {id(group): group for group in self._groups.values()}
        return sorted((tuple(sorted(group, key=lambda one: one.key)) for group in found.values()), key=lambda group: group[0].key)
