"""The messages of this house: issued, replaced, revoked. One per certificate and fact, whatever is clicked twice."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from academie.actions.message import Lettre, mettre_en_file, mettre_en_file_en_nombre
from academie.branchements.gabarits import Exemples, Gabarit
from academie.models import Utilisateur
from certificats.models import Acquis, Certificat, Entretien, FichePoste, PlanParcours, Poste, Reconnaissance
from certificats.queries.certificat import certificats_d_exemple

DOSSIER = "certificats/messages/"


def annoncer_delivrance(certificats: Sequence[Certificat]) -> None:
    """Tell each person what they were issued: the three documents, or their hours alone."""
    for atteint, nom in ((True, "delivre"), (False, "attestation")):
        _ecrire(nom, [certificat for certificat in certificats if certificat.atteint == atteint])


def annoncer_remplacement(nouveau: Certificat) -> None:
    _ecrire("remplace", [nouveau])


def annoncer_revocation(certificat: Certificat) -> None:
    _ecrire("revoque", [certificat])


def _ecrire(nom: str, certificats: Sequence[Certificat]) -> None:
    prefetch_related_objects(certificats, "inscription__utilisateur", "remplace", "documents")
    mettre_en_file_en_nombre(
        gabarit=f"{DOSSIER}{nom}.txt",
        lettres=[
            Lettre(
                cle=f"certificat.{nom}:{certificat.pk}",
                destinataire=certificat.inscription.utilisateur.email,
                contexte=contexte_du_certificat(certificat),
                utilisateur=certificat.inscription.utilisateur,
                dossier=f"inscription:{certificat.inscription_id}",
            )
            for certificat in certificats
        ],
    )


def contexte_du_certificat(certificat: Certificat) -> dict[str, str]:
    """What every message about a certificate may say."""
    faits, ancien = certificat.faits, certificat.remplace
    revoque = certificat.etat == Certificat.Etat.REVOQUE
    documents = sorted(certificat.documents.all(), key=lambda document: document.rang)
    return {
        "prenom": certificat.inscription.utilisateur.prenom,
        "titre": faits["programme"],
        "numero": certificat.numero,
        "ancien": ancien.numero if ancien else "",
        "documents": francais.enumeration(str(document.get_genre_display()) for document in documents),
        "mesure": _("%(suivies)s sur %(prevues)s, seuil %(seuil)s")
        % {
            "suivies": francais.duree(faits["minutes_suivies"]),
            "prevues": francais.duree(faits["minutes_prevues"]),
            "seuil": francais.pourcentage(faits["seuil"] / 100, 0),
        },
        "motif": ancien.motif if ancien and not revoque else certificat.motif,
        "raison": certificat.raison_publique if revoque else "",
        "lien": settings.BASE_URL + certificat.get_absolute_url(),
        "verification": certificat.principal.adresse_verification,
        "parcours": settings.BASE_URL + reverse("certificats:parcours_detail"),
        "contact": settings.CONTACT,
    }


def _exemple(code: str, cle: str) -> dict[str, str]:
    """A real certificate to preview a text with. The address that proves it is not shown."""
    certificat = Certificat.objects.select_related("inscription__utilisateur", "remplace").get(pk=int(cle))
    paroles = {
        "ancien": certificat.numero,
        "motif": _("Nom mal écrit"),
        "raison": str(Certificat.RAISONS_PUBLIQUES[Certificat.Classe.FAIT]),
        "verification": _("https://exemple.invalid/ici-l-adresse-de-verification"),
    }
    return contexte_du_certificat(certificat) | paroles


EXEMPLES = Exemples(gettext_lazy("Certificat"), certificats_d_exemple, _exemple)
VARIABLES = {
    "prenom": gettext_lazy("Prénom de la personne qui reçoit le message"),
    "titre": gettext_lazy("Titre de la formation"),
    "numero": gettext_lazy("Numéro du certificat"),
    "documents": gettext_lazy("Documents délivrés, en toutes lettres"),
    "mesure": gettext_lazy("Heures suivies sur heures prévues, et seuil"),
    "lien": gettext_lazy("Page du certificat, d'où télécharger ses documents"),
    "verification": gettext_lazy("Adresse publique qui le vérifie"),
    "parcours": gettext_lazy("Page «\u00a0Mon parcours\u00a0»"),
    "contact": gettext_lazy("Adresse de l'Académie"),
}
MOTIF = {"motif": gettext_lazy("Motif écrit par l'Académie, pour la personne seule")}


def _gabarit(nom: str, titre, quand, **autres) -> Gabarit:
    return Gabarit(
        code=f"{DOSSIER}{nom}.txt",
        theme=gettext_lazy("Certificats"),
        titre=titre,
        quand=quand,
        a_qui=gettext_lazy("La personne qui a suivi la formation"),
        variables=VARIABLES | autres,
        obligatoires=frozenset({"lien"} | ({"motif"} & autres.keys())),
        exemples=EXEMPLES,
    )


GABARITS = [
    _gabarit("delivre", gettext_lazy("Certificat délivré"),
             gettext_lazy("À la clôture de la session, à qui a atteint le seuil d'assiduité.")),
    _gabarit("attestation", gettext_lazy("Attestation d'assiduité seule"),
             gettext_lazy("À la clôture de la session, à qui était là sans atteindre le seuil.")),
    _gabarit("remplace", gettext_lazy("Certificat remplacé"),
             gettext_lazy("Quand un fait imprimé, un nom ou une présence est corrigé."),
             ancien=gettext_lazy("Numéro du certificat remplacé"), **MOTIF),
    _gabarit("revoque", gettext_lazy("Certificat révoqué"), gettext_lazy("Dès la révocation."),
             raison=gettext_lazy("Phrase que toute personne lit sur la page de vérification"), **MOTIF),
]  # fmt: skip


# The career: written to the person it belongs to, or to whoever follows it.


def annoncer_poste_declare(poste: Poste, par: Utilisateur) -> None:
    _prevenir(
        "poste_declare", poste.pk, poste.utilisateur, reverse("certificats:poste_list"), poste=poste, par=str(par)
    )


def annoncer_evaluation(acquis: Acquis) -> None:
    """Somebody else said a level: the person reads it, and may answer."""
    _prevenir("evaluation", acquis.pk, acquis.utilisateur, _competence(acquis), acquis=acquis)


def annoncer_remarque(acquis: Acquis) -> None:
    if acquis.par:
        _prevenir("remarque", acquis.pk, acquis.par, reverse("accueil"), acquis=acquis)


def annoncer_fiche_a_revoir(adaptee: FichePoste, nationale: FichePoste, destinataires: Iterable[Utilisateur]) -> None:
    for personne in destinataires:
        cle = f"{adaptee.pk}:{nationale.pk}:{personne.pk}"
        _prevenir("fiche_a_revoir", cle, personne, adaptee.get_absolute_url(), adaptee=adaptee, nationale=nationale)


def annoncer_complement(reconnaissance: Reconnaissance, le: datetime) -> None:
    cle = f"{reconnaissance.pk}:{le:%Y%m%d%H%M%S}"
    _prevenir(
        "reconnaissance_a_completer",
        cle,
        reconnaissance.utilisateur,
        reconnaissance.get_absolute_url(),
        manque=reconnaissance.a_completer,
    )


def annoncer_decision(reconnaissance: Reconnaissance) -> None:
    _prevenir(
        "reconnaissance_decidee",
        reconnaissance.pk,
        reconnaissance.utilisateur,
        reconnaissance.get_absolute_url(),
        reconnue=reconnaissance.etat == Reconnaissance.Etat.RECONNUE,
        avis=[{"favorable": avis.favorable, "motifs": avis.motifs} for avis in reconnaissance.avis.all()],
    )


def _competence(acquis: Acquis) -> str:
    return reverse("certificats:acquis_detail", args=[acquis.competence_id])


def _prevenir(fait: str, cle, personne: Utilisateur, chemin: str, **contexte) -> None:
    mettre_en_file(
        cle=f"parcours.{fait}:{cle}",
        gabarit=f"certificats/messages/{fait}.txt",
        contexte=contexte
        | {"prenom": personne.prenom, "adresse": settings.BASE_URL + chemin, "contact": settings.CONTACT},
        utilisateur=personne,
    )


# Plans and interviews: between a person and the structure that employs them.


def annoncer_plan_propose(plan: PlanParcours, referents: Iterable[Utilisateur]) -> None:
    _suivre("plan_propose", f"{plan.pk}:{plan.propose_le:%Y%m%d%H%M%S%f}", plan, referents)


def annoncer_plan_adopte(plan: PlanParcours) -> None:
    _suivre("plan_adopte", plan.pk, plan, [plan.utilisateur], mot=plan.mot)


def annoncer_plan_renvoye(plan: PlanParcours) -> None:
    _suivre("plan_renvoye", f"{plan.pk}:{plan.propose_le:%Y%m%d%H%M%S%f}", plan, [plan.utilisateur], mot=plan.mot)


def annoncer_entretien_prepare(entretien: Entretien, par: Utilisateur, autres: Iterable[Utilisateur]) -> None:
    _suivre("entretien_prepare", entretien.pk, entretien, autres, par=str(par), annee=str(entretien.annee))


def annoncer_entretien_a_signer(entretien: Entretien, par: Utilisateur, autres: Iterable[Utilisateur]) -> None:
    cle = f"{entretien.pk}:{entretien.revision}"
    _suivre("entretien_a_signer", cle, entretien, autres, par=str(par), annee=str(entretien.annee))


def annoncer_entretien_signe(entretien: Entretien, destinataires: Iterable[Utilisateur]) -> None:
    _suivre("entretien_signe", entretien.pk, entretien, destinataires, annee=str(entretien.annee))


def rappeler_entretien(echeance: str, personne: Utilisateur, structure, destinataires: Iterable[Utilisateur]) -> None:
    """To the person and to the structure: it is time to meet. `echeance` tells one reminder from the next."""
    adresse = settings.BASE_URL + reverse("certificats:entretien_list")
    _envoyer(
        "entretien_rappel", echeance, destinataires, personne=str(personne), structure=str(structure), lien=adresse
    )


def _suivre(fait: str, cle, objet: PlanParcours | Entretien, destinataires: Iterable[Utilisateur], **contexte) -> None:
    contexte |= {"personne": str(objet.utilisateur), "structure": str(objet.structure or "")}
    _envoyer(fait, cle, destinataires, lien=settings.BASE_URL + objet.get_absolute_url(), **contexte)


def _envoyer(fait: str, cle, destinataires: Iterable[Utilisateur], **contexte) -> None:
    mettre_en_file_en_nombre(
        gabarit=f"{DOSSIER}{fait}.txt",
        lettres=[
            Lettre(
                cle=f"{fait}:{cle}:{personne.pk}",
                destinataire=personne.email,
                contexte=contexte | {"prenom": personne.prenom},
                utilisateur=personne,
            )
            for personne in destinataires
        ],
    )


SUIVI = {
    "prenom": gettext_lazy("Prénom de la personne qui reçoit le message"),
    "personne": gettext_lazy("Prénom et nom de la personne dont c'est le plan ou l'entretien"),
    "structure": gettext_lazy("Nom de la structure qui l'emploie"),
    "lien": gettext_lazy("Page du plan ou de l'entretien"),
}
MOT = {"mot": gettext_lazy("Mot de la structure")}
ENTRETIEN = {"annee": gettext_lazy("Année de l'entretien"), "par": gettext_lazy("Qui a préparé ou signé")}
LA_PERSONNE, LES_REFERENTS = gettext_lazy("La personne dont c'est le plan"), gettext_lazy("Les référentes et référents")
LES_DEUX = gettext_lazy("La personne et les référentes et référents de sa structure")
GABARITS += [
    Gabarit(code=f"{DOSSIER}{nom}.txt", theme=gettext_lazy("Plans et entretiens"), titre=titre, quand=quand, a_qui=a_qui,
            variables=SUIVI | autres, obligatoires=frozenset({"lien"}))
    for nom, titre, quand, a_qui, autres in (
        ("plan_propose", gettext_lazy("Plan de parcours à convenir"), gettext_lazy("Quand une personne propose son plan."), LES_REFERENTS, {}),
        ("plan_adopte", gettext_lazy("Plan de parcours convenu"), gettext_lazy("Quand la structure convient du plan."), LA_PERSONNE, MOT),
        ("plan_renvoye", gettext_lazy("Plan de parcours à revoir"), gettext_lazy("Quand la structure demande un changement."), LA_PERSONNE, MOT),
        ("entretien_prepare", gettext_lazy("Entretien annuel préparé"), gettext_lazy("Quand l'un des deux commence à le préparer."), LES_DEUX, ENTRETIEN),
        ("entretien_a_signer", gettext_lazy("Entretien annuel à signer"), gettext_lazy("Quand l'un des deux a signé."), LES_DEUX, ENTRETIEN),
        ("entretien_signe", gettext_lazy("Entretien annuel signé"), gettext_lazy("Quand les deux ont signé."), LES_DEUX, {"annee": ENTRETIEN["annee"]}),
        ("entretien_rappel", gettext_lazy("Entretien annuel à tenir"), gettext_lazy("Une fois l'an, quand le dernier entretien est ancien\u00a0; le délai est une règle."), LES_DEUX, {}),
    )
]  # fmt: skip
