SELECT NULL, o.id, o.id, o.name, coalesce(m.name, nullif(o.corporation, ''), o.address)
FROM organisation o LEFT JOIN municipality m ON m.id = o.municipality
WHERE o.id = ?1
