"""What members may have without paying points for it."""

from regulars.core.rules.nodes import Node, When


class Benefit(Node, frozen=True):
    """Something that members may have without paying points for it."""

    title: str
    when: When = When()
