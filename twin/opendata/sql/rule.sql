-- Grain: one rule.
SELECT * FROM rule
