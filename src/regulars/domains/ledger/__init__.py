"""The ledger: pots, entries, transfers, lots and the proof that none of them was changed."""
