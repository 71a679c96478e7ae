-- shared people --
-- Whom it is about, their names whatever the order and accents, and all their numbers.
people AS MATERIALIZED (
    SELECT member_id, account_id, name, email, phone, card, external_id, birth_date, attributes
    FROM members_member
    WHERE program_id = %(program_id)s AND erased_at IS NULL AND merged_into IS NULL
      AND closed_at IS NULL
),
named AS MATERIALIZED (
    SELECT p.member_id, p.account_id, p.birth_date, words.key, words.many, place.postcode
    FROM people AS p
    LEFT JOIN LATERAL (
        SELECT upper(regexp_replace(found.value, '[^[:alnum:]]', '', 'g')) AS postcode
        FROM json_each_text(p.attributes) AS found(key, value)
        WHERE lower(found.key) = ANY(%(postcodes)s::text[]) ORDER BY found.key LIMIT 1
    ) AS place ON p.attributes::text <> '{}'
    CROSS JOIN LATERAL (
        SELECT string_agg(word, ' ' ORDER BY word) AS key, count(*) AS many
        FROM regexp_split_to_table(
            regexp_replace(normalize(lower(p.name), NFKD), '[\u0300-\u036f]', '', 'g'),
            '[^[:alnum:]]+') AS split(word)
        WHERE word <> ''
    ) AS words
    WHERE p.name <> '' AND (p.birth_date IS NOT NULL OR place.postcode <> '')
),
numbers AS (
    SELECT member_id, account_id, regexp_replace(phone, '[^0-9]', '', 'g') AS digits
    FROM people WHERE phone IS NOT NULL
    UNION ALL
    SELECT member_id, account_id, regexp_replace(said, '[^0-9]', '', 'g')
    FROM people CROSS JOIN LATERAL (VALUES (card), (external_id)) AS held(said)
    WHERE said ~ '^(\+|00?)[1-9][0-9 ().-]{6,}$'
);

-- shared told --
-- What each says, in one form.
told AS (
    SELECT member_id, account_id, 'email' AS why,
           replace(split_part(split_part(lower(said), '@', 1), '+', 1), '.', '') || '@'
           || replace(split_part(lower(said), '@', 2), 'googlemail.com', 'gmail.com') AS key
    FROM people CROSS JOIN LATERAL (VALUES (email), (external_id)) AS held(said)
    WHERE said LIKE '_%%@_%%'
    UNION
    SELECT member_id, account_id, 'phone', ltrim(regexp_replace(
        ltrim(digits, '0'), '^' || %(calling)s::text, ''), '0')
    FROM numbers WHERE length(digits) >= 7
    UNION
    SELECT member_id, account_id, kind, ltrim(upper(regexp_replace(said, '[^[:alnum:]]', '', 'g')), '0')
    FROM people CROSS JOIN LATERAL (VALUES ('card', card), ('number', external_id)) AS held(kind, said)
    WHERE length(said) >= 4
    UNION
    SELECT member_id, account_id, 'birthday', key || ' ' || birth_date FROM named
    WHERE birth_date IS NOT NULL
    UNION
    SELECT member_id, account_id, 'postcode', key || ' ' || postcode FROM named
    WHERE postcode <> '' AND many > 1
);

-- likely --
-- Who is likely one person: what two members say that only one of them should, in another form each.
-- What more than ten have in common says nothing of any two. Two who share an account know it.
WITH
{{people}},
{{told}},
met AS MATERIALIZED (
    SELECT member_id, account_id, why, key
    FROM (SELECT *, count(*) OVER (PARTITION BY why, key) AS many FROM told) AS t
    WHERE many BETWEEN 2 AND 10
),
pairs AS (
    SELECT one.member_id AS first_id, two.member_id AS second_id,
           array_agg(DISTINCT one.why ORDER BY one.why) AS why
    FROM met AS one
    JOIN met AS two ON two.why = one.why AND two.key = one.key AND two.member_id > one.member_id
                    AND two.account_id <> one.account_id
    GROUP BY 1, 2
)
SELECT first_id, second_id, why, count(*) OVER () AS found
FROM pairs
ORDER BY cardinality(why) DESC, why = '{postcode}', second_id DESC, first_id
LIMIT %(limit)s;

-- tell_apart --
INSERT INTO members_apart (program_id, member_id, other_id, at, actor)
VALUES (%(program_id)s, %(member_id)s, %(other_id)s, %(at)s, %(actor)s)
ON CONFLICT DO NOTHING;

-- tell_apart_no_more --
DELETE FROM members_apart
WHERE program_id = %(program_id)s AND member_id = %(member_id)s AND other_id = %(other_id)s;

-- apart --
-- Who was said to be two, the latest first.
SELECT member_id, other_id, at, actor FROM members_apart
WHERE program_id = %(program_id)s
ORDER BY at DESC, member_id, other_id;

-- absorb_apart --
-- Whoever is not the one who is absorbed is not the one whom they become either.
INSERT INTO members_apart (program_id, member_id, other_id, at, actor)
SELECT program_id, least(third, %(into)s::uuid), greatest(third, %(into)s::uuid), at, actor
FROM (SELECT program_id, CASE member_id WHEN %(absorbed)s::uuid THEN other_id ELSE member_id END AS third,
             at, actor
      FROM members_apart
      WHERE program_id = %(program_id)s AND (member_id = %(absorbed)s OR other_id = %(absorbed)s)) AS a
WHERE third <> %(into)s
ON CONFLICT DO NOTHING;

-- forget_apart --
DELETE FROM members_apart
WHERE program_id = %(program_id)s AND (member_id = %(member_id)s OR other_id = %(member_id)s);
