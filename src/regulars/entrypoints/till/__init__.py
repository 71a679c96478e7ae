"""The cashier's pages under /till."""
