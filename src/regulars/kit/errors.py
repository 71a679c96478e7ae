"""What the person at the terminal has to put right, said in one sentence. Never a customer's refusal."""


class SetupError(Exception):
    """The installation cannot go on as it is; the message says what is wrong and what to do."""
