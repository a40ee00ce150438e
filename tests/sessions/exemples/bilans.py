from django.utils import timezone

from besoins.models import Financement
from sessions.actions.temps import ajouter_temps, attester_mois, ouvrir_mois
from tests.sessions.emargements import contresigner_tout, session_au
from tests.sessions.fabriques import session_ouverte


def financement(d) -> Financement:
    return Financement.objects.get_or_create(
        nom="Europ'Act",
        defaults={
            "debut": timezone.localdate().replace(month=1, day=1),
            "fonds": "feder",
            "mention": "Cofinancé par l'Union européenne",
        },
    )[0]


def mois_de(d, personne):
    jour = timezone.localdate()
    mois = ouvrir_mois(utilisateur=personne, financement=financement(d), mois=jour)
    ajouter_temps(mois=mois, jour=jour, minutes=90, activite="Préparation des supports")
    return mois


def _mois(d):
    return {"pk": mois_de(d, d.concepteur).pk}


def _atteste(d):
    return {"pk": attester_mois(mois=mois_de(d, d.concepteur)).pk}


def _liste(d):
    mois_de(d, d.concepteur)
    return {}


def _ligne(d):
    mois = mois_de(d, d.concepteur)
    return {"pk": mois.pk, "ligne": mois.lignes.get().pk}


def bpf_de(d) -> dict:
    """The year of a session that was signed."""
    session = session_au(d, dans=-10, personnes=[d.animateur])
    contresigner_tout(session, d)
    return {"annee": timezone.localdate(session.debut).year}


def _finance(d):
    mois_de(d, d.concepteur)
    session_ouverte(d).version.financements.add(financement(d))
    return {"pk": financement(d).pk}


EXEMPLES = {
    "sessions:bpf_list": lambda d: bpf_de(d) and {},
    "sessions:bpf_detail": bpf_de,
    "sessions:bpf_xlsx": bpf_de,
    "sessions:bpf_montants": bpf_de,
    "sessions:bpf_specialites": lambda d: bpf_de(d) and {},
    "sessions:bpf_stagiaires": bpf_de,
    "sessions:bpf_formateurs": bpf_de,
    "sessions:financeur_list": lambda d: _finance(d) and {},
    "sessions:financeur_detail": _finance,
    "sessions:financeur_xlsx": _finance,
    "sessions:temps_list": _liste,
    "sessions:temps_detail": _mois,
    "sessions:temps_ajouter": _mois,
    "sessions:temps_reprendre": _mois,
    "sessions:temps_attester": _mois,
    "sessions:temps_valider": _atteste,
    "sessions:temps_renvoyer": _atteste,
    "sessions:temps_retirer": _ligne,
}
