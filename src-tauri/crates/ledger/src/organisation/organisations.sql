-- ?1 today, ?2 side, ?3 kind, ?4 municipality.
WITH held AS (
    SELECT a.organisation, a.person, a.is_contact, p.name,
        row_number() OVER (PARTITION BY a.organisation ORDER BY a.is_contact DESC, k.sort, a.id) AS place
    FROM affiliation a
    JOIN person p ON p.id = a.person AND p.removed_at IS NULL
    JOIN search_key k ON k.id = p.id
    WHERE (a.from_on IS NULL OR a.from_on <= ?1) AND (a.to_on IS NULL OR a.to_on >= ?1)
),
post AS (
    SELECT organisation, count(DISTINCT person) AS people,
        max(CASE WHEN place = 1 AND is_contact THEN name END) AS contact,
        max(CASE WHEN place = 1 AND is_contact THEN person END) AS contact_id
    FROM held GROUP BY organisation
)
SELECT k.own, o.id, o.name, o.kana, o.kind, o.side, c.name, coalesce(post.people, 0), post.contact, post.contact_id,
    o.phone
FROM search_key k
JOIN organisation o ON o.id = k.id
LEFT JOIN post ON post.organisation = o.id
LEFT JOIN municipality c ON c.id = o.municipality
WHERE k.kind = 1
    AND (?2 IS NULL OR o.side = ?2)
    AND (?3 IS NULL OR o.kind = ?3)
    AND (?4 IS NULL OR o.municipality = ?4)
ORDER BY k.sort, k.id
