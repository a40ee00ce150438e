"""The yearly interviews: mine, those of my team, and what one of them says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Utilisateur
from academie.regles import regle
from certificats.documents.entretien import DonneesEntretien
from certificats.models import Entretien, PlanParcours

Etat = Entretien.Etat
Faits = list[tuple[str, str]]


@dataclass(frozen=True)
class Membre:
    """Somebody of the team: this year's interview, and when the last one was signed."""

    emploi: Affectation
    entretien: Entretien | None
    dernier: date | None

    @property
    def personne(self) -> Utilisateur:
        return self.emploi.utilisateur

    @property
    def structure(self) -> Structure | None:
        return self.emploi.structure


@dataclass(frozen=True)
class Situation:
    """What a reader may do with an interview, and what is awaited."""

    cote: str
    a_signer: bool
    modifiable: bool
    declinable: bool
    a_completer: bool


def entretiens_de(utilisateur: Utilisateur) -> QuerySet[Entretien]:
    return Entretien.objects.filter(utilisateur=utilisateur).select_related("structure", "utilisateur")


def entretiens_a_signer(utilisateur: Utilisateur) -> list[Entretien]:
    """Those that the other side has signed and that wait for this person."""
    en_cours = Entretien.objects.autorises(utilisateur, "entretien.preparer").filter(etat=Etat.PREPARATION)
    if not en_cours.exists():
        return []
    signes = Q(utilisateur=utilisateur, signe_referent_le__isnull=False) | (
        ~Q(utilisateur=utilisateur) & Q(signe_personne_le__isnull=False)
    )
    return list(
        en_cours.filter(signes)
        .select_related("utilisateur", "structure")
        .only("annee", "utilisateur__prenom", "utilisateur__nom", "utilisateur__email", "structure__nom")
        .order_by("annee", "pk")
    )


def emplois_suivis(utilisateur: Utilisateur) -> QuerySet[Affectation]:
    """The people whom the structures of this référente or référent employ today, by name."""
    return (
        Affectation.objects.du_jour()
        .filter(role=Role.ANIMATEUR, structure__in=utilisateur.structures_comme(Role.REFERENT))
        .exclude(utilisateur=utilisateur)
        .select_related("utilisateur", "structure")
        .order_by("utilisateur__nom", "utilisateur__prenom", "pk")
    )


def membres(emplois: Iterable[Affectation], jour: date | None = None) -> list[Membre]:
    """One line a person, in one query more."""
    emplois, annee = list(emplois), (jour or timezone.localdate()).year
    par_emploi: dict[tuple[int, int], list[Entretien]] = {}
    for entretien in Entretien.objects.filter(
        utilisateur__in=[emploi.utilisateur_id for emploi in emplois],
        structure__in={emploi.structure_id for emploi in emplois},
    ).defer("faits"):
        par_emploi.setdefault((entretien.utilisateur_id, entretien.structure_id), []).append(entretien)
    lignes = []
    for emploi in emplois:
        siens = par_emploi.get((emploi.utilisateur_id, emploi.structure_id), [])
        tenus = [entretien.tenu_le for entretien in siens if entretien.etat == Etat.SIGNE and entretien.tenu_le]
        de_l_annee = next((entretien for entretien in siens if entretien.annee == annee), None)
        lignes.append(Membre(emploi, de_l_annee, max(tenus, default=None)))
    return lignes


def cote_de(entretien: Entretien, utilisateur: Utilisateur) -> str:
    """On which side of the table: nobody holds their own interview."""
    return Entretien.PERSONNE if entretien.utilisateur_id == utilisateur.pk else Entretien.REFERENT


def situation(entretien: Entretien, utilisateur: Utilisateur) -> Situation:
    cote, prepare = cote_de(entretien, utilisateur), entretien.etat == Etat.PREPARATION
    return Situation(
        cote=cote,
        a_signer=prepare and entretien.signatures[cote] is None,
        modifiable=prepare,
        declinable=prepare and cote == Entretien.PERSONNE,
        a_completer=entretien.etat == Etat.SIGNE,
    )


def plans_a_joindre(entretien: Entretien) -> QuerySet[PlanParcours]:
    """What the person put to this structure, or agreed with it."""
    return PlanParcours.objects.filter(
        utilisateur=entretien.utilisateur_id,
        structure=entretien.structure_id,
        etat__in=[PlanParcours.Etat.PROPOSE, PlanParcours.Etat.ADOPTE],
    )


def faits_de(entretien: Entretien) -> Faits:
    """What it says: as it was signed, or as it is written today."""
    if entretien.etat == Etat.SIGNE:
        return [(terme, valeur) for terme, valeur in entretien.faits]
    return faits_du_jour(entretien)


def faits_du_jour(entretien: Entretien) -> Faits:
    competences = [str(competence) for competence in entretien.competences.select_related("domaine")]
    valeurs = {
        "tenu_le": francais.date_longue(entretien.tenu_le) if entretien.tenu_le else "",
        "fiche_visee": entretien.fiche_visee.titre if entretien.fiche_visee else "",
        "competences": "\n".join(competences),
        "plan": _etapes(entretien.plan) if entretien.plan else "",
    }
    lignes = [(_("Personne"), str(entretien.utilisateur)), (_("Structure"), str(entretien.structure))]
    for champ in (*Entretien.COMMUNS, *Entretien.MOTS.values()):
        libelle = str(Entretien._meta.get_field(champ).verbose_name)
        lignes.append((libelle[0].upper() + libelle[1:], valeurs.get(champ) or getattr(entretien, champ) or ""))
    return [(terme, str(valeur).replace("\r\n", "\n")) for terme, valeur in lignes if valeur]


def donnees_pdf(entretien: Entretien) -> DonneesEntretien:
    return DonneesEntretien(
        titre=str(entretien),
        personne=str(entretien.utilisateur),
        structure=str(entretien.structure),
        faits=tuple(faits_de(entretien)),
        signatures=tuple(
            (nom, francais.date_longue(timezone.localdate(le)))
            for nom, le in (
                (entretien.nom_personne, entretien.signe_personne_le),
                (entretien.nom_referent, entretien.signe_referent_le),
            )
            if le
        ),
        complements=tuple(
            (f"{ajout.nom}, {francais.date_longue(timezone.localdate(ajout.le))}", ajout.texte)
            for ajout in entretien.addendums.all()
        ),
        etabli_le=timezone.localdate(),
    )


def entretiens_dus(jour: date | None = None) -> list[tuple[Utilisateur, Structure, str]]:
    """The employments whose interview is due for a while, with what tells this due date from the next: two queries."""
    jour = jour or timezone.localdate()
    intervalle, relance = regle("entretien.intervalle", jour), regle("entretien.relance", jour)
    emplois = (
        Affectation.objects.du_jour(jour)
        .filter(role=Role.ANIMATEUR, structure__isnull=False, debut__lte=jour - timedelta(days=intervalle))
        .filter(utilisateur__is_active=True)
        .select_related("utilisateur", "structure")
        .order_by("pk")
    )
    derniers = {
        (utilisateur, structure): tenu
        for utilisateur, structure, tenu in Entretien.objects.filter(etat=Etat.SIGNE)
        .order_by()
        .values("utilisateur", "structure")
        .annotate(dernier=Max("tenu_le"))
        .values_list("utilisateur", "structure", "dernier")
    }
    dus = []
    for emploi in emplois:
        depuis = max(emploi.debut, derniers.get((emploi.utilisateur_id, emploi.structure_id), emploi.debut))
        fois, reste = divmod((jour - depuis).days, intervalle)
        if fois and reste <= relance and emploi.structure:
            dus.append(
                (
                    emploi.utilisateur,
                    emploi.structure,
                    f"{emploi.utilisateur_id}:{emploi.structure_id}:{depuis:%Y%m%d}:{fois}",
                )
            )
    return dus


def _etapes(plan: PlanParcours) -> str:
    lignes = []
    for etape in plan.etapes.all():
        quand = (
            _(" (pour le %(jour)s)") % {"jour": francais.date_courte(etape.souhaitee_le)} if etape.souhaitee_le else ""
        )
        lignes.append(f"{etape.intitule}{quand}")
    return "\n".join([str(plan), *lignes])
