"""What a merge of two accounts does not move, and who wins when both have the same thing: the one table.

Everything else that points to a person follows. What a constraint refuses (both are already in it) stays on the closed
account and is listed: the surviving account keeps its own.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

SCELLE = _("scellé dans le registre de présence, qui dit quel compte a signé")
JOURNAL = _("journal technique, qui ne se réécrit pas")
CONNEXION = _("seconde étape de connexion du compte fermé")
DEJA = _("le compte gardé a déjà le sien")
PREUVE = _("tient à une inscription restée sur le compte fermé")

# "app.Model.field": why rows stay where they are.
RESTENT = {
    "seminaires.Creneau.contresigne_par": SCELLE,
    "seminaires.Emargement.declare_par": SCELLE,
    "seminaires.PiecePresence.par": SCELLE,
    "admin.LogEntry.user": JOURNAL,
    "auditlog.LogEntry.actor": JOURNAL,
    "academie.Doublon.premiere": JOURNAL,
    "academie.Doublon.seconde": JOURNAL,
    "academie.Doublon.ecarte_par": JOURNAL,
    "academie.Fusion.gardee": JOURNAL,
    "academie.Fusion.fermee": JOURNAL,
    "academie.Fusion.par": JOURNAL,
    "academie.Fusion.defaite_par": JOURNAL,
    "mfa.Authenticator.user": CONNEXION,
}
# Rows that follow another: they stay when what `chemin` reaches stays on the closed account.
SUIVENT = {"certificats.Acquis.utilisateur": "certificat__inscription__utilisateur"}


@dataclass(frozen=True)
class Preference:
    """When both accounts have one for the same `cles`, the one whose `champ` comes first in `ordre` is kept."""

    cles: tuple[str, ...]
    champ: str
    ordre: tuple[str, ...]


PREFERENCES = {
    "seminaires.Inscription.utilisateur": Preference(
        ("session",), "etat", ("confirmee", "proposee", "a_accorder", "en_attente")
    ),
}
# Unique constraints that two accounts may meet, and that need no preference: the surviving account keeps its own.
GARDENT_LE_LEUR = frozenset(
    {
        "academie.Affectation.utilisateur",
        "academie.DemandeEffacement.utilisateur",
        "academie.FicheAnnuaire.utilisateur",
        "academie.Utilisateur_groups.utilisateur",
        "academie.Utilisateur_user_permissions.utilisateur",
        "account.EmailAddress.user",
        "besoins.Codage.par",
        "besoins.Cotation.par",
        "besoins.DisponibiliteDuPlan.formateur",
        "besoins.LotRessources.par",
        "besoins.Presence.personne",
        "besoins.Ressource_redacteurs.utilisateur",
        "besoins.VersionProgramme_redacteurs.utilisateur",
        "certificats.AvisReconnaissance.par",
        "certificats.Consultation.lecteur",
        "certificats.Consultation.utilisateur",
        "certificats.Entretien.utilisateur",
        "certificats.Parcours.utilisateur",
        "certificats.PlanParcours.utilisateur",
        "certificats.Poste.utilisateur",
        "seminaires.Alerte.utilisateur",
        "seminaires.ConsentementNom.utilisateur",
        "seminaires.Enseignement.formateur",
        "seminaires.EntretienFormateur.formateur",
        "seminaires.FicheFormateur.formateur",
        "seminaires.Intervention.formateur",
        "seminaires.MoisTemps.utilisateur",
        "seminaires.Sollicitation.formateur",
    }
)
