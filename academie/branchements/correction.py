"""What happens downstream when an attendance changes after its half-day was sealed: whoever is interested has registered."""

from collections.abc import Callable

# Each is called as `suite(inscription=inscription, par=par, motif=motif, le=le)`, in the transaction of the correction,
# once it is written. It must be idempotent.
APRES_CORRECTION: list[Callable[..., object]] = []


def apres_correction(*, inscription, par, motif: str, le) -> None:
    for suite in APRES_CORRECTION:
        suite(inscription=inscription, par=par, motif=motif, le=le)
