-- Those who were there count a proxy: somebody was.
SELECT k.own, sk.own, hk.own,
    m.id, m.title, m.number, s.id, s.name, m.kind, m.date, m.starts, m.place, o.name,
    (SELECT count(*) FROM attendance t WHERE t.meeting = m.id AND t.attended <> 'absent'),
    (SELECT count(*) FROM minute_line l WHERE l.meeting = m.id AND l.kind = 'decision'),
    (SELECT count(*) FROM minute_line l JOIN action a ON a.line = l.id AND a.done_on IS NULL
        WHERE l.meeting = m.id AND l.kind = 'action'),
    m.is_final
FROM meeting m
JOIN search_key k ON k.id = m.id
LEFT JOIN series s ON s.id = m.series AND s.removed_at IS NULL
LEFT JOIN search_key sk ON sk.id = s.id
LEFT JOIN organisation o ON o.id = m.host
LEFT JOIN search_key hk ON hk.id = o.id
WHERE m.removed_at IS NULL
ORDER BY m.date DESC, m.starts DESC, m.id DESC
