"""What the person at the terminal has to put right, in one sentence; no refusal to a customer."""


class SetupError(Exception):
    """The installation cannot go on as it is; the message says what is wrong and what to do."""
