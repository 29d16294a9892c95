"""``python -m scheduler.cli`` is the command ``paigong``."""

from scheduler.cli import main

main()
