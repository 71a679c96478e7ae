-- add --
INSERT INTO phones_phone (program_id, alias, member_id, secret, made_at, used_step, used_by)
VALUES (%(program_id)s, %(alias)s, %(member_id)s, %(secret)s, %(made_at)s, %(used_step)s,
        %(used_by)s);

-- drop --
DELETE FROM phones_phone
WHERE program_id = %(program_id)s AND member_id = %(member_id)s AND alias = ANY(%(aliases)s);

-- forget --
DELETE FROM phones_phone WHERE program_id = %(program_id)s AND member_id = %(member_id)s;

-- use --
-- Of two tills that show the same step at once, one is told that it was the first.
UPDATE phones_phone SET used_step = %(step)s, used_by = %(by)s
WHERE program_id = %(program_id)s AND alias = %(alias)s
  AND (used_step < %(step)s OR (used_step = %(step)s AND used_by = %(by)s));

-- by_alias --
SELECT program_id, alias, member_id, secret, made_at, used_step, used_by
FROM phones_phone WHERE program_id = %(program_id)s AND alias = %(alias)s;

-- of_member --
SELECT program_id, alias, member_id, secret, made_at, used_step, used_by
FROM phones_phone WHERE program_id = %(program_id)s AND member_id = %(member_id)s
ORDER BY made_at DESC, alias;
