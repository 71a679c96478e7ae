-- add --
INSERT INTO imports_file (file_id, merchant_id, program_id, kind, name, size, rows, digest, actor, created_at,
    mapping, phase, settled, lines, counts, setting, report, finished_at, gone_at)
VALUES (%(file_id)s, %(merchant_id)s, %(program_id)s, %(kind)s, %(name)s, %(size)s, %(rows)s, %(digest)s, %(actor)s,
    %(created_at)s, %(mapping)s, %(phase)s, %(settled)s, %(lines)s, %(counts)s, %(setting)s, %(report)s,
    %(finished_at)s, %(gone_at)s);

-- add_part --
INSERT INTO imports_part (file_id, number, body) VALUES (%(file_id)s, %(number)s, %(body)s);

-- part --
SELECT body FROM imports_part WHERE file_id = %(file_id)s AND number = %(number)s;

-- file --
SELECT file_id, merchant_id, program_id, kind, name, size, rows, digest, actor, created_at, mapping, phase, settled,
    lines, counts, setting, report, finished_at, gone_at
FROM imports_file WHERE file_id = %(file_id)s AND (%(merchant_id)s::uuid IS NULL OR merchant_id = %(merchant_id)s);

-- hold --
SELECT file_id, merchant_id, program_id, kind, name, size, rows, digest, actor, created_at, mapping, phase, settled,
    lines, counts, setting, report, finished_at, gone_at
FROM imports_file WHERE file_id = %(file_id)s FOR UPDATE;

-- newest --
SELECT file_id, merchant_id, program_id, kind, name, size, rows, digest, actor, created_at, mapping, phase, settled,
    lines, counts, setting, report, finished_at, gone_at
FROM imports_file WHERE merchant_id = %(merchant_id)s AND program_id IS NOT DISTINCT FROM %(program_id)s
ORDER BY file_id DESC LIMIT %(limit)s;

-- active --
SELECT file_id FROM imports_file WHERE phase IN ('checking', 'running') ORDER BY file_id;

-- try_lock --
SELECT pg_try_advisory_lock(hashtextextended(%(file_id)s::text, 0));

-- unlock --
SELECT pg_advisory_unlock(hashtextextended(%(file_id)s::text, 0));

-- change --
UPDATE imports_file SET program_id = %(program_id)s, mapping = %(mapping)s, phase = %(phase)s, settled = %(settled)s,
    lines = %(lines)s, counts = %(counts)s, setting = %(setting)s, report = %(report)s, finished_at = %(finished_at)s,
    gone_at = %(gone_at)s
WHERE file_id = %(file_id)s;

-- refuse --
INSERT INTO imports_refused (file_id, line, field, value, code, cure)
SELECT %(file_id)s, line, field, value, code, cure
FROM unnest(%(line)s::int[], %(field)s::text[], %(value)s::text[], %(code)s::text[], %(cure)s::text[])
    AS one (line, field, value, code, cure)
ON CONFLICT DO NOTHING;

-- refused --
SELECT line, field, value, code, cure FROM imports_refused
WHERE file_id = %(file_id)s AND line > %(after)s ORDER BY line LIMIT %(limit)s;

-- forget_refused --
DELETE FROM imports_refused WHERE file_id = %(file_id)s;

-- forget_parts --
DELETE FROM imports_part WHERE file_id = %(file_id)s;

-- old --
SELECT file_id FROM imports_file
WHERE created_at < %(before)s AND gone_at IS NULL ORDER BY file_id LIMIT %(limit)s;
