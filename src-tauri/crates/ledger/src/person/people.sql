-- ?1 today, ?2 side, ?3 profession, ?4 municipality, ?5 key person, ?6 whether the posts' words are needed; the marked
-- places narrow to one person. Beside max(), bare columns are those of the row that holds the maximum
-- (sqlite.org/lang_select.html#bareagg): the post that stands for the person.
WITH post AS (
    SELECT a.person, count(*) AS posts, total(a.is_contact) > 0 AS is_contact,
        o.name AS organisation, o.kind, o.side, a.title,
        max(a.is_main || coalesce(a.from_on, '0000-00-00') || a.id),
        CASE WHEN ?6 THEN group_concat(
            (SELECT own FROM search_key WHERE id = o.id) || char(31) || (SELECT own FROM search_key WHERE id = a.id),
            char(31)
        ) END AS words
    FROM affiliation a INDEXED BY affiliation_by_person
    JOIN organisation o ON o.id = a.organisation AND o.removed_at IS NULL
    WHERE (a.from_on IS NULL OR a.from_on <= ?1) AND (a.to_on IS NULL OR a.to_on >= ?1) {of a.person}
    GROUP BY a.person
)
SELECT k.own, post.words,
    p.id, p.name, p.kana, p.profession, coalesce(p.side, post.side), c.name, post.organisation, post.kind,
    nullif(post.title, ''), coalesce(post.posts, 0), coalesce(post.is_contact, 0), p.key_person,
    nullif(max(
        coalesce((SELECT max(m.date) FROM attendance t JOIN meeting m ON m.id = t.meeting
            WHERE t.person = p.id AND t.attended IN ('present', 'online', 'late', 'left_early')
                AND m.date <= ?1 AND m.removed_at IS NULL), ''),
        coalesce((SELECT max(m.date) FROM attendance t JOIN meeting m ON m.id = t.meeting
            WHERE t.proxy_person = p.id AND t.attended = 'proxy' AND m.date <= ?1 AND m.removed_at IS NULL), ''),
        coalesce((SELECT max(e.on_day) FROM encounter_person w JOIN encounter e ON e.id = w.encounter
            WHERE w.person = p.id AND e.on_day <= ?1), '')
    ), '')
FROM search_key k
JOIN person p ON p.id = k.id
LEFT JOIN post ON post.person = p.id
LEFT JOIN municipality c ON c.id = p.municipality
WHERE k.kind = 0
    AND (?2 IS NULL OR coalesce(p.side, post.side) = ?2)
    AND (?3 IS NULL OR p.profession = ?3)
    AND (?4 IS NULL OR p.municipality = ?4)
    AND (?5 IS NULL OR p.key_person = ?5)
    {of k.id}
ORDER BY k.sort, k.id
