"""The member's code for the till, which the phone makes by itself."""
