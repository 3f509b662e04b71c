-- ?1 today, ?2 side, ?3 profession, ?4 municipality, ?5 key person; the marked places narrow to one person.
WITH held AS (
    SELECT a.person, a.title, a.is_contact, o.name AS organisation, o.kind, o.side,
        ok.own || char(31) || ak.own AS words,
        row_number() OVER (
            PARTITION BY a.person ORDER BY a.is_main DESC, a.from_on DESC NULLS LAST, a.id DESC
        ) AS place
    FROM affiliation a
    JOIN organisation o ON o.id = a.organisation AND o.removed_at IS NULL
    JOIN search_key ok ON ok.id = o.id
    JOIN search_key ak ON ak.id = a.id
    WHERE (a.from_on IS NULL OR a.from_on <= ?1) AND (a.to_on IS NULL OR a.to_on >= ?1) {of a.person}
),
post AS (
    SELECT person, count(*) AS posts, max(is_contact) AS is_contact, group_concat(words, char(31)) AS words,
        max(CASE WHEN place = 1 THEN organisation END) AS organisation,
        max(CASE WHEN place = 1 THEN kind END) AS kind,
        max(CASE WHEN place = 1 THEN side END) AS side,
        max(CASE WHEN place = 1 THEN title END) AS title
    FROM held GROUP BY person
),
met AS (
    SELECT person, max(day) AS day FROM (
        SELECT t.person, m.date AS day
        FROM meeting m JOIN attendance t ON t.meeting = m.id
        WHERE m.date <= ?1 AND m.removed_at IS NULL AND t.person IS NOT NULL
            AND t.attended IN ('present', 'online', 'late', 'left_early') {of t.person}
        UNION ALL
        SELECT t.proxy_person, m.date
        FROM attendance t JOIN meeting m ON m.id = t.meeting
        WHERE m.date <= ?1 AND m.removed_at IS NULL AND t.proxy_person IS NOT NULL AND t.attended = 'proxy'
            {of t.proxy_person}
        UNION ALL
        SELECT p.person, e.on_day
        FROM encounter e JOIN encounter_person p ON p.encounter = e.id
        WHERE e.on_day <= ?1 {of p.person}
    ) GROUP BY person
)
SELECT k.own, post.words,
    p.id, p.name, p.kana, p.profession, coalesce(p.side, post.side), c.name, post.organisation, post.kind,
    nullif(post.title, ''), coalesce(post.posts, 0), coalesce(post.is_contact, 0), p.key_person, met.day
FROM search_key k
JOIN person p ON p.id = k.id
LEFT JOIN post ON post.person = p.id
LEFT JOIN met ON met.person = p.id
LEFT JOIN municipality c ON c.id = p.municipality
WHERE k.kind = 0
    AND (?2 IS NULL OR coalesce(p.side, post.side) = ?2)
    AND (?3 IS NULL OR p.profession = ?3)
    AND (?4 IS NULL OR p.municipality = ?4)
    AND (?5 IS NULL OR p.key_person = ?5)
    {of k.id}
ORDER BY k.sort, k.id
