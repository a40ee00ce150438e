"""What is written about the employer's agreement: to who decides, to the person, to the référents of the structure."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from academie.actions.message import Lettre, mettre_en_file, mettre_en_file_en_nombre
from academie.autorisations.table import Role
from academie.branchements.gabarits import Gabarit
from academie.models import Affectation, Utilisateur
from sessions.models import AccordEmployeur, Inscription
from sessions.notifications.exemples import EXEMPLES
from sessions.queries.accord import chemin, faits

THEME = gettext_lazy("Accord de l'employeur")
PERSONNE = {
    "prenom": gettext_lazy("Prénom de la personne à qui l'on écrit"),
    "personne": gettext_lazy("Prénom et nom de la personne inscrite"),
    "titre": gettext_lazy("Titre de la formation"),
    "periode": gettext_lazy("Dates de la session"),
    "lien": gettext_lazy("Adresse de la page où agir"),
}
DECIDEUR = {cle: PERSONNE[cle] for cle in ("personne", "titre", "periode", "lien")} | {
    "structure": gettext_lazy("Nom de la structure"),
    "faits": gettext_lazy("Ce que l'employeur doit savoir, un fait par ligne"),
    "avant_le": gettext_lazy("Moment avant lequel répondre"),
}
A_LA_PERSONNE = gettext_lazy("La personne inscrite")
A_QUI_DECIDE = gettext_lazy("La personne qui donne l'accord")
GABARITS = (
    Gabarit(
        exemples=EXEMPLES,
        code="sessions/messages/accord_demande.txt",
        theme=THEME,
        titre=gettext_lazy("Accord demandé"),
        quand=gettext_lazy("Quand une personne s'inscrit et que sa structure donne son accord"),
        a_qui=A_QUI_DECIDE,
        variables=DECIDEUR,
        obligatoires=frozenset({"lien"}),
    ),
    Gabarit(
        exemples=EXEMPLES,
        code="sessions/messages/accord_rappele.txt",
        theme=THEME,
        titre=gettext_lazy("Accord rappelé"),
        quand=gettext_lazy("À mi-délai, sans réponse"),
        a_qui=gettext_lazy("La personne qui donne l'accord, et celle qui la supplée"),
        variables=DECIDEUR,
        obligatoires=frozenset({"lien"}),
    ),
    Gabarit(
        exemples=EXEMPLES,
        code="sessions/messages/accord_donne.txt",
        theme=THEME,
        titre=gettext_lazy("Accord donné à une personne qui attend une place"),
        quand=gettext_lazy("Quand l'employeur accepte et que la session est complète"),
        a_qui=A_LA_PERSONNE,
        variables=PERSONNE,
    ),
    Gabarit(
        exemples=EXEMPLES,
        code="sessions/messages/accord_refuse.txt",
        theme=THEME,
        titre=gettext_lazy("Accord refusé"),
        quand=gettext_lazy("Quand l'employeur refuse"),
        a_qui=A_LA_PERSONNE,
        variables=PERSONNE | {"motif": gettext_lazy("Motif du refus"), "par": gettext_lazy("Qui a refusé")},
    ),
    Gabarit(
        exemples=EXEMPLES,
        code="sessions/messages/accord_expire.txt",
        theme=THEME,
        titre=gettext_lazy("Accord non reçu à temps"),
        quand=gettext_lazy("Quand le délai passe sans réponse"),
        a_qui=A_LA_PERSONNE,
        variables=PERSONNE,
    ),
    Gabarit(
        exemples=EXEMPLES,
        code="sessions/messages/accord_suite.txt",
        theme=THEME,
        titre=gettext_lazy("Ce que devient une demande d'accord"),
        quand=gettext_lazy("Quand l'employeur a répondu, ou n'a pas répondu à temps"),
        a_qui=gettext_lazy("Les référentes et référents de la structure"),
        variables=PERSONNE | {"issue": gettext_lazy("Ce qui a été décidé, en une phrase")},
        groupable=True,
    ),
)


def accord_demande(accord: AccordEmployeur) -> None:
    """The link that answers, to who decides."""
    _demander(accord, "demande", [accord.email])


def accord_rappele(accord: AccordEmployeur) -> None:
    """The same link, once more, to who decides and to who stands in for them."""
    _demander(accord, "rappele", [email for email in (accord.email, accord.email_suppleant) if email])


def accord_donne(accord: AccordEmployeur) -> None:
    """Who waits still waits; who held a seat is told by its confirmation."""
    if accord.inscription.etat != Inscription.Etat.CONFIRMEE:
        _a_la_personne(accord, "donne")
    _aux_referents(accord, _("%(qui)s a donné son accord.") % {"qui": accord.decide_par})


def accord_refuse(accord: AccordEmployeur) -> None:
    _a_la_personne(accord, "refuse", motif=accord.motif, par=accord.decide_par)
    _aux_referents(accord, _("%(qui)s a refusé : %(motif)s") % {"qui": accord.decide_par, "motif": accord.motif})


def accord_expire(accord: AccordEmployeur) -> None:
    _a_la_personne(accord, "expire")
    _aux_referents(accord, _("Personne n'a répondu à temps : l'inscription est annulée, la place est rendue."))


def _demander(accord: AccordEmployeur, fait: str, adresses: list[str]) -> None:
    contexte = {nom: valeur for nom, valeur in _contexte(accord).items() if nom in DECIDEUR} | {
        "structure": str(accord.inscription.structure),
        "faits": "\n".join(f"{terme} : {valeur}" for terme, valeur in faits(accord)),
        "avant_le": f"{francais.date_longue(accord.expire_le)}, {francais.heure(accord.expire_le)}",
        "lien": settings.BASE_URL + chemin(accord),
    }
    mettre_en_file_en_nombre(
        gabarit=f"sessions/messages/accord_{fait}.txt",
        lettres=[
            Lettre(f"accord.{fait}:{accord.pk}:{accord.numero}:{rang}", adresse, contexte, dossier=_dossier(accord))
            for rang, adresse in enumerate(adresses)
        ],
    )


def _a_la_personne(accord: AccordEmployeur, fait: str, **autres: str) -> None:
    personne = accord.inscription.utilisateur
    mettre_en_file(
        cle=f"accord.{fait}:{accord.pk}",
        gabarit=f"sessions/messages/accord_{fait}.txt",
        contexte=_contexte(accord) | {"prenom": personne.prenom} | autres,
        utilisateur=personne,
        dossier=_dossier(accord),
    )


def _aux_referents(accord: AccordEmployeur, issue: str) -> None:
    """Those of the structure today, but the person herself."""
    affectations = Affectation.objects.du_jour().filter(role=Role.REFERENT, structure=accord.inscription.structure)
    referents = Utilisateur.objects.filter(is_active=True, pk__in=affectations.values("utilisateur"))
    mettre_en_file_en_nombre(
        gabarit="sessions/messages/accord_suite.txt",
        lettres=[
            Lettre(
                f"accord.suite:{accord.pk}:{referent.pk}",
                referent.email,
                _contexte(accord) | {"prenom": referent.prenom, "issue": issue},
                utilisateur=referent,
                dossier=_dossier(accord),
            )
            for referent in referents.exclude(pk=accord.inscription.utilisateur_id)
        ],
    )


def _contexte(accord: AccordEmployeur) -> dict[str, str]:
    inscription = accord.inscription
    terminee = inscription.etat == Inscription.Etat.ANNULEE
    page = inscription.session.get_absolute_url() if terminee else inscription.get_absolute_url()
    return {
        "personne": str(inscription.utilisateur),
        "titre": inscription.session.titre,
        "periode": francais.periode(inscription.session.debut, inscription.session.fin),
        "lien": settings.BASE_URL + page,
    }


def _dossier(accord: AccordEmployeur) -> str:
    return f"inscription:{accord.inscription_id}"
