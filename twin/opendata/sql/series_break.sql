-- Grain: one key figure and the first period of its new basis.
SELECT indicator_id, period, CAST(left(period, 4) AS INTEGER) AS year, note_sv FROM series_break
