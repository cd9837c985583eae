-- Ett kvitto säger hur byten kom hit: en kopia vad den är en kopia av (förråd@version:sökväg), ett direkt svar aldrig genom ett mellanlager.
SELECT id, source_key, obtained, via, copy_of, url
FROM receipt
WHERE (obtained = 'direct' AND (via IS NOT NULL OR copy_of IS NOT NULL OR NOT regexp_matches(url, '^https?://')))
   OR (obtained IN ('public_copy', 'rebuilt') AND via IS NULL AND NOT regexp_matches(copy_of, '^[^/@ ]+/[^/@ ]+@[0-9a-f]{7,40}[~^0-9]*(:| \().+'))
   OR NOT regexp_matches(url, '^(https?://|file:)')
   OR NOT regexp_matches(sha256, '^[0-9a-f]{64}$');
