"""Names joined with slashes so that no two lists of names give one text."""


def joined(*names: str) -> str:
    """Will join names; a slash inside one is written '%2F', a percent sign '%25'."""
    return "/".join(one.replace("%", "%25").replace("/", "%2F") for one in names)
