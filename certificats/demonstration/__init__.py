"""What this house brings to the demonstration, one module a noun, by the actions."""

from collections.abc import Callable

from certificats.demonstration.certificats import raconter_certificats
from certificats.demonstration.cles import raconter_cles
from certificats.demonstration.competences import raconter_competences
from certificats.demonstration.equipe import raconter_equipe
from certificats.demonstration.fiches import raconter_fiches
from certificats.demonstration.partage import raconter_partages
from certificats.demonstration.plans import raconter_plans
from certificats.demonstration.reseau import raconter_reseau


def chapitres() -> list[tuple[str, Callable[[], None]]]:
    return [
        ("fiches de poste", raconter_fiches),
        ("clés du cachet et des badges", raconter_cles),
        ("certificats et parcours", raconter_certificats),
        ("compétences, postes et reconnaissances", raconter_competences),
        ("équipes et compétences du réseau", raconter_equipe),
        ("plans et entretiens", raconter_plans),
        ("partages et effacement", raconter_partages),
        ("imports et comptes en double", raconter_reseau),
    ]
