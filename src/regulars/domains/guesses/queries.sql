-- counts --
SELECT who, times, began_at FROM guesses_misses
WHERE program_id = %(program_id)s AND who = ANY(%(whos)s::bytea[]) AND began_at > %(since)s;

-- miss --
-- Counted in one step and in one order: fifty at once are fifty, and none waits for another in a ring.
INSERT INTO guesses_misses (program_id, who, times, began_at)
SELECT %(program_id)s, who, 1, %(now)s FROM unnest(%(whos)s::bytea[]) AS who ORDER BY who
ON CONFLICT (program_id, who) DO UPDATE
SET times = CASE WHEN guesses_misses.began_at <= %(since)s THEN 1 ELSE guesses_misses.times + 1 END,
    began_at = CASE WHEN guesses_misses.began_at <= %(since)s THEN %(now)s
                    ELSE guesses_misses.began_at END
RETURNING who, times, began_at;

-- forget --
DELETE FROM guesses_misses WHERE program_id = %(program_id)s AND who = %(who)s;

-- forget_old --
DELETE FROM guesses_misses AS m USING (
    SELECT program_id, who FROM guesses_misses
    WHERE program_id = %(program_id)s AND began_at <= %(before)s
    ORDER BY began_at LIMIT 20 FOR UPDATE SKIP LOCKED
) AS old
WHERE m.program_id = old.program_id AND m.who = old.who;

-- above --
SELECT count(*) FROM guesses_misses
WHERE program_id = %(program_id)s AND began_at > %(since)s AND times >= %(times)s;
