-- put --
INSERT INTO locations_location (program_id, external_id, name, attributes)
SELECT %(program_id)s, external_id, name, attributes::json
FROM unnest(%(external_ids)s::text[], %(names)s::text[], %(attributes)s::text[])
     AS new(external_id, name, attributes)
ORDER BY external_id
ON CONFLICT (program_id, external_id) DO UPDATE SET name = excluded.name, attributes = excluded.attributes;

-- page --
SELECT external_id, name, attributes FROM locations_location
WHERE program_id = %(program_id)s AND external_id > %(after)s ORDER BY external_id LIMIT %(limit)s;

-- attributes --
SELECT external_id, attributes FROM locations_location
WHERE program_id = %(program_id)s AND external_id = ANY(%(external_ids)s);
