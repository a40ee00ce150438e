"""What was said elsewhere in words that have just changed: a territory or a theme is called otherwise, people are one."""

from collections.abc import Callable

# Each is called in the transaction of the change, and leaves what is long to the worker.
APRES_CHANGEMENT: list[Callable[[], object]] = []


def apres_changement() -> None:
    for suite in APRES_CHANGEMENT:
        suite()
