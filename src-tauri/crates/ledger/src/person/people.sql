-- ?1 today, ?2 side, ?3 profession, ?4 municipality, ?5 key person, ?6 whether the posts' words are needed. What
-- narrows further is put in at the mark, over the key `k`, which is read first.
SELECT k.own, CASE WHEN ?6 THEN (
        SELECT group_concat(ok.own || char(31) || ak.own, char(31))
        FROM affiliation a JOIN organisation o ON o.id = a.organisation AND o.removed_at IS NULL
        JOIN search_key ok ON ok.id = o.id JOIN search_key ak ON ak.id = a.id
        WHERE a.person = p.id AND (a.from_on IS NULL OR a.from_on <= ?1) AND (a.to_on IS NULL OR a.to_on >= ?1)
    ) END,
    p.id, p.name, p.kana, p.profession, coalesce(p.side, o.side), c.name, o.name, o.kind, nullif(s.title, ''),
    (SELECT count(*) FROM affiliation a JOIN organisation x ON x.id = a.organisation AND x.removed_at IS NULL
        WHERE a.person = p.id AND (a.from_on IS NULL OR a.from_on <= ?1) AND (a.to_on IS NULL OR a.to_on >= ?1)),
    EXISTS (SELECT 1 FROM affiliation a JOIN organisation x ON x.id = a.organisation AND x.removed_at IS NULL
        WHERE a.person = p.id AND a.is_contact
            AND (a.from_on IS NULL OR a.from_on <= ?1) AND (a.to_on IS NULL OR a.to_on >= ?1)),
    p.key_person,
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
LEFT JOIN affiliation s ON s.id = (
    SELECT a.id FROM affiliation a JOIN organisation x ON x.id = a.organisation AND x.removed_at IS NULL
    WHERE a.person = p.id AND (a.from_on IS NULL OR a.from_on <= ?1) AND (a.to_on IS NULL OR a.to_on >= ?1)
    ORDER BY a.is_main DESC, a.from_on DESC NULLS LAST, a.id DESC LIMIT 1)
LEFT JOIN organisation o ON o.id = s.organisation
LEFT JOIN municipality c ON c.id = p.municipality
WHERE k.kind = 0
    AND (?2 IS NULL OR coalesce(p.side, o.side) = ?2)
    AND (?3 IS NULL OR p.profession = ?3)
    AND (?4 IS NULL OR p.municipality = ?4)
    AND (?5 IS NULL OR p.key_person = ?5)
    /* narrowed */
ORDER BY k.sort, k.id
