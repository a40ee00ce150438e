"""What was measured: a line each as it comes, slopes and misses at the end, JSON for machines."""

import json
import os
import platform
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from math import log
from pathlib import Path

# Left to the noise of the machine.
TOLERANCE = 0.25


@dataclass(frozen=True)
class Mesure:
    """One subject at one size. Without a floor, the goal is a limit: the figure stays under it."""

    sujet: str
    nom: str
    but: float  # the ratio floor / product to reach, or the limit
    produit: float
    plancher: float | None = None
    allure: float = 1.0
    sortie: float = 0.0  # what comes out: bytes, rows; the cost may grow as fast
    unite: str = "s"
    part: float = 1.0
    echantillon: str = ""  # said when less than the whole was done

    @property
    def ratio(self) -> float:
        if self.plancher is None:
            return self.but / self.produit if self.produit else 1.0
        return self.plancher / self.produit

    @property
    def atteint(self) -> bool:
        return self.ratio >= (self.but if self.plancher is not None else 1)

    def ligne(self) -> str:
        signe = "ok" if self.atteint else "--"
        suite = f" [{self.echantillon}]" if self.echantillon else ""
        if self.plancher is None:
            return f"{signe}  {self.produit:7.1f} {self.unite} (limit {self.but:g})  {self.nom}{suite}"
        durees = f"{_millisecondes(self.produit)}, floor {_millisecondes(self.plancher)}"
        return f"{signe}  {self.ratio:5.2f}  (goal {self.but:.2f})  {self.nom}: {durees}{suite}"


def _millisecondes(secondes: float) -> str:
    return f"{secondes * 1000:,.2f} ms" if secondes < 10 else f"{secondes:.1f} s"


def dire(texte: str) -> None:
    sys.stdout.write(f"{texte}\n")
    sys.stdout.flush()


@dataclass(frozen=True)
class Pente:
    """How a subject's cost grows with the data: 0 when it does not, 1 when as fast as the data."""

    sujet: str
    nom: str
    cout: float
    sortie: float
    plancher: float

    @property
    def defaut(self) -> bool:
        """Faster than its own output. The floor's slope tells whether the least work grows so too."""
        return self.cout > max(self.sortie, 0) + TOLERANCE

    def ligne(self) -> str:
        signe = "--" if self.defaut else "ok"
        return f"{signe}  {self.cout:5.2f}  output {self.sortie:5.2f}  floor {self.plancher:5.2f}  {self.nom}"


def pentes(mesures: Iterable[Mesure]) -> list[Pente]:
    """Of the subjects measured at several sizes."""
    groupes: dict[tuple[str, str], list[Mesure]] = defaultdict(list)
    for mesure in mesures:
        if mesure.plancher is not None:
            groupes[mesure.sujet, mesure.nom].append(mesure)
    return [
        Pente(
            sujet,
            nom,
            cout=pente([(m.part, m.produit / m.allure) for m in lot]),
            sortie=pente([(m.part, m.sortie) for m in lot]),
            plancher=pente([(m.part, (m.plancher or 0) / m.allure) for m in lot]),
        )
        for (sujet, nom), lot in groupes.items()
        if len({m.part for m in lot}) > 1
    ]


def pente(points: list[tuple[float, float]]) -> float:
    """The least squares slope of log(y) against log(x)."""
    if min(y for _x, y in points) <= 0:
        return 0.0
    xs, ys = [log(x) for x, _y in points], [log(y) for _x, y in points]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)


def conclure(mesures: list[Mesure], base: str, secondes: float, chemin: Path) -> None:
    """Print slopes and misses of the biggest size; write the JSON."""
    croissances = pentes(mesures)
    if croissances:
        dire("\nHow the cost grows (0: not at all, 1: as the data); -- grows faster than its output")
        for croissance in sorted(croissances, key=lambda p: -p.cout):
            dire(croissance.ligne())
    entieres = [mesure for mesure in mesures if mesure.part == max(m.part for m in mesures)]
    manques = [mesure for mesure in entieres if not mesure.atteint]
    dire(f"\n{base}: {len(entieres) - len(manques)} goals of {len(entieres)} reached, in {secondes:.0f} s; missed:")
    for mesure in manques:
        dire(f"    {mesure.ligne()}")
    chemin.parent.mkdir(parents=True, exist_ok=True)
    contenu = {
        "base": base,
        "le": datetime.now(UTC).isoformat(timespec="seconds"),
        "secondes": round(secondes, 1),
        "machine": machine(),
        "mesures": [asdict(m) | {"ratio": round(m.ratio, 3), "atteint": m.atteint} for m in mesures],
        "pentes": [asdict(p) | {"defaut": p.defaut} for p in croissances],
    }
    chemin.write_text(json.dumps(contenu, ensure_ascii=False, indent=1))
    dire(f"JSON: {chemin}")


def machine() -> dict[str, object]:
    processeurs = Path("/proc/cpuinfo").read_text().splitlines()
    modele = next((ligne.partition(": ")[2] for ligne in processeurs if ligne.startswith("model name")), "")
    return {
        "processeur": modele,
        "coeurs": os.cpu_count(),
        "charge": os.getloadavg(),
        "systeme": platform.platform(),
        "python": platform.python_version(),
    }
