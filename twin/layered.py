"""A drawing in two columns: which order of the nodes lets the fewest lines cross. Pure: the same links give the same drawing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

ROUNDS = 12  # sweeps back and forth; the order settles long before


@dataclass(frozen=True)
class Layout:
    """Where each node stands, counted in rows from the top. The right column is in groups, each under a row for its name."""

    left: Mapping[str, float]
    right: Mapping[str, float]
    groups: Mapping[str, float]
    rows: float


def layout(links: Collection[tuple[str, str]], group: Mapping[str, str], space: float = 1.0) -> Layout:
    """Nodes of the links (left, right) in order. `group` tells which group a right node belongs to; left nodes keep `space` rows apart."""
    pairs = sorted(set(links))
    left = sorted({a for a, _ in pairs})
    clusters = {name: sorted(b for b in {b for _, b in pairs} if group[b] == name) for name in sorted({group[b] for _, b in pairs})}
    best = (left, clusters)
    fewest = crossings(pairs, left, _flat(clusters))
    for _ in range(ROUNDS):
        clusters = _sorted_groups(clusters, _centres([(b, a) for a, b in pairs], left))
        left = _sorted(left, _centres(pairs, _flat(clusters)))
        if (found := crossings(pairs, left, _flat(clusters))) < fewest:
            fewest, best = found, (left, clusters)
    return _placed(pairs, *best, space)


def crossings(links: Collection[tuple[str, str]], left: Sequence[str], right: Sequence[str]) -> int:
    """How many pairs of links cross when the two columns stand in this order."""
    at_left, at_right = {id_: i for i, id_ in enumerate(left)}, {id_: i for i, id_ in enumerate(right)}
    places = [(at_left[a], at_right[b]) for a, b in links]
    return sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(places, 2))


def spread(wanted: Sequence[float], space: float, top: float, bottom: float) -> list[float]:
    """Ascending positions near those wanted (ascending too), `space` apart, between top and bottom; evenly where there is no more room than that."""
    if len(wanted) > 1 and (len(wanted) - 1) * space >= bottom - top:
        return [top + (bottom - top) * index / (len(wanted) - 1) for index in range(len(wanted))]
    found: list[float] = []
    for at in wanted:
        found.append(max(at, found[-1] + space if found else top))
    limit = bottom
    for index in reversed(range(len(found))):
        found[index] = min(found[index], limit)
        limit = found[index] - space
    return found


def _placed(pairs: Sequence[tuple[str, str]], left: Sequence[str], clusters: Mapping[str, Sequence[str]], space: float) -> Layout:
    right: dict[str, float] = {}
    names: dict[str, float] = {}
    row = 0.0
    for name, members in clusters.items():
        names[name] = row
        for index, member in enumerate(members, start=1):
            right[member] = row + index
        row += len(members) + 1.4  # air before the next name
    centre = _centres(pairs, right)
    wanted = sorted(left, key=lambda id_: (centre[id_], left.index(id_)))
    bottom = max([row - 1.4, (len(left) - 1) * space])
    return Layout(dict(zip(wanted, spread([centre[id_] for id_ in wanted], space, 0.0, bottom), strict=True)), right, names, bottom + 1)


def _centres(pairs: Collection[tuple[str, str]], order: Sequence[str] | Mapping[str, float]) -> dict[str, float]:
    """Each first node -> the mean place of those that it is linked to."""
    place = order if isinstance(order, Mapping) else {id_: float(index) for index, id_ in enumerate(order)}
    found: dict[str, list[float]] = {}
    for node, other in pairs:
        found.setdefault(node, []).append(place[other])
    return {node: sum(places) / len(places) for node, places in found.items()}


def _sorted(nodes: Sequence[str], centre: Mapping[str, float]) -> list[str]:
    return sorted(nodes, key=lambda id_: (centre[id_], id_))


def _sorted_groups(clusters: Mapping[str, Sequence[str]], centre: Mapping[str, float]) -> dict[str, list[str]]:
    mean = {name: sum(centre[id_] for id_ in members) / len(members) for name, members in clusters.items()}
    return {name: _sorted(clusters[name], centre) for name in sorted(clusters, key=lambda name: (mean[name], name))}


def _flat(clusters: Mapping[str, Sequence[str]]) -> list[str]:
    return [id_ for members in clusters.values() for id_ in members]
