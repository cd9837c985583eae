-- Ett brott i serien står på ett år som serien når: före och efter det finns siffror.
SELECT b.indicator_id, b.period, min(f.year) AS first, max(f.year) AS last
FROM series_break AS b
JOIN figure AS f ON f.indicator_id = b.indicator_id
GROUP BY ALL
HAVING CAST(left(b.period, 4) AS INTEGER) NOT BETWEEN first AND last;
