-- Ett mål ritas bara på en linje som mäter samma gas, och har då värde och år; länets koldioxidbudget ritas inte på växthusgaser.
SELECT t.id, t.gas, t.indicator_id
FROM target AS t
WHERE t.drawable AND (t.value IS NULL OR t.period IS NULL OR t.indicator_id IS NULL OR t.scope <> 'territory'
    OR (t.indicator_id LIKE 'ghg%' AND t.gas <> 'ghg') OR (t.indicator_id LIKE 'co2%' AND t.gas <> 'co2'));
