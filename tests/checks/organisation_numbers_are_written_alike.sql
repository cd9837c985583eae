-- Organisationsnummer skrivs NNNNNN-NNNN och står bara på en organisation; varje organisation har en källa.
SELECT id, orgnr FROM organisation WHERE orgnr IS NOT NULL AND NOT regexp_matches(orgnr, '^[0-9]{6}-[0-9]{4}$')
UNION ALL
SELECT any_value(id), orgnr FROM organisation WHERE orgnr IS NOT NULL GROUP BY orgnr HAVING count(*) > 1
UNION ALL
SELECT id, orgnr FROM organisation WHERE NOT regexp_matches(source_url, '^https?://');
