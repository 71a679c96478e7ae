-- create_program --
INSERT INTO programs_program (program_id, merchant_id, name, created_at)
VALUES (%(program_id)s, %(merchant_id)s, %(name)s, %(created_at)s)
ON CONFLICT DO NOTHING;

-- programs_by_id --
SELECT program_id, merchant_id, name, test_clock_at, created_at FROM programs_program
WHERE program_id = ANY(%(program_ids)s);

-- published --
-- The whole cost of a cached program on a hot call: two looks into primary keys. More of the newest
-- version than its number, since a number that was rolled back with its transaction may be given to
-- another text.
SELECT program_id, merchant_id, name, test_clock_at, created_at,
       number, sha256, valid_from, published_at
FROM programs_program AS program
CROSS JOIN LATERAL (
    SELECT number, sha256, valid_from, published_at FROM programs_version
    WHERE program_id = program.program_id ORDER BY number DESC LIMIT 1
) AS newest
WHERE program_id = %(program_id)s;

-- published_named --
-- Two merchants may call a program the same: then the name leads to neither.
SELECT program_id, merchant_id, name, test_clock_at, created_at FROM programs_program AS program
WHERE name = %(name)s
  AND EXISTS (SELECT FROM programs_version WHERE program_id = program.program_id)
LIMIT 2;

-- programs_of_merchant --
SELECT program_id, merchant_id, name, test_clock_at, created_at FROM programs_program
WHERE merchant_id = %(merchant_id)s ORDER BY name;

-- all_programs --
-- For jobs, which serve every merchant of the installation.
SELECT program_id, merchant_id, name, test_clock_at, created_at FROM programs_program
ORDER BY program_id;

-- lock_program --
-- Publishing takes turns, so that version numbers have no gaps and none is taken twice.
SELECT 1 FROM programs_program WHERE program_id = %(program_id)s FOR UPDATE;

-- move_test_clock --
-- Forwards only: what has been promised for a time that was reached stays.
UPDATE programs_program SET test_clock_at = %(at)s
WHERE program_id = %(program_id)s AND (test_clock_at IS NULL OR test_clock_at <= %(at)s);

-- save_draft --
INSERT INTO programs_draft (program_id, text, updated_at)
VALUES (%(program_id)s, %(text)s, %(updated_at)s)
ON CONFLICT (program_id) DO UPDATE SET text = EXCLUDED.text, updated_at = EXCLUDED.updated_at;

-- draft --
SELECT program_id, text, updated_at FROM programs_draft WHERE program_id = %(program_id)s;

-- versions --
SELECT program_id, number, text, sha256, published_at, valid_from, published_by, note, withdraws
FROM programs_version WHERE program_id = %(program_id)s ORDER BY number;

-- add_version --
INSERT INTO programs_version
    (program_id, number, text, sha256, published_at, valid_from, published_by, note, withdraws)
VALUES
    (%(program_id)s, %(number)s, %(text)s, %(sha256)s, %(published_at)s, %(valid_from)s,
     %(published_by)s, %(note)s, %(withdraws)s);
