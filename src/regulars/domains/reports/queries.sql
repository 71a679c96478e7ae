-- keep --
INSERT INTO reports_report (program_id, name, body, counted_at, took_ms, mark)
VALUES (%(program_id)s, %(name)s, %(body)s::text::json, %(counted_at)s, %(took_ms)s, %(mark)s)
ON CONFLICT (program_id, name) DO UPDATE
SET body = excluded.body, counted_at = excluded.counted_at, took_ms = excluded.took_ms,
    mark = excluded.mark;

-- named --
SELECT program_id, name, body, counted_at, took_ms, mark FROM reports_report
WHERE program_id = %(program_id)s AND name = %(name)s;
