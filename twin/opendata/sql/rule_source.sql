-- Grain: one source of one rule.
SELECT * FROM rule_source
