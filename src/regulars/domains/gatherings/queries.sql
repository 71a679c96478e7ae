-- insert --
INSERT INTO gatherings_gathering (program_id, gathering_id, key, fingerprint, kind, title, text,
  location, begins_at, ends_at, places, waiting_list, audience, opens_at, closes_at, barred_days,
  status, revision, changed_at, last_number, reason, club)
VALUES (%(program_id)s, %(gathering_id)s, %(key)s, %(fingerprint)s, %(kind)s, %(title)s, %(text)s,
  %(location)s, %(begins_at)s, %(ends_at)s, %(places)s, %(waiting_list)s,
  %(audience)s::text::json, %(opens_at)s, %(closes_at)s, %(barred_days)s, %(status)s,
  %(revision)s, %(changed_at)s, %(last_number)s, %(reason)s, %(club)s)
ON CONFLICT (program_id, key) DO NOTHING;

-- save --
UPDATE gatherings_gathering
SET kind = %(kind)s, title = %(title)s, text = %(text)s, location = %(location)s,
  begins_at = %(begins_at)s, ends_at = %(ends_at)s, places = %(places)s,
  waiting_list = %(waiting_list)s, audience = %(audience)s::text::json, opens_at = %(opens_at)s,
  closes_at = %(closes_at)s, barred_days = %(barred_days)s, status = %(status)s,
  revision = %(revision)s, changed_at = %(changed_at)s, last_number = %(last_number)s,
  reason = %(reason)s, club = %(club)s
WHERE program_id = %(program_id)s AND gathering_id = %(gathering_id)s;

-- lock --
-- Whoever asks for a place waits here: the last one goes once.
SELECT program_id, gathering_id, key, fingerprint, kind, title, text, location, begins_at, ends_at,
  places, waiting_list, audience, opens_at, closes_at, barred_days, status, revision, changed_at,
  last_number, reason, club
FROM gatherings_gathering
WHERE program_id = %(program_id)s AND gathering_id = %(gathering_id)s FOR UPDATE;

-- some --
SELECT program_id, gathering_id, key, fingerprint, kind, title, text, location, begins_at, ends_at,
  places, waiting_list, audience, opens_at, closes_at, barred_days, status, revision, changed_at,
  last_number, reason, club
FROM gatherings_gathering
WHERE program_id = %(program_id)s
  AND gathering_id = ANY(%(gathering_ids)s::uuid[]) ORDER BY begins_at, gathering_id;

-- by_key --
SELECT program_id, gathering_id, key, fingerprint, kind, title, text, location, begins_at, ends_at,
  places, waiting_list, audience, opens_at, closes_at, barred_days, status, revision, changed_at,
  last_number, reason, club
FROM gatherings_gathering WHERE program_id = %(program_id)s AND key = %(key)s;

-- listed --
SELECT program_id, gathering_id, key, fingerprint, kind, title, text, location, begins_at, ends_at,
  places, waiting_list, audience, opens_at, closes_at, barred_days, status, revision, changed_at,
  last_number, reason, club
FROM gatherings_gathering
WHERE program_id = %(program_id)s AND ends_at >= %(ends_from)s
  AND (%(clubs)s::text[] IS NULL OR club = '' OR club = ANY(%(clubs)s::text[]))
  AND (begins_at, gathering_id) > (%(after_at)s, %(after_id)s)
ORDER BY begins_at, gathering_id LIMIT %(limit)s;

-- coming --
SELECT program_id, gathering_id, key, fingerprint, kind, title, text, location, begins_at, ends_at,
  places, waiting_list, audience, opens_at, closes_at, barred_days, status, revision, changed_at,
  last_number, reason, club
FROM gatherings_gathering
WHERE program_id = %(program_id)s AND status <> 'cancelled' AND ends_at > %(now)s
  AND (begins_at, gathering_id) > (%(after_at)s, %(after_id)s)
ORDER BY begins_at, gathering_id LIMIT %(limit)s;

-- between --
SELECT program_id, gathering_id, key, fingerprint, kind, title, text, location, begins_at, ends_at,
  places, waiting_list, audience, opens_at, closes_at, barred_days, status, revision, changed_at,
  last_number, reason, club
FROM gatherings_gathering
WHERE program_id = %(program_id)s AND status <> 'cancelled'
  AND begins_at >= %(since)s AND begins_at < %(until)s
ORDER BY begins_at, gathering_id;

-- past --
SELECT program_id, gathering_id, key, fingerprint, kind, title, text, location, begins_at, ends_at,
  places, waiting_list, audience, opens_at, closes_at, barred_days, status, revision, changed_at,
  last_number, reason, club
FROM gatherings_gathering
WHERE program_id = %(program_id)s AND status <> 'cancelled' AND ends_at <= %(now)s
  AND (begins_at, gathering_id) < (%(before_at)s, %(before_id)s)
ORDER BY begins_at DESC, gathering_id DESC LIMIT %(limit)s;

-- cancelled --
SELECT program_id, gathering_id, key, fingerprint, kind, title, text, location, begins_at, ends_at,
  places, waiting_list, audience, opens_at, closes_at, barred_days, status, revision, changed_at,
  last_number, reason, club
FROM gatherings_gathering
WHERE program_id = %(program_id)s AND status = 'cancelled'
  AND (begins_at, gathering_id) < (%(before_at)s, %(before_id)s)
ORDER BY begins_at DESC, gathering_id DESC LIMIT %(limit)s;

-- of_clubs --
SELECT program_id, gathering_id, key, fingerprint, kind, title, text, location, begins_at, ends_at,
  places, waiting_list, audience, opens_at, closes_at, barred_days, status, revision, changed_at,
  last_number, reason, club
FROM gatherings_gathering
WHERE program_id = %(program_id)s AND club = ANY(%(clubs)s::text[]) AND ends_at > %(now)s
  AND status = 'planned'
ORDER BY begins_at, gathering_id LIMIT %(limit)s;

-- ended --
SELECT gathering_id FROM gatherings_gathering
WHERE program_id = %(program_id)s AND status = 'planned' AND ends_at <= %(now)s
ORDER BY ends_at, gathering_id LIMIT 1;

-- put_place --
INSERT INTO gatherings_place (account_id, gathering_id, program_id, number, status, code,
  signed_up_at, changed_at, barred_until, missed_at, lifted_at, lifted_by, lift_reason)
VALUES (%(account_id)s, %(gathering_id)s, %(program_id)s, %(number)s, %(status)s, %(code)s,
  %(signed_up_at)s, %(changed_at)s, %(barred_until)s, %(missed_at)s, %(lifted_at)s,
  %(lifted_by)s, %(lift_reason)s)
ON CONFLICT (account_id, gathering_id) DO UPDATE
SET number = excluded.number, status = excluded.status, signed_up_at = excluded.signed_up_at,
  changed_at = excluded.changed_at, barred_until = excluded.barred_until,
  missed_at = excluded.missed_at, lifted_at = excluded.lifted_at,
  lifted_by = excluded.lifted_by, lift_reason = excluded.lift_reason;

-- drop_place --
DELETE FROM gatherings_place
WHERE account_id = %(account_id)s AND gathering_id = %(gathering_id)s;

-- hand_code --
UPDATE gatherings_code SET account_id = %(account_id)s
WHERE program_id = %(program_id)s AND code = %(code)s;

-- put_code --
INSERT INTO gatherings_code (program_id, code, account_id, gathering_id)
VALUES (%(program_id)s, %(code)s, %(account_id)s, %(gathering_id)s);

-- forget --
UPDATE gatherings_place SET lift_reason = '' WHERE account_id = %(account_id)s;

-- code --
SELECT account_id, gathering_id FROM gatherings_code
WHERE program_id = %(program_id)s AND code = %(code)s;

-- place --
SELECT account_id, gathering_id, program_id, number, status, code, signed_up_at, changed_at,
  barred_until, missed_at, lifted_at, lifted_by, lift_reason
FROM gatherings_place
WHERE account_id = %(account_id)s AND gathering_id = %(gathering_id)s;

-- places_of --
SELECT account_id, gathering_id, program_id, number, status, code, signed_up_at, changed_at,
  barred_until, missed_at, lifted_at, lifted_by, lift_reason
FROM gatherings_place WHERE account_id = %(account_id)s ORDER BY gathering_id;

-- line --
SELECT account_id, gathering_id, program_id, number, status, code, signed_up_at, changed_at,
  barred_until, missed_at, lifted_at, lifted_by, lift_reason
FROM gatherings_place
WHERE program_id = %(program_id)s AND gathering_id = %(gathering_id)s
  AND status = ANY(%(statuses)s) AND number > %(after)s
ORDER BY number LIMIT %(limit)s;

-- taken --
SELECT gathering_id, count(*) FILTER (WHERE status IN ('going', 'attended', 'missed')),
  count(*) FILTER (WHERE status = 'waiting')
FROM gatherings_place
WHERE program_id = %(program_id)s AND gathering_id = ANY(%(gathering_ids)s::uuid[])
GROUP BY gathering_id;

-- request --
SELECT gathering_id, place::text FROM gatherings_request
WHERE account_id = %(account_id)s AND key = %(key)s;

-- keep_request --
INSERT INTO gatherings_request (account_id, key, program_id, gathering_id, place)
VALUES (%(account_id)s, %(key)s, %(program_id)s, %(gathering_id)s, %(place)s::text::json);
