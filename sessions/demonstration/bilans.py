"""The demonstration's steering: time sheets in each state, the accounts of last year, the specialities of the themes."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from academie.models import Theme, Utilisateur
from besoins.models import Financement
from sessions.actions.bpf import dire_specialites, saisir_montants
from sessions.actions.temps import ajouter_temps, attester_mois, ouvrir_mois, reprendre_les_sessions, valider_mois
from sessions.models import MontantBPF

COMPTES = {"C4": 48_000, "C6": 12_500, "C8": 6_000, "D1": 61_200, "D2": 31_400, "D3": 14_800}


@transaction.atomic
def raconter_bilans() -> None:
    gestionnaire = Utilisateur.objects.filter(email="gestionnaire@demo.example").first()
    formateur = Utilisateur.objects.filter(email="formateur@demo.example").first()
    if not (gestionnaire and formateur) or MontantBPF.objects.exists():
        return
    dire_specialites(
        specialites=dict.fromkeys(Theme.objects.values_list("pk", flat=True), Theme.Specialite.INFORMATIQUE)
    )
    saisir_montants(annee=timezone.localdate().year - 1, montants=COMPTES, par=gestionnaire)
    for financement in Financement.objects.exclude(fonds="").order_by("pk")[:1]:
        _feuilles(financement, formateur, gestionnaire)


def _feuilles(financement, formateur, gestionnaire) -> None:
    """This month begun, last month attested, the one before validated."""
    mois = timezone.localdate().replace(day=1)
    for rang in range(3):
        if mois < financement.debut:
            return
        feuille = reprendre_les_sessions(mois=ouvrir_mois(utilisateur=formateur, financement=financement, mois=mois))
        ajouter_temps(mois=feuille, jour=mois, minutes=150, activite="Préparation des supports et des cas locaux")
        if rang:
            feuille = attester_mois(mois=feuille)
        if rang == 2:
            valider_mois(mois=feuille, par=gestionnaire)
        mois = (mois - timedelta(days=1)).replace(day=1)
