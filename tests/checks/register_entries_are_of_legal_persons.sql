-- Inga privatpersoner: ett organisationsnummer har minst 2 som tredje siffra, och en post har kvitto ur sin egen källa.
SELECT e.source_key, e.id, e.orgnr
FROM register_entry AS e JOIN receipt AS r ON r.id = e.receipt_id
WHERE (e.orgnr <> '' AND NOT regexp_full_match(e.orgnr, '\d\d[2-9]\d{3}-\d{4}')) OR r.source_key <> e.source_key;
