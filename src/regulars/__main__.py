"""`python -m regulars` is the command `regulars`, for processes that we start ourselves."""

from regulars.project.console import main

main()
