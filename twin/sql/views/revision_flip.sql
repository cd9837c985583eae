-- Grain: one place (municipality for ranks, any for goals) and period where a later release turns an order or an answer about: its rank among the
-- municipalities ('rank', 1 is the highest value), or whether a goal that may be drawn on the figure's line was reached ('target').
-- Ranks are compared only where both releases have every municipality; a goal in per cent of a base year is measured within each release.
CREATE VIEW revision_flip AS
WITH ranked AS (
    SELECT o.*, rank() OVER w AS place_rank, count(*) OVER (PARTITION BY indicator_id, period, breakdown, release) AS places
    FROM observation AS o JOIN place AS p ON p.code = o.place_code AND p.kind = 'municipality'
    WHERE value IS NOT NULL
    WINDOW w AS (PARTITION BY indicator_id, period, breakdown, release ORDER BY value DESC)
), rank_step AS (
    SELECT *, lag(release) OVER w AS old_release, lag(value) OVER w AS old_value, lag(receipt_id) OVER w AS old_receipt_id, lag(place_rank) OVER w AS old_rank
    FROM ranked WHERE places = (SELECT count(*) FROM place WHERE kind = 'municipality')
    WINDOW w AS (PARTITION BY indicator_id, place_code, period, breakdown ORDER BY release)
), measure AS (
    SELECT o.indicator_id, o.place_code, o.period, o.release, o.value, o.receipt_id, i.unit, i.better
    FROM observation AS o JOIN indicator AS i ON i.id = o.indicator_id WHERE o.breakdown = 'total' AND o.value IS NOT NULL
    UNION ALL
    SELECT 'ghg_per_inhabitant', g.place_code, g.period, g.release, g.value / p.value, g.receipt_id, 't CO2e per invånare', 'lower'
    FROM observation AS g JOIN figure AS p ON p.indicator_id = 'population' AND p.breakdown = 'total' AND p.place_code = g.place_code
                                          AND p.period = g.period AND p.value > 0
    WHERE g.indicator_id = 'ghg_emissions' AND g.breakdown = 'total' AND g.value IS NOT NULL
), goal AS (
    SELECT t.id AS target_id, m.*, t.value AS wanted, t.unit = '%' AND m.unit <> '%' AS of_base,
           CASE WHEN t.unit = '%' AND m.unit <> '%' THEN 100 * (m.value / nullif(b.value, 0) - 1) ELSE m.value END AS measured
    FROM target AS t JOIN measure AS m ON m.indicator_id = t.indicator_id AND m.place_code = t.place_code
    LEFT JOIN measure AS b ON b.indicator_id = m.indicator_id AND b.place_code = m.place_code AND b.release = m.release AND b.period = t.base_period
    WHERE t.state = 'found' AND t.drawable AND t.value IS NOT NULL AND t.unit IN (m.unit, '%')
), answer AS (
    SELECT *, CASE WHEN CASE WHEN of_base THEN wanted < 0 ELSE better = 'lower' END THEN measured <= wanted ELSE measured >= wanted END AS reached
    FROM goal WHERE measured IS NOT NULL AND (of_base OR better <> 'none')
), goal_step AS (
    SELECT *, lag(release) OVER w AS old_release, lag(value) OVER w AS old_value, lag(receipt_id) OVER w AS old_receipt_id, lag(reached) OVER w AS old_reached
    FROM answer WINDOW w AS (PARTITION BY target_id, period ORDER BY release)
)
SELECT 'rank' AS kind, indicator_id, place_code, period, breakdown, NULL AS target_id, old_release, release AS new_release, old_value, value AS new_value,
       old_rank, place_rank AS new_rank, places, NULL AS old_reached, NULL AS new_reached, old_receipt_id, receipt_id AS new_receipt_id
FROM rank_step WHERE old_rank <> place_rank
UNION ALL
SELECT 'target', indicator_id, place_code, period, 'total', target_id, old_release, release, old_value, value,
       NULL, NULL, NULL, old_reached, reached, old_receipt_id, receipt_id
FROM goal_step WHERE old_reached <> reached;
