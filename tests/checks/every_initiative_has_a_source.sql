-- Varje initiativ har minst en källa med adress.
SELECT i.id
FROM initiative AS i
LEFT JOIN initiative_source AS s ON s.initiative_id = i.id AND regexp_matches(s.url, '^https?://[^ ]+$')
WHERE s.url IS NULL;
