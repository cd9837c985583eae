-- Delarna av en uppdelad siffra är tillsammans aldrig större än totalen (vatten räknas vid sidan av landarealen).
SELECT indicator_id, place_code, period, release, sum(value) FILTER (WHERE breakdown NOT IN ('total', 'vatten') AND NOT contains(breakdown, '/')) AS parts,
       max(value) FILTER (WHERE breakdown = 'total') AS total
FROM observation
GROUP BY ALL
HAVING total IS NOT NULL AND parts > total * 1.0001 + 0.02;
