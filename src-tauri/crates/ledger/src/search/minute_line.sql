-- The line of an action is found as the action.
SELECT CASE WHEN a.id IS NULL THEN NULL ELSE 'action' END, coalesce(a.id, l.id), l.meeting, l.text,
    m.date || ' ' || m.title
FROM minute_line l JOIN meeting m ON m.id = l.meeting LEFT JOIN action a ON a.line = l.id
WHERE l.id = ?1
