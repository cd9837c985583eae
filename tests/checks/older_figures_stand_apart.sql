-- En siffra som bara en äldre utgåva har visas för sig: den finns inte också bland dem som visas.
SELECT o.indicator_id, o.place_code, o.period, o.breakdown
FROM figure_older AS o
JOIN figure AS f USING (indicator_id, place_code, period, breakdown);
