-- Grain: one place. A position comes from a source and carries its licence; where that is private the place is kept without position.
WITH seat AS (
    SELECT o.place_code, any_value(s.key) AS key, any_value(s.publisher) AS publisher, any_value(s.licence) AS licence, any_value(s.licence_class) AS licence_class
    FROM point AS o
    JOIN receipt AS c ON c.id = o.receipt_id
    JOIN source AS s ON s.key = c.source_key
    WHERE o.kind = 'seat'
    GROUP BY o.place_code
)
SELECT p.code, p.name, p.kind, p.parent_code, CASE WHEN s.licence_class IN ('open', 'authority') THEN p.lon END AS lon,
       CASE WHEN s.licence_class IN ('open', 'authority') THEN p.lat END AS lat,
       CASE WHEN s.licence_class IN ('open', 'authority') THEN s.key END AS source_key,
       CASE WHEN s.licence_class IN ('open', 'authority') THEN s.publisher END AS publisher,
       CASE WHEN s.licence_class IN ('open', 'authority') THEN s.licence END AS licence,
       CASE WHEN s.licence_class IN ('open', 'authority') THEN s.licence_class ELSE 'own' END AS licence_class
FROM place AS p
LEFT JOIN seat AS s ON s.place_code = p.code
