-- Huvudsektorerna i ghg_emissions summerar till totalen, inom 0,02 ton, för varje plats, år och utgåva.
SELECT place_code, period, release, round(sum(value) FILTER (WHERE breakdown <> 'total'), 4) AS sectors, max(value) FILTER (WHERE breakdown = 'total') AS total
FROM observation
WHERE indicator_id = 'ghg_emissions'
GROUP BY place_code, period, release
HAVING NOT coalesce(abs(sectors - total) <= 0.02, false);
