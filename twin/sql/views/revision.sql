-- Grain: one cell (indicator, place, period, breakdown) whose value differs between two releases that follow each other.
CREATE VIEW revision AS
WITH paired AS (
    SELECT indicator_id, place_code, period, breakdown, release, value, receipt_id,
           lag(release) OVER w AS old_release, lag(value) OVER w AS old_value, lag(receipt_id) OVER w AS old_receipt_id
    FROM observation
    WINDOW w AS (PARTITION BY indicator_id, place_code, period, breakdown ORDER BY release)
)
SELECT indicator_id, place_code, period, breakdown, old_release, release AS new_release, old_value, value AS new_value,
       value - old_value AS change, old_receipt_id, receipt_id AS new_receipt_id
FROM paired
WHERE old_release IS NOT NULL AND value IS DISTINCT FROM old_value;
