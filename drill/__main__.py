"""`python -m drill`."""

from drill.cli.app import main

main()
