-- Grain: one cell whose value differs between two releases that follow each other. Where either is a private publisher's, it stays here.
SELECT r.indicator_id, r.place_code, r.period, CAST(left(r.period, 4) AS INTEGER) AS year, r.breakdown, r.old_release, r.new_release, r.old_value, r.new_value,
       r.change, i.unit, r.old_receipt_id, r.new_receipt_id, s.key AS source_key, s.publisher, s.licence, CASE WHEN o.licence_class = 'private' THEN 'private' ELSE s.licence_class END AS licence_class
FROM revision AS r
JOIN indicator AS i ON i.id = r.indicator_id
JOIN receipt AS c ON c.id = r.new_receipt_id
JOIN source AS s ON s.key = c.source_key
JOIN receipt AS oc ON oc.id = r.old_receipt_id
JOIN source AS o ON o.key = oc.source_key
