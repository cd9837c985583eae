"""One question over everything that has a page: initiatives, key figures, places, organisations, capabilities, sources and documents."""

from dataclasses import dataclass

from twin.spans import stem, words
from twin.warehouse import ask

KINDS = ("initiative", "indicator", "place", "organisation", "capability", "source", "document")
LONGEST = 200  # characters of a question that are read


@dataclass(frozen=True)
class Hit:
    """One thing that holds every word of the question."""

    kind: str
    mark: str  # climate, digital, both, context, or '' where the thing is on no track
    id: str
    title: str
    title_en: str
    body: str
    body_en: str
    source_key: str
    url: str | None
    score: int


# The score only orders: a word that begins the title before one inside it, before one in the text, before one that shares the stem alone.
_DOCUMENTS = """
WITH thing AS (
    SELECT 'initiative' AS kind, kind AS mark, id, title_sv AS title, title_sv AS title_en,
           concat_ws(' · ', description_sv, owner_text, partners_text, funder_text,
                     (SELECT string_agg(l.name_sv, ', ') FROM initiative_tag AS g JOIN code_label AS l ON l.scheme = g.scheme AND l.code = g.code
                      WHERE g.initiative_id = i.id),
                     (SELECT string_agg(p.name, ', ') FROM initiative_place AS w JOIN place AS p ON p.code = w.place_code
                      WHERE w.initiative_id = i.id), id) AS body, '' AS body_en, '' AS source_key, NULL AS url FROM initiative AS i
    UNION ALL SELECT 'indicator', i.track, i.id, name_sv, name_en, concat_ws(' · ', definition_sv, s.publisher), concat_ws(' · ', definition_en, s.publisher), i.source_key, NULL
              FROM indicator AS i JOIN source AS s ON s.key = i.source_key
    UNION ALL SELECT 'place', '', code, name, name, code, '', '', NULL FROM place WHERE kind IN ('municipality', 'federation')
    UNION ALL SELECT 'organisation', '', o.id, o.name, o.name,
                     concat_ws(' · ', nullif(business_sv, ''), nullif(note_sv, ''), p.name, orgnr), '', '', source_url
              FROM organisation AS o LEFT JOIN place AS p ON p.code = o.place_code
    UNION ALL SELECT 'capability', '', code, name_sv, name_en, concat_ws(' · ', definition_sv, use_sv), concat_ws(' · ', definition_en, use_en), '', NULL FROM capability
    UNION ALL SELECT 'source', track, key, title, title, concat_ws(' · ', publisher, limits_sv, method_sv), '', key, NULL FROM source
    UNION ALL SELECT 'document', '', d.id, title_sv, title_sv, concat_ws(' · ', p.name, note_sv, period), '', d.source_key, url
              FROM document AS d JOIN place AS p ON p.code = d.place_code
), thing_low AS (
    SELECT *, lower(nfc_normalize(title || ' ' || CASE WHEN title_en = title THEN '' ELSE title_en END)) AS head, lower(nfc_normalize(body || ' ' || body_en)) AS low FROM thing
)
"""
_SEARCH = (
    _DOCUMENTS
    + """, term AS (SELECT unnest(CAST($1 AS VARCHAR[])) AS word, unnest(CAST($2 AS VARCHAR[])) AS stem), pair AS (
    SELECT t.*, CASE WHEN trim(head) = word THEN 100
                     WHEN starts_with(head, word) THEN 40
                     WHEN contains(head, ' ' || word) THEN 30
                     WHEN contains(head, word) THEN 20
                     WHEN contains(head, stem) THEN 12
                     WHEN contains(' ' || low, ' ' || word) THEN 8
                     WHEN contains(low, word) THEN 5
                     WHEN contains(low, stem) THEN 2 END AS points
    FROM thing_low AS t CROSS JOIN term
)
SELECT kind, mark, id, title, title_en, body, body_en, source_key, url, CAST(sum(points) AS INTEGER) AS score FROM pair
GROUP BY kind, mark, id, title, title_en, body, body_en, source_key, url
HAVING count(points) = count(*) ORDER BY score DESC, title COLLATE sv, id
"""
)
# Only here å, ä and ö may pass for a and o: a reader without the keys for them gets to "Menade du".
_NEAR = (
    _DOCUMENTS
    + """, vocabulary AS (SELECT DISTINCT unnest(regexp_extract_all(head, '[\\p{L}\\p{N}-]{3,}')) AS word FROM thing_low)
SELECT word FROM vocabulary WHERE jaro_winkler_similarity(strip_accents(word), strip_accents($1)) >= 0.86
ORDER BY jaro_winkler_similarity(word, $1) DESC, length(word), word LIMIT 3
"""
)


def search(question: str) -> list[Hit]:
    """Everything that holds all words of the question (or their stems), best first. An empty question finds nothing."""
    asked = words(question[:LONGEST])
    return [Hit(*row) for row in ask(_SEARCH, [list(asked), [stem(word) for word in asked]])] if asked else []


def did_you_mean(question: str) -> list[str]:
    """Up to three questions with the words that nothing holds put right from the words of titles and names."""
    asked = words(question[:LONGEST])
    unknown = [word for word in asked if not search(word)]
    near = {word: [str(row[0]) for row in ask(_NEAR, [word])] for word in unknown}
    if not unknown or not all(near.values()):
        return []
    first, others = unknown[0], {word: near[word][0] for word in unknown}
    return [" ".join({**others, first: guess}.get(word, word) for word in asked) for guess in near[first]]


def needles(question: str) -> tuple[str, ...]:
    """What to mark in a hit: the words of the question, and their stems."""
    return tuple(dict.fromkeys(form for word in words(question[:LONGEST]) for form in (word, stem(word))))
