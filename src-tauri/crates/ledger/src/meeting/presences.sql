-- ?1 first day, ?2 last day; in no order. Who was there by themselves (0) may be there for another as well (1).
SELECT m.date, m.id, p.id, x.place, o.id
FROM (
    SELECT d.id AS meeting, t.person, t.organisation, 0 AS place
    FROM meeting d JOIN attendance t ON t.meeting = d.id
    WHERE d.date BETWEEN ?1 AND ?2 AND t.person IS NOT NULL
        AND t.attended IN ('present', 'online', 'late', 'left_early')
    UNION ALL
    SELECT d.id, t.proxy_person, t.proxy_organisation, 1
    FROM meeting d JOIN attendance t ON t.meeting = d.id
    WHERE d.date BETWEEN ?1 AND ?2 AND t.attended = 'proxy' AND t.proxy_person IS NOT NULL
) x
JOIN meeting m ON m.id = x.meeting AND m.removed_at IS NULL
JOIN person p ON p.id = x.person AND p.removed_at IS NULL
LEFT JOIN organisation o ON o.id = x.organisation AND o.removed_at IS NULL
