-- Huvudsektorerna i co2_emissions summerar till arbetsbokens «Alla», inom 0,02 ton.
SELECT place_code, period, release, round(sum(value) FILTER (WHERE breakdown <> 'total' AND NOT contains(breakdown, '/')), 4) AS sectors,
       max(value) FILTER (WHERE breakdown = 'total') AS total
FROM observation
WHERE indicator_id = 'co2_emissions'
GROUP BY place_code, period, release
HAVING NOT coalesce(abs(sectors - total) <= 0.02, false);
