-- keep --
INSERT INTO pictures_picture (program_id, digest, kind, width, height, body, added_at)
VALUES (%(program_id)s, %(digest)s, %(kind)s, %(width)s, %(height)s, %(body)s, %(added_at)s)
ON CONFLICT DO NOTHING;

-- show --
INSERT INTO pictures_shown (program_id, subject, digest)
VALUES (%(program_id)s, %(subject)s, %(digest)s)
ON CONFLICT (program_id, subject) DO UPDATE SET digest = excluded.digest;

-- hide --
DELETE FROM pictures_shown WHERE program_id = %(program_id)s AND subject = %(subject)s;

-- shown --
SELECT s.subject, p.digest, p.kind
FROM pictures_shown AS s JOIN pictures_picture AS p USING (program_id, digest)
WHERE s.program_id = %(program_id)s;

-- shown_by --
SELECT p.digest, p.kind, p.width, p.height
FROM pictures_shown AS s JOIN pictures_picture AS p USING (program_id, digest)
WHERE s.program_id = %(program_id)s AND s.subject = %(subject)s;

-- picture --
SELECT digest, kind, width, height, body FROM pictures_picture WHERE digest = %(digest)s LIMIT 1;
