"""What happens downstream when a session is closed: `sessions` calls, whoever is interested has registered."""

from collections.abc import Callable

# Each is called as `suite(session=session, par=par, le=le)`, in the transaction that closed the session, once the
# session is saved as realised and locked. It must be idempotent. `le` is the moment of the closing.
APRES_CLOTURE: list[Callable[..., object]] = []


def apres_cloture(*, session, par, le) -> None:
    for suite in APRES_CLOTURE:
        suite(session=session, par=par, le=le)
