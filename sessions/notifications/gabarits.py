"""The messages of the sessions, as gestionnaires find them: when each is sent, to whom, and what it may say."""

from django.utils.translation import gettext_lazy as _

from academie.branchements.gabarits import Gabarit
from sessions.notifications.exemples import EXEMPLES

DOSSIER = "sessions/messages/"
INSCRIPTION, PLACE, SESSION_, PRESENCE, SUITES = (
    _("Inscription"),
    _("Places proposées"),
    _("Vie de la session"),
    _("Présence"),
    _("Après la session"),
)
PERSONNE = {"prenom": _("Prénom de la personne qui reçoit le message")}
SESSION = {
    "titre": _("Titre de la formation"),
    "periode": _("Jours de la session, par exemple « du 3 au 5 mars 2027 »"),
    "horaires": _("Chaque demi-journée avec ses heures, une par ligne"),
    "lieu": _("Nom et adresse du lieu, ou « À distance »"),
    "acces": _("Comment venir, s'il est renseigné"),
    "accessibilite": _("Accessibilité du lieu, si elle est renseignée"),
    "formateurs": _("Noms des formatrices et formateurs"),
    "prerequis": _("Prérequis du programme, s'il y en a"),
    "contact": _("Contact du programme, s'il est renseigné"),
    "lien": _("Adresse de la page de la session"),
    "faits": _("Tout cela ensemble : dates, lieu, accès, animation, prérequis, contact, lien"),
    "referent_handicap": _("Qui contacter pour un aménagement, si c'est renseigné"),
}
CONNEXION = {"connexion": _("Lien de connexion à distance, s'il y en a un")}
MON_INSCRIPTION = {"lien_inscription": _("Adresse de la page de l'inscription")}
MENTION_AGENDA = {"mention_agenda": _("Phrase sur les fichiers d'agenda joints, pour qui en reçoit")}


def _gabarit(nom: str, theme, titre, quand, a_qui, *, variables=None, obligatoires=(), groupable=False) -> Gabarit:
    return Gabarit(
        code=f"{DOSSIER}{nom}.txt",
        theme=theme,
        titre=titre,
        quand=quand,
        a_qui=a_qui,
        variables=PERSONNE | SESSION | (variables or {}),
        obligatoires=frozenset(obligatoires),
        groupable=groupable,
        exemples=EXEMPLES,
    )


QUI_S_INSCRIT = _("La personne inscrite")
TOUT_LE_MONDE = _("Les personnes inscrites ou en attente, les formatrices et formateurs")
QUI_RECLAME = _("La personne qui a déposé la réclamation")
RECLAMATION = PERSONNE | {
    "reclamation": _("Objet de la réclamation"),
    "accuser_avant": _("Jour avant lequel en accuser réception"),
    "repondre_avant": _("Jour avant lequel répondre"),
    "lien": _("Page de la réclamation"),
}

GABARITS = [
    _gabarit("inscription_confirmee", INSCRIPTION, _("Inscription confirmée"),
             _("Dès que la place est acquise, avec les demi-journées pour l'agenda."), QUI_S_INSCRIT,
             variables=CONNEXION | MON_INSCRIPTION),
    _gabarit("inscription_a_accorder", INSCRIPTION, _("En attente de l'accord de l'employeur"),
             _("Quand la structure donne son accord avant chaque inscription."), QUI_S_INSCRIT,
             variables=MON_INSCRIPTION),
    _gabarit("inscription_en_attente", INSCRIPTION, _("En liste d'attente"),
             _("Quand la session est complète."), QUI_S_INSCRIT,
             variables=MON_INSCRIPTION | {"rang": _("Rang dans la liste d'attente")}),
    _gabarit("inscription_annulee", INSCRIPTION, _("Inscription annulée"),
             _("Dès que l'inscription est annulée, par qui que ce soit."), QUI_S_INSCRIT,
             variables={"motif": _("Motif de l'annulation, s'il est donné"),
                        "mention_tardive": _("Phrase sur l'annulation tardive, quand elle l'est")}),
    _gabarit("inscription_remplacee", INSCRIPTION, _("Remplacement par un ou une collègue"),
             _("Quand une autre personne de la structure prend la place."), _("La personne qui laisse sa place"),
             variables={"par": _("Qui a décidé le remplacement")}),
    _gabarit("offre_proposee", PLACE, _("Place libérée et proposée"),
             _("Quand une place se libère, à la première personne de la liste d'attente."), _("La personne qui attend"),
             variables={"jusqu_a": _("Dernier moment pour répondre"), "lien_offre": _("Lien personnel pour répondre")},
             obligatoires=["lien_offre"]),
    _gabarit("offre_refusee", PLACE, _("Place refusée"), _("Quand la personne refuse la place proposée."), QUI_S_INSCRIT),
    _gabarit("offre_expiree", PLACE, _("Place non acceptée à temps"),
             _("Quand la place proposée est restée sans réponse."), QUI_S_INSCRIT),
    _gabarit("session_ouverte", SESSION_, _("Session ouverte, à qui l'anime"),
             _("À l'ouverture des inscriptions."), _("Les formatrices et formateurs"), variables=CONNEXION),
    _gabarit("session_confirmee", SESSION_, _("Session confirmée"),
             _("Quand le minimum est atteint ou que la tenue est décidée."), TOUT_LE_MONDE),
    _gabarit("session_modifiee", SESSION_, _("Changement d'une session"),
             _("Quand les dates, le lieu ou l'animation changent."), TOUT_LE_MONDE,
             variables=MENTION_AGENDA | {"changements": _("Ce qui était et ce qui est, point par point")},
             obligatoires=["changements"]),
    _gabarit("session_reportee", SESSION_, _("Session reportée"), _("Quand les dates sont retirées."), TOUT_LE_MONDE,
             variables={"motif": _("Motif du report")}),
    _gabarit("session_redatee", SESSION_, _("Nouvelles dates"), _("Quand une session reportée a de nouvelles dates."),
             TOUT_LE_MONDE,
             variables=MENTION_AGENDA | {
                 "choix": _("Ce que peut faire la personne inscrite si les dates ne lui vont pas"),
                 "lien_inscription": _("Adresse de la page de l'inscription, pour qui en a une"),
             }),
    _gabarit("session_annulee", SESSION_, _("Session annulée"), _("Dès l'annulation."), TOUT_LE_MONDE,
             variables={"motif": _("Motif de l'annulation"), "suite": _("Ce qui est proposé à la place"),
                        "lien_suite": _("Lien personnel vers l'autre session, ou page du programme")},
             obligatoires=["motif"]),
    _gabarit("convocation", SESSION_, _("Convocation"),
             _("Quand la session est confirmée, ou à l'envoi des convocations, avec la convocation en PDF."),
             _("Les personnes dont l'inscription est confirmée"), variables=CONNEXION | MON_INSCRIPTION),
    *(_gabarit(f"rappel_{rang}", SESSION_, titre, _("Quelques jours avant le début ; le délai est une règle."),
               _("Les personnes dont l'inscription est confirmée"), groupable=True,
               variables=CONNEXION | MON_INSCRIPTION | {
                   "delai": _("Temps qui reste, par exemple « 15 jours »"),
                   "premier_jour": _("Jour et heure du début"),
               })
      for rang, titre in (("premier", _("Premier rappel")), ("second", _("Second rappel")))),
    _gabarit("trousse", PRESENCE, _("Trousse de session"),
             _("La veille du premier jour, avec la feuille, les QR codes, la liste et le programme."),
             _("Les formatrices et formateurs de la session"),
             variables=CONNEXION | {"premier_jour": _("Jour et heure du début"), "personne": _("Prénom et nom"),
                                    "lien_animation": _("Page d'animation de la session")}),
    _gabarit("alerte", SESSION_, _("Alerte : une session s'ouvre"),
             _("À l'ouverture d'une session attendue."), _("Les personnes qui ont demandé une alerte"), groupable=True,
             variables={"sujet": _("Ce que la personne attendait"), "lien_arret": _("Lien pour arrêter l'alerte")},
             obligatoires=["lien_arret"]),
    Gabarit(code=f"{DOSSIER}emargement_ouvert.txt", theme=PRESENCE, titre=_("Lien pour signer"),
            quand=_("À l'ouverture de l'émargement."), a_qui=QUI_S_INSCRIT, exemples=EXEMPLES,
            variables=PERSONNE | {"titre": SESSION["titre"], "jour": _("Jour de la demi-journée"), "heures": _("Heures de la demi-journée"),
                        "lien_signature": _("Lien personnel pour signer")},
            obligatoires=frozenset({"lien_signature"})),
    _gabarit("assiduite_insuffisante", SUITES, _("Session close sans certificat"),
             _("À la clôture, quand les heures suivies ne suffisent pas."), QUI_S_INSCRIT,
             variables=MON_INSCRIPTION | {"mesure": _("Heures suivies sur les heures prévues"),
                                          "catalogue": _("Page du programme au catalogue")}),
    Gabarit(
        code=f"{DOSSIER}besoin_rouvert.txt", theme=SUITES, titre=_("Besoin rouvert"),
        quand=_("Quand les évaluations disent qu'un besoin n'est pas satisfait."),
        a_qui=_("Les conceptrices et concepteurs"), groupable=True, exemples=EXEMPLES,
        variables=PERSONNE | {"besoin": _("Titre du besoin"), "motif": _("Ce qui le rouvre"),
                              "lien": _("Page du besoin")},
    ),
    *(Gabarit(code=f"{DOSSIER}reclamation_{fait}.txt", theme=_("Réclamations"), titre=titre, quand=quand, a_qui=a_qui,
              variables=RECLAMATION, obligatoires=frozenset({"lien"}), exemples=EXEMPLES)
      for fait, titre, quand, a_qui in (
          ("deposee", _("Réclamation à traiter"), _("Dès qu'une réclamation arrive."), _("Les gestionnaires")),
          ("accusee", _("Réclamation reçue"), _("Quand il en est accusé réception."), QUI_RECLAME),
          ("repondue", _("Réponse à une réclamation"), _("À chaque réponse."), QUI_RECLAME),
          ("completee", _("Réclamation complétée"), _("Quand la personne ajoute un message."), _("Qui la suit")),
          ("close", _("Réclamation close"), _("À la clôture."), QUI_RECLAME),
      )),
]  # fmt: skip
