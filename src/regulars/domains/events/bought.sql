-- count --
-- What each holder bought, where it is otherwise than it was counted last; who has no order any more
-- goes. Reads all orders of the program.
WITH fresh AS MATERIALIZED (
    SELECT holder_id AS account_id, max(occurred_at) AS last_at, sum(net_minor)::bigint AS net_minor
    FROM events_order
    WHERE program_id = %(program_id)s AND counted
    GROUP BY holder_id
), gone AS (
    DELETE FROM events_bought AS b
    WHERE b.program_id = %(program_id)s
      AND NOT EXISTS (SELECT FROM fresh WHERE fresh.account_id = b.account_id)
)
INSERT INTO events_bought AS b (account_id, program_id, last_at, net_minor)
SELECT account_id, %(program_id)s, last_at, net_minor FROM fresh
ON CONFLICT (account_id) DO UPDATE
SET program_id = excluded.program_id, last_at = excluded.last_at, net_minor = excluded.net_minor
WHERE (b.program_id, b.last_at, b.net_minor)
      IS DISTINCT FROM (excluded.program_id, excluded.last_at, excluded.net_minor);

-- of --
SELECT account_id, last_at, net_minor FROM events_bought WHERE account_id = ANY(%(account_ids)s);

-- of for one account --
SELECT account_id, last_at, net_minor FROM events_bought WHERE account_id = %(account_id)s;

-- shared mine --
SELECT account_id, last_at, net_minor FROM events_bought WHERE program_id = %(program_id)s;

-- by_spend_most --
{{mine}} AND (net_minor, account_id) < (%(net_minor)s, %(account_id)s)
ORDER BY net_minor DESC, account_id DESC LIMIT %(limit)s;

-- by_spend_least --
{{mine}} AND (net_minor, account_id) > (%(net_minor)s, %(account_id)s)
ORDER BY net_minor, account_id LIMIT %(limit)s;

-- by_last_most --
{{mine}} AND (last_at, account_id) < (%(last_at)s, %(account_id)s)
ORDER BY last_at DESC, account_id DESC LIMIT %(limit)s;

-- by_last_least --
{{mine}} AND (last_at, account_id) > (%(last_at)s, %(account_id)s)
ORDER BY last_at, account_id LIMIT %(limit)s;
