-- Varje källa har titel, utgivare, licens, webbplats, metod och ett läge.
SELECT s.key
FROM source AS s
LEFT JOIN source_run AS r ON r.source_key = s.key
WHERE r.source_key IS NULL OR trim(s.title) = '' OR trim(s.publisher) = '' OR trim(s.licence) = '' OR trim(s.method_sv) = ''
   OR NOT regexp_matches(s.homepage, '^https?://') OR trim(r.message_sv) = '';
