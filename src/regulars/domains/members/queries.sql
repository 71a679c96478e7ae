-- shared columns --
member_id, program_id, account_id, name, email, phone, external_id, card, birth_date, language,
       attributes, segments, way, joined_at, erased_at, simulated,
       closed_at, merged_into, role;

-- shared there --
program_id = %(program_id)s AND erased_at IS NULL AND merged_into IS NULL;

-- shared said --
-- The words are those of the index members_member_words, to the letter.
to_tsvector('simple', translate(
        name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' ' ||
        coalesce(card, '') || ' ' || coalesce(external_id, ''), '@.+-_/,()’‘ʼ–·''', '               '))
      @@ to_tsquery('simple', %(words)s);

-- shared found --
-- With or without words; they are found first, by their index.
(%(words)s = '' OR member_id IN (
        SELECT w.member_id FROM members_member AS w
        WHERE w.program_id = %(program_id)s AND {{said}}));

-- find --
-- One look into the primary key for each name: behind SELECT and LIMIT the planner has nothing to
-- choose, however many names there are and however little it knows of the table, and one plan serves
-- all.
SELECT a.kind, a.value, a.account_id, a.member_id, a.barred
FROM unnest((SELECT %(kinds)s::text[]), (SELECT %(values)s::text[])) AS wanted(kind, value)
CROSS JOIN LATERAL (
    SELECT kind, value, account_id, member_id, barred FROM members_alias
    WHERE program_id = %(program_id)s AND kind = wanted.kind AND value = wanted.value LIMIT 1
) AS a;

-- take_aliases --
-- Constraint before check: two doors that open one person at the same moment meet here. Ordered, so
-- that they cannot lock one another out.
INSERT INTO members_alias (program_id, kind, value, account_id, member_id, barred)
SELECT %(program_id)s, kind, value, account_id, member_id, ''
FROM unnest(%(kinds)s::text[], %(values)s::text[], %(account_ids)s::uuid[], %(member_ids)s::uuid[])
     AS new(kind, value, account_id, member_id)
ORDER BY kind, value
ON CONFLICT DO NOTHING;

-- repoint_aliases --
-- A guest's name becomes the member's.
UPDATE members_alias AS a SET account_id = %(account_id)s, member_id = %(member_id)s
FROM unnest(%(kinds)s::text[], %(values)s::text[]) AS given(kind, value)
WHERE a.program_id = %(program_id)s AND a.kind = given.kind AND a.value = given.value
  AND a.member_id IS NULL;

-- adopt_aliases --
-- A guest's account was moved: whatever led there leads to the member.
UPDATE members_alias SET account_id = %(account_id)s, member_id = %(member_id)s
WHERE account_id = %(guest)s AND program_id = %(program_id)s AND member_id IS NULL
RETURNING kind, value;

-- absorb_aliases --
-- Two members turned out to be one: whatever led to the one leads to the other.
UPDATE members_alias SET account_id = %(account_id)s, member_id = %(member_id)s
WHERE program_id = %(program_id)s AND member_id = %(absorbed)s;

-- forget_aliases --
-- Erasure: also the names that came with a guest's account, which the member never told.
DELETE FROM members_alias
WHERE program_id = %(program_id)s AND member_id = %(member_id)s
  AND account_id = (SELECT account_id FROM members_member
                    WHERE program_id = %(program_id)s AND member_id = %(member_id)s);

-- bar_alias --
UPDATE members_alias SET barred = %(barred)s
WHERE program_id = %(program_id)s AND kind = %(kind)s AND value = %(value)s;

-- drop_aliases --
DELETE FROM members_alias AS a USING unnest(%(kinds)s::text[], %(values)s::text[]) AS gone(kind, value)
WHERE a.program_id = %(program_id)s AND a.kind = gone.kind AND a.value = gone.value
  AND a.member_id = %(member_id)s;

-- insert_members --
INSERT INTO members_member (member_id, program_id, account_id, name, email, phone, external_id, card,
    birth_date, language, attributes, segments, way, joined_at, simulated)
SELECT member_id, %(program_id)s, account_id, name, email, phone, external_id, card, birth_date,
       language, attributes::json, segments::json, way, joined_at, simulated
FROM unnest(%(member_ids)s::uuid[], %(account_ids)s::uuid[], %(names)s::text[], %(emails)s::text[],
            %(phones)s::text[], %(external_ids)s::text[], %(cards)s::text[], %(birth_dates)s::date[],
            %(languages)s::text[], %(attributes)s::text[], %(segments)s::text[], %(ways)s::text[],
            %(joined)s::timestamptz[], %(simulated)s::boolean[])
     AS new(member_id, account_id, name, email, phone, external_id, card, birth_date, language,
            attributes, segments, way, joined_at, simulated);

-- update_member --
UPDATE members_member SET name = %(name)s, email = %(email)s, phone = %(phone)s,
    external_id = %(external_id)s, card = %(card)s, birth_date = %(birth_date)s,
    language = %(language)s, attributes = %(attributes)s::text::json,
    segments = %(segments)s::text::json, erased_at = %(erased_at)s,
    closed_at = %(closed_at)s, merged_into = %(merged_into)s
WHERE member_id = %(member_id)s AND program_id = %(program_id)s;

-- settle --
-- Somebody shares another account from now on, or has one alone.
UPDATE members_member SET account_id = %(account_id)s, role = %(role)s
WHERE member_id = %(member_id)s AND program_id = %(program_id)s;

-- members_by_id --
SELECT {{columns}}
FROM members_member
WHERE program_id = %(program_id)s AND member_id = ANY(%(member_ids)s);

-- members_by_account --
-- Of several who share an account, the head comes first.
SELECT {{columns}}
FROM members_member
WHERE program_id = %(program_id)s AND account_id = ANY(%(account_ids)s)
ORDER BY (role = 'head') DESC, member_id;

-- lock_member --
SELECT {{columns}}
FROM members_member
WHERE program_id = %(program_id)s AND member_id = %(member_id)s
FOR UPDATE;

-- newest --
-- By id, which sorts by the time of joining.
SELECT {{columns}}
FROM members_member
WHERE {{there}} AND member_id < %(before)s
ORDER BY member_id DESC
LIMIT %(limit)s;

-- search --
-- Newest first.
SELECT {{columns}}
FROM members_member
WHERE {{there}} AND member_id < %(before)s
  AND {{said}}
ORDER BY member_id DESC
LIMIT %(limit)s;

-- count_members --
SELECT count(*), count(*) FILTER (WHERE joined_at >= %(since)s), count(*) FILTER (WHERE simulated)
FROM members_member
WHERE {{there}};

-- joined_in --
-- How many joined in each of some spans; who was erased or made one with another is left out.
SELECT w.n, count(*)
FROM unnest(%(sinces)s::timestamptz[], %(untils)s::timestamptz[]) WITH ORDINALITY
     AS w(since, until, n)
JOIN members_member AS m ON m.program_id = %(program_id)s AND m.erased_at IS NULL
     AND m.merged_into IS NULL AND m.joined_at >= w.since AND m.joined_at < w.until
GROUP BY w.n;

-- joined_by_month --
SELECT date_trunc('month', joined_at AT TIME ZONE %(zone)s)::date, count(*)
FROM members_member
WHERE {{there}}
GROUP BY 1;

-- absorbed --
SELECT {{columns}}
FROM members_member
WHERE program_id = %(program_id)s AND merged_into = %(member_id)s AND erased_at IS NULL;

-- give_aliases_back --
-- Two are two again: names that still lead to the one lead to the other.
UPDATE members_alias AS a SET account_id = %(account_id)s, member_id = %(member_id)s
FROM unnest(%(kinds)s::text[], %(values)s::text[]) AS given(kind, value)
WHERE a.program_id = %(program_id)s AND a.kind = given.kind AND a.value = given.value
  AND a.member_id = %(giver)s
RETURNING a.kind, a.value;

-- names_of --
SELECT kind, value FROM members_alias
WHERE program_id = %(program_id)s AND (account_id = %(account_id)s OR member_id = %(member_id)s)
ORDER BY kind, value;

-- insert_merge --
INSERT INTO members_merge (program_id, member_id, merge_id, other_id, at, actor, event_no, kept,
    split_at, split_by)
VALUES (%(program_id)s, %(member_id)s, %(merge_id)s, %(other_id)s, %(at)s, %(actor)s, %(event_no)s,
    %(kept)s::text::json, %(split_at)s, %(split_by)s);

-- split_merge --
UPDATE members_merge SET split_at = %(at)s, split_by = %(actor)s, kept = '{}'
WHERE program_id = %(program_id)s AND member_id = %(member_id)s AND merge_id = %(merge_id)s;

-- forget_merges --
UPDATE members_merge SET kept = '{}'
WHERE program_id = %(program_id)s AND member_id = %(member_id)s;

-- forget_old_merges --
UPDATE members_merge SET kept = '{}'
WHERE program_id = %(program_id)s AND at < %(before)s AND kept::text <> '{}';

-- merges --
SELECT program_id, member_id, merge_id, other_id, at, actor, event_no, kept, split_at, split_by
FROM members_merge
WHERE program_id = %(program_id)s AND member_id = %(member_id)s
ORDER BY merge_id DESC;

-- oldest --
SELECT {{columns}}
FROM members_member
WHERE {{there}}
  AND member_id > coalesce(%(after)s::uuid, '00000000-0000-0000-0000-000000000000')
  AND {{found}}
ORDER BY member_id
LIMIT %(limit)s;

-- by_name --
SELECT {{columns}}
FROM members_member
WHERE {{there}}
  AND (%(after)s::uuid IS NULL OR (lower(name), member_id) > (
        SELECT lower(one.name), one.member_id FROM members_member AS one
        WHERE one.program_id = %(program_id)s AND one.member_id = %(after)s))
  AND {{found}}
ORDER BY lower(name), member_id
LIMIT %(limit)s;

-- by_name_back --
SELECT {{columns}}
FROM members_member
WHERE {{there}}
  AND (%(after)s::uuid IS NULL OR (lower(name), member_id) < (
        SELECT lower(one.name), one.member_id FROM members_member AS one
        WHERE one.program_id = %(program_id)s AND one.member_id = %(after)s))
  AND {{found}}
ORDER BY lower(name) DESC, member_id DESC
LIMIT %(limit)s;

-- matching --
SELECT {{columns}}
FROM members_member
WHERE {{there}}
  AND member_id = ANY(%(member_ids)s::uuid[])
  AND (%(words)s = '' OR {{said}});

-- erased --
-- Who was united with another is erased with that one.
SELECT program_id, member_id FROM members_member
WHERE erased_at IS NOT NULL AND merged_into IS NULL ORDER BY erased_at, member_id;
