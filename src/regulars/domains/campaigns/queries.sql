-- meet --
INSERT INTO campaigns_met (account_id, campaign, program_id, held_out, met_at)
SELECT account_id, campaign, program_id, held_out, met_at
FROM unnest(%(account_ids)s::uuid[], %(campaigns)s::text[], %(program_ids)s::uuid[],
            %(held_out)s::boolean[], %(met)s::timestamptz[])
     AS new(account_id, campaign, program_id, held_out, met_at)
ON CONFLICT DO NOTHING;

-- meet for one account --
INSERT INTO campaigns_met (account_id, campaign, program_id, held_out, met_at)
SELECT %(account_id)s::uuid, campaign, program_id, held_out, met_at
FROM unnest(%(campaigns)s::text[], %(program_ids)s::uuid[],
            %(held_out)s::boolean[], %(met)s::timestamptz[])
     AS new(campaign, program_id, held_out, met_at)
ON CONFLICT DO NOTHING;

-- counts --
SELECT campaign, held_out, count(*) FROM campaigns_met
WHERE program_id = %(program_id)s GROUP BY campaign, held_out;

-- met_by --
SELECT account_id FROM campaigns_met
WHERE program_id = %(program_id)s AND campaign = %(campaign)s AND account_id > %(after)s
ORDER BY account_id LIMIT %(limit)s;

-- ended --
SELECT campaign, ended_at FROM campaigns_ended WHERE program_id = %(program_id)s;

-- end --
-- Of two that write one audience down at the same moment, one goes on and the other waits for it.
INSERT INTO campaigns_ended (program_id, campaign, ended_at)
VALUES (%(program_id)s, %(campaign)s, %(ended_at)s)
ON CONFLICT (program_id, campaign) DO UPDATE SET ended_at = excluded.ended_at
WHERE campaigns_ended.ended_at <> excluded.ended_at;

-- clear_audience --
DELETE FROM campaigns_audience WHERE program_id = %(program_id)s AND campaign = %(campaign)s;

-- keep_audience --
INSERT INTO campaigns_audience (account_id, campaign, program_id)
SELECT account_id, %(campaign)s, %(program_id)s FROM unnest(%(account_ids)s::uuid[]) AS account_id
ON CONFLICT DO NOTHING;

-- keep_audience for one account --
INSERT INTO campaigns_audience (account_id, campaign, program_id)
VALUES (%(account_id)s, %(campaign)s, %(program_id)s)
ON CONFLICT DO NOTHING;

-- audience --
SELECT account_id FROM campaigns_audience
WHERE program_id = %(program_id)s AND campaign = %(campaign)s AND account_id > %(after)s
ORDER BY account_id LIMIT %(limit)s;
