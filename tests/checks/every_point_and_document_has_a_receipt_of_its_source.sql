-- Varje punkt och dokument har ett kvitto från sin egen källa.
SELECT t.source_key, t.id FROM point AS t JOIN receipt AS r ON r.id = t.receipt_id WHERE r.source_key <> t.source_key
UNION ALL
SELECT t.source_key, t.id FROM document AS t JOIN receipt AS r ON r.id = t.receipt_id WHERE r.source_key <> t.source_key;
