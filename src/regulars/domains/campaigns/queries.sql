-- meet --
INSERT INTO campaigns_met (account_id, campaign, program_id, held_out, met_at)
SELECT account_id, campaign, program_id, held_out, met_at
FROM unnest(%(account_ids)s::uuid[], %(campaigns)s::text[], %(program_ids)s::uuid[],
            %(held_out)s::boolean[], %(met)s::timestamptz[])
     AS new(account_id, campaign, program_id, held_out, met_at)
ON CONFLICT DO NOTHING;

-- counts --
SELECT campaign, held_out, count(*) FROM campaigns_met
WHERE program_id = %(program_id)s GROUP BY campaign, held_out;
