-- Inget påhittat svar (SHAPE, SKELETON, SYNTHETIC) är källa till en siffra.
SELECT id, source_key, url, copy_of
FROM receipt
WHERE regexp_matches(upper(concat_ws(' ', url, copy_of, release)), 'SHAPE|SKELETON|SYNTHETIC');
