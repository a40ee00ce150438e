"""Two answers of the same people compared: the exact McNemar test.

McNemar, Q. (1947), "Note on the sampling error of the difference between correlated proportions or percentages",
Psychometrika 12(2) 153-157; exact binomial form: Conover, W. J. (1999), "Practical Nonparametric Statistics", 3.5.
"""

from dataclasses import dataclass

SEUIL = 0.05


@dataclass(frozen=True, slots=True)
class Appariement:
    """Respondents who gave both answers, the first only, the second only, neither."""

    deux: int
    premier: int
    second: int
    aucun: int

    def __post_init__(self) -> None:
        if min(self.deux, self.premier, self.second, self.aucun) < 0:
            raise ValueError("un effectif n’est jamais négatif")

    @property
    def total(self) -> int:
        return self.deux + self.premier + self.second + self.aucun

    @property
    def difference(self) -> float | None:
        """Share of the first − share of the second, in [−1, 1] = (only first − only second) / n; None without answers."""
        return (self.premier - self.second) / self.total if self.total else None

    @property
    def p(self) -> float:
        """Two-sided p: chance, were both as frequent, that the discordant answers be shared so unevenly or more.

        Discordant answers are Binomial(first only + second only, ½); 1 when there are none.
        """
        discordants = self.premier + self.second
        if not discordants:
            return 1.0
        from scipy.special import bdtr

        return min(1.0, 2 * float(bdtr(min(self.premier, self.second), discordants, 0.5)))

    @property
    def departage(self) -> bool:
        """Whether the answers tell the two apart at 5 %."""
        return self.p < SEUIL
