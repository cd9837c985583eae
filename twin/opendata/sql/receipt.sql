-- Grain: one answer that figures were read from, also of private publishers: it holds no figure, and tells where each may fetch them.
SELECT c.id, c.source_key, s.publisher, s.licence, s.licence_class, c.url, c.via, c.obtained, c.copy_of, c.sha256, c.bytes, c.fetched_at, c.release
FROM receipt AS c
JOIN source AS s ON s.key = c.source_key
