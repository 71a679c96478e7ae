-- insert --
INSERT INTO consents_consent (program_id, member_id, consent_id, purpose, channel, given, at, place, wording, actor)
SELECT %(program_id)s, member_id, consent_id, purpose, channel, given, at, place, wording, actor
FROM unnest(%(member_ids)s::uuid[], %(consent_ids)s::uuid[], %(purposes)s::text[], %(channels)s::text[],
            %(givens)s::boolean[], %(ats)s::timestamptz[], %(places)s::text[], %(wordings)s::text[],
            %(actors)s::text[])
     AS new(member_id, consent_id, purpose, channel, given, at, place, wording, actor);

-- history --
SELECT program_id, member_id, consent_id, purpose, channel, given, at, place, wording, actor
FROM consents_consent WHERE program_id = %(program_id)s AND member_id = %(member_id)s
ORDER BY at, consent_id;

-- before --
SELECT program_id, member_id, consent_id, purpose, channel, given, at, place, wording, actor
FROM consents_consent
WHERE program_id = %(program_id)s AND member_id = %(member_id)s
  AND (at, consent_id) < (%(at)s, %(id)s)
ORDER BY at DESC, consent_id DESC
LIMIT %(limit)s;

-- current --
SELECT DISTINCT ON (member_id, purpose, channel)
       program_id, member_id, consent_id, purpose, channel, given, at, place, wording, actor
FROM consents_consent
WHERE program_id = %(program_id)s AND member_id = ANY(%(member_ids)s::uuid[])
ORDER BY member_id, purpose, channel, at DESC, consent_id DESC;

-- hand_over --
-- Two members are one person: what the one said, the other said.
UPDATE consents_consent SET member_id = %(into)s
WHERE program_id = %(program_id)s AND member_id = %(leaving)s;

-- give_back --
-- They are two after all: what the other one had said is theirs.
UPDATE consents_consent SET member_id = %(to)s
WHERE program_id = %(program_id)s AND member_id = %(giver)s AND consent_id = ANY(%(ids)s::uuid[]);

-- purposes --
SELECT DISTINCT purpose FROM consents_consent WHERE program_id = %(program_id)s ORDER BY purpose;

-- standings --
-- Of everything that a member said about one thing, the latest counts.
SELECT purpose, channel, wording, count(*) FILTER (WHERE given) AS agree,
       count(*) FILTER (WHERE NOT given) AS withdrew, min(at) AS first_at, max(at) AS last_at
FROM (SELECT DISTINCT ON (member_id, purpose, channel) purpose, channel, wording, given, at
      FROM consents_consent WHERE program_id = %(program_id)s
      ORDER BY member_id, purpose, channel, at DESC, consent_id DESC) AS now
GROUP BY purpose, channel, wording
ORDER BY purpose, channel, max(at) DESC, wording;

-- months --
SELECT to_char(at AT TIME ZONE %(zone)s::text, 'YYYY-MM') AS month, purpose,
       count(*) FILTER (WHERE given) AS given, count(*) FILTER (WHERE NOT given) AS withdrawn
FROM consents_consent
WHERE program_id = %(program_id)s AND at >= %(since)s
GROUP BY month, purpose
ORDER BY month DESC, purpose;

-- latest --
SELECT program_id, member_id, consent_id, purpose, channel, given, at, place, wording, actor
FROM consents_consent WHERE program_id = %(program_id)s
ORDER BY at DESC, consent_id DESC
LIMIT %(limit)s;

-- standing_after --
SELECT DISTINCT ON (member_id, purpose, channel)
       program_id, member_id, consent_id, purpose, channel, given, at, place, wording, actor
FROM consents_consent
WHERE program_id = %(program_id)s AND member_id IN (
    SELECT DISTINCT member_id FROM consents_consent
    WHERE program_id = %(program_id)s AND member_id > %(after)s
    ORDER BY member_id LIMIT %(members)s)
ORDER BY member_id, purpose, channel, at DESC, consent_id DESC;
