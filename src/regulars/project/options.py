"""The settings that an operator may give, and the secret key made for this installation."""

import secrets

from regulars.kit import environment
from regulars.kit.errors import SetupError
from regulars.kit.pg import home

HOSTS = environment.declare(
    "REGULARS_HOSTS", "Names under which the pages are reached, by commas.", "localhost,127.0.0.1"
)
HTTPS = environment.declare(
    "REGULARS_HTTPS", "Yes when visitors come by https, through a proxy that sets the header.", "no"
)
DEBUG = environment.declare("REGULARS_DEBUG", "Yes shows errors in the browser; for developers.")
MIRRORED = environment.declare(
    "REGULARS_MIRRORED",
    "Yes shows the pages in a made-up language from right to left to browsers that ask for ar-xb; "
    "for developers.",
)
LOG_FORMAT = environment.declare(
    "REGULARS_LOG_FORMAT", "json for a collector, text for people.", "text"
)
SECRET_KEY = environment.declare(
    "REGULARS_SECRET_KEY",
    "Key of sessions and signed links. Without it one is made and kept in the data folder.",
)

# A key that somebody could guess opens everybody's session.
_KEY_LENGTH_MIN, _KEY_LETTERS_MIN = 32, 8


def secret_key() -> str:
    """The given key, or the one that this installation made for itself at its first start."""
    given = SECRET_KEY.text()
    if given:
        if len(given) < _KEY_LENGTH_MIN or len(set(given)) < _KEY_LETTERS_MIN:
            raise SetupError(
                f"{SECRET_KEY.name} is no key but a placeholder; give {_KEY_LENGTH_MIN} random "
                "characters or more, or leave it away: then one is made."
            )
        return given
    path = home.make(home.folder()) / "secret_key"
    if not path.exists():
        home.write_secret(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8")
