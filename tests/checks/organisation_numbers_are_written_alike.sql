-- Organisationsnummer skrivs NNNNNN-NNNN med rätt kontrollsiffra och står bara på en organisation; varje organisation har en källa.
WITH digits AS (
    SELECT id, orgnr, [CAST(d AS INTEGER) FOR d IN string_split(replace(orgnr, '-', ''), '')] AS d
    FROM organisation
    WHERE regexp_matches(orgnr, '^[0-9]{6}-[0-9]{4}$')
), weighed AS (
    SELECT id, orgnr, [CASE WHEN n % 2 = 1 THEN d[n] * 2 // 10 + d[n] * 2 % 10 ELSE d[n] END FOR n IN range(1, 11)] AS w
    FROM digits
)
SELECT id, orgnr FROM organisation WHERE orgnr IS NOT NULL AND NOT regexp_matches(orgnr, '^[0-9]{6}-[0-9]{4}$')
UNION ALL
SELECT id, orgnr FROM weighed WHERE list_sum(w) % 10 <> 0
UNION ALL
SELECT any_value(id), orgnr FROM organisation WHERE orgnr IS NOT NULL GROUP BY orgnr HAVING count(*) > 1
UNION ALL
SELECT id, orgnr FROM organisation WHERE length(trim(source_url)) < 8;
