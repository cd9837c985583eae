-- Federationens siffror räknas ur kommunernas och lagras aldrig: annars räknas samma ton två gånger.
SELECT o.indicator_id, o.place_code, o.period
FROM observation AS o
JOIN place AS p ON p.code = o.place_code
WHERE p.kind = 'federation';
