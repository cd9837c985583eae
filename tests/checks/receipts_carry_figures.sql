-- Varje kvitto hör till något som visas eller har visats; ett kvitto utan siffra är skräp.
SELECT id, source_key, url
FROM receipt
WHERE id NOT IN (SELECT receipt_id FROM observation UNION SELECT receipt_id FROM point UNION SELECT receipt_id FROM document UNION SELECT receipt_id FROM register_entry);
