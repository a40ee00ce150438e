"""What happens when a session opens: whoever is interested has registered."""

from collections.abc import Callable

# Each is called as `suite(session=session)`, in the transaction that opened the session, once it is saved. It must be
# idempotent, and short: what is long goes to the worker.
APRES_OUVERTURE: list[Callable[..., object]] = []


def apres_ouverture(*, session) -> None:
    for suite in APRES_OUVERTURE:
        suite(session=session)
