-- ?1 first day, ?2 last day. Who was there by themselves comes before who was there for another.
SELECT m.id, m.date, x.person, o.id
FROM (
    SELECT meeting, person, organisation, min(place) FROM (
        SELECT t.meeting, t.person, t.organisation, 0 AS place
        FROM meeting d JOIN attendance t ON t.meeting = d.id
        WHERE d.date BETWEEN ?1 AND ?2 AND t.person IS NOT NULL
            AND t.attended IN ('present', 'online', 'late', 'left_early')
        UNION ALL
        SELECT t.meeting, t.proxy_person, t.proxy_organisation, 1
        FROM meeting d JOIN attendance t ON t.meeting = d.id
        WHERE d.date BETWEEN ?1 AND ?2 AND t.proxy_person IS NOT NULL AND t.attended = 'proxy'
    ) GROUP BY meeting, person
) x
JOIN meeting m ON m.id = x.meeting AND m.removed_at IS NULL
JOIN person p ON p.id = x.person AND p.removed_at IS NULL
LEFT JOIN organisation o ON o.id = x.organisation AND o.removed_at IS NULL
ORDER BY m.date, m.id, x.person
