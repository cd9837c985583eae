-- Grain: one capability of the list.
SELECT * FROM capability
