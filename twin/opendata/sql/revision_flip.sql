-- Grain: one place and period where a later release turns an order or an answer about. Where either release is a private publisher's, it stays here.
SELECT r.kind, r.indicator_id, r.place_code, r.period, CAST(left(r.period, 4) AS INTEGER) AS year, r.breakdown, r.target_id, r.old_release, r.new_release,
       r.old_value, r.new_value, r.old_rank, r.new_rank, r.places, r.old_reached, r.new_reached, r.old_receipt_id, r.new_receipt_id,
       s.key AS source_key, s.publisher, s.licence,
       CASE WHEN o.licence_class = 'private' THEN 'private' ELSE s.licence_class END AS licence_class
FROM revision_flip AS r
JOIN receipt AS c ON c.id = r.new_receipt_id
JOIN source AS s ON s.key = c.source_key
JOIN receipt AS oc ON oc.id = r.old_receipt_id
JOIN source AS o ON o.key = oc.source_key
