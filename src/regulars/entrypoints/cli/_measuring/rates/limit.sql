-- The same rows that the ledger writes for one simple earn, as one statement: what this database
-- could do if nothing else were to be done. Rows are copied from one that the engine wrote, so that
-- they are as long; numbers and ids are new.
\set n random(1, :accounts)
WITH account AS (
    SELECT a.account_id, a.program_id, a.seq, a.chain_head, a.pots, a.state
    FROM bench_account AS b JOIN ledger_account AS a USING (account_id)
    WHERE b.n = :n
    FOR UPDATE OF a
), booked AS (
    INSERT INTO events_order
        (program_id, source, external_id, order_id, account_id, holder_id, event_no, fingerprint,
         body, inputs, outcome, standing, occurred_at, booked_at, first_seq, last_seq)
    SELECT a.program_id, 'limit', gen_random_uuid()::text, uuidv7(), a.account_id, a.account_id,
           a.seq + 1, o.fingerprint, o.body, o.inputs, o.outcome, o.standing, o.occurred_at,
           o.booked_at, a.seq + 1, a.seq + 1
    FROM account AS a, bench_order AS o
), entry AS (
    INSERT INTO ledger_entry
        (account_id, seq, kind, origin, event_no, program_version, rule, why, reason_commitment,
         actor, effective_at, booked_at, prev_hash, hash)
    SELECT a.account_id, a.seq + 1, e.kind, e.origin, a.seq + 1, e.program_version, e.rule, e.why,
           e.reason_commitment, e.actor, e.effective_at, e.booked_at, a.chain_head, e.hash
    FROM account AS a, bench_entry AS e
), transfer AS (
    INSERT INTO ledger_transfer (account_id, seq, n, currency, debit, credit, amount)
    SELECT a.account_id, a.seq + 1, t.n, t.currency, t.debit, t.credit, t.amount
    FROM account AS a, bench_transfer AS t
), lot AS (
    INSERT INTO ledger_lot
        (account_id, number, seq, currency, amount, available_at, expires_at, inactive)
    SELECT a.account_id, a.seq + 1, a.seq + 1, l.currency, l.amount, l.available_at, l.expires_at,
           l.inactive
    FROM account AS a, bench_lot AS l
), told AS (
    INSERT INTO outbox_waiting (account_id, outbox_id, program_id, envelopes)
    SELECT a.account_id, uuidv7(), a.program_id, w.envelopes FROM account AS a, bench_waiting AS w
)
UPDATE ledger_account AS a
SET seq = a.seq + 1, chain_head = e.hash, pots = a.pots, state = a.state
FROM account, bench_entry AS e WHERE a.account_id = account.account_id;
