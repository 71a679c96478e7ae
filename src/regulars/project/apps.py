"""Django's own apps where their names would meet ours."""

from django.contrib.messages.apps import MessagesConfig


class FlashMessages(MessagesConfig):
    """What a page says once after a form; `messages` is our domain of messages to members."""

    label = "flash_messages"
