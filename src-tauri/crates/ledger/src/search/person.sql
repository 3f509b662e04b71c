-- Beside the name the post that lasts, else the last one held.
SELECT NULL, p.id, p.id, p.name, coalesce((
    SELECT trim(o.name || ' ' || a.title)
    FROM affiliation a JOIN organisation o ON o.id = a.organisation AND o.removed_at IS NULL
    WHERE a.person = p.id
    ORDER BY a.to_on IS NULL DESC, a.is_main DESC, a.to_on DESC, a.from_on DESC NULLS LAST, a.id DESC LIMIT 1
), '')
FROM person p WHERE p.id = ?1
