-- Koldioxid är en del av växthusgaserna: co2_emissions är aldrig större än ghg_emissions samma år (5 % marginal: utgåvorna är olika).
SELECT c.place_code, c.period, c.value AS co2, g.value AS ghg
FROM figure AS c
JOIN figure AS g ON g.indicator_id = 'ghg_emissions' AND g.place_code = c.place_code AND g.period = c.period AND g.breakdown = 'total'
WHERE c.indicator_id = 'co2_emissions' AND c.breakdown = 'total' AND c.value > 1.05 * g.value;
