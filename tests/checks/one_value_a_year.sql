-- Det som visas har en enda siffra per nyckeltal, plats, år och uppdelning: aldrig både år och månad av samma år.
SELECT indicator_id, place_code, year, breakdown, count(*) AS n
FROM figure
WHERE indicator_id NOT IN (SELECT indicator_id FROM figure GROUP BY indicator_id HAVING count(DISTINCT period) FILTER (WHERE length(period) = 7) > 12)
GROUP BY ALL
HAVING n > 1;
