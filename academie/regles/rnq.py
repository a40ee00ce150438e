"""The national quality framework (référentiel national qualité): 7 criteria, 32 indicators, and which concern us.

Source: annex to article D6316-1-1 of the Code du travail (LEGIARTI000038591641), in short words of ours. Concerned: the
22 indicators common to all, and the 8th, which holds for training; not those of certifying training, apprenticeship,
in-company training or CFA.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SOURCE = _("Référentiel national qualité, annexe de l'article D6316-1-1 du Code du travail")

CRITERES = {
    1: _("L'information du public"),
    2: _("Les objectifs, et l'adaptation aux publics dès la conception"),
    3: _("L'accueil, l'accompagnement, le suivi et l'évaluation"),
    4: _("Les moyens pédagogiques, techniques et d'encadrement"),
    5: _("La qualification et les compétences du personnel"),
    6: _("L'inscription dans l'environnement professionnel"),
    7: _("Les appréciations et les réclamations"),
}


@dataclass(frozen=True)
class Indicateur:
    """`raison`: why it does not concern us. `ailleurs`: what must be kept that the product does not hold by itself."""

    numero: int
    critere: int
    intitule: str | Promise
    raison: str | Promise = ""
    ailleurs: str | Promise = ""

    @property
    def applicable(self) -> bool:
        return not self.raison


CERTIFIANTES = _("Il vise les formations qui mènent à une certification professionnelle : les nôtres n'y mènent pas.")
ALTERNANCE = _("Il vise l'alternance et l'apprentissage : l'Académie n'en organise pas.")
CFA = _("Il vise les centres de formation d'apprentis.")

INDICATEURS: tuple[Indicateur, ...] = (
    Indicateur(1, 1, _("Informer le public : prestations, prérequis, objectifs, durée, accès, tarifs, contacts, méthodes, évaluation, accessibilité")),
    Indicateur(2, 1, _("Publier des indicateurs de résultats"), ailleurs=_("Les taux de satisfaction, tant que les évaluations ne se recueillent pas ici.")),
    Indicateur(3, 1, _("Publier les taux d'obtention des certifications"), raison=CERTIFIANTES),
    Indicateur(4, 2, _("Analyser le besoin du bénéficiaire avec l'entreprise ou le financeur")),
    Indicateur(5, 2, _("Définir des objectifs opérationnels et évaluables")),
    Indicateur(6, 2, _("Établir des contenus et des modalités adaptés aux objectifs et aux publics")),
    Indicateur(7, 2, _("Adapter les contenus aux exigences de la certification visée"), raison=CERTIFIANTES),
    Indicateur(8, 2, _("Positionner et évaluer les acquis à l'entrée"), ailleurs=_("Les réponses aux questions de positionnement et ce qui en a été fait.")),
    Indicateur(9, 3, _("Informer sur les conditions de déroulement"), ailleurs=_("Le règlement intérieur et le livret d'accueil.")),
    Indicateur(10, 3, _("Adapter la prestation, l'accompagnement et le suivi"), ailleurs=_("Les adaptations décidées en cours de session : demandes, réponses, aménagements.")),
    Indicateur(11, 3, _("Évaluer l'atteinte des objectifs"), ailleurs=_("Les grilles d'évaluation remplies pendant les sessions.")),
    Indicateur(12, 3, _("Favoriser l'engagement et prévenir les abandons"), ailleurs=_("Les contacts pris avec les personnes absentes.")),
    Indicateur(13, 3, _("Coordonner la formation avec l'entreprise d'accueil"), raison=ALTERNANCE),
    Indicateur(14, 3, _("Assurer un accompagnement socioprofessionnel, éducatif et citoyen"), raison=CFA),
    Indicateur(15, 3, _("Informer les apprentis de leurs droits et de leurs devoirs"), raison=CFA),
    Indicateur(16, 3, _("Présenter les candidats à la certification"), raison=CERTIFIANTES),
    Indicateur(17, 4, _("Mettre à disposition des moyens humains, techniques et des locaux adaptés"), ailleurs=_("Les baux, conventions de mise à disposition et contrôles des locaux.")),
    Indicateur(18, 4, _("Mobiliser et coordonner les intervenantes et intervenants"), ailleurs=_("L'organigramme et les fiches de mission.")),
    Indicateur(19, 4, _("Mettre à disposition des ressources pédagogiques, et permettre de se les approprier")),
    Indicateur(20, 4, _("Disposer d'un personnel dédié, d'un référent handicap et d'un conseil de perfectionnement"), raison=CFA),
    Indicateur(21, 5, _("Déterminer, mobiliser et évaluer les compétences des intervenantes et intervenants")),
    Indicateur(22, 5, _("Entretenir et développer les compétences du personnel"), ailleurs=_("Le plan de développement des compétences et les attestations de formation du personnel.")),
    Indicateur(23, 6, _("Mener une veille légale et réglementaire, et l'exploiter"), ailleurs=_("La veille juridique de la formation professionnelle : abonnements, notes, ce qui a été changé.")),
    Indicateur(24, 6, _("Mener une veille sur les compétences, les métiers et les emplois, et l'exploiter")),
    Indicateur(25, 6, _("Mener une veille sur les innovations pédagogiques et technologiques, et l'exploiter")),
    Indicateur(26, 6, _("Mobiliser un réseau pour accueillir les personnes en situation de handicap"), ailleurs=_("La lettre de mission du référent handicap, la liste des partenaires, les demandes reçues et les réponses.")),
    Indicateur(27, 6, _("S'assurer de la conformité des sous-traitants"), ailleurs=_("Les contrats et les contrôles des sous-traitants ; s'il n'y en a pas, une note qui le dit.")),
    Indicateur(28, 6, _("Mobiliser un réseau de partenaires pour la formation en situation de travail"), raison=_("Il vise la formation en situation de travail : l'Académie n'en organise pas.")),
    Indicateur(29, 6, _("Favoriser l'insertion professionnelle ou la poursuite d'études"), raison=CFA),
    Indicateur(30, 7, _("Recueillir les appréciations : bénéficiaires, financeurs, équipes pédagogiques, employeurs"), ailleurs=_("Les questionnaires de satisfaction et les échanges annuels avec les financeurs.")),
    Indicateur(31, 7, _("Traiter les difficultés, les réclamations et les aléas"), ailleurs=_("Le registre des réclamations et des incidents, avec les réponses et leurs délais.")),
    Indicateur(32, 7, _("Mettre en œuvre des mesures d'amélioration"), ailleurs=_("Le plan d'amélioration issu des appréciations et des réclamations.")),
)  # fmt: skip

APPLICABLES = {indicateur.numero: indicateur for indicateur in INDICATEURS if indicateur.applicable}
