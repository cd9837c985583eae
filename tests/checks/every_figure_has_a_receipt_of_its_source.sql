-- Varje siffra har ett kvitto från sin egen källa, med samma utgåva.
SELECT o.indicator_id, o.place_code, o.period, o.receipt_id
FROM observation AS o
JOIN indicator AS i ON i.id = o.indicator_id
LEFT JOIN receipt AS r ON r.id = o.receipt_id
WHERE r.id IS NULL OR r.source_key <> i.source_key OR r.release <> o.release;
