"""What a person says at enrolment: prerequisites, where they stand (L6353-9), what should be planned for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sessions.models import Inscription


@dataclass(frozen=True)
class Demande:
    """What comes with an enrolment. `reponses`: by question, a degree or a text; `derogation`: why a rule is exceeded."""

    prerequis_confirmes: bool = False
    reponses: Mapping[int, int | str] = field(default_factory=dict)
    amenagement: str = ""
    derogation: str = ""


def ecrire_demande(inscription: Inscription, demande: Demande) -> None:
    """Keep what came with the enrolment. Called in the transaction of the enrolment."""
    inscription.prerequis_confirmes = demande.prerequis_confirmes
    inscription.amenagement = demande.amenagement.strip()
    inscription.save()
