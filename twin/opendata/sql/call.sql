-- Grain: one call.
SELECT * FROM call
