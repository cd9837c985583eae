-- Grain: one relation of two initiatives, as their sources have it.
SELECT a, b, kind, note_sv FROM initiative_relation
