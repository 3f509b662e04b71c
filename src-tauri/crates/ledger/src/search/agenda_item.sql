SELECT NULL, i.id, i.meeting, i.title, m.date || ' ' || m.title
FROM agenda_item i JOIN meeting m ON m.id = i.meeting
WHERE i.id = ?1
