from datetime import date, timedelta

import pytest
from django.utils import timezone

from academie.regles import Refus
from besoins.models import Programme
from sessions.actions.formateur import (
    ajouter_titre,
    completer_fiche,
    justifier_enseignement,
    noter_entretien,
    retirer_enseignement,
    retirer_titre,
    verifier_titre,
)
from sessions.models import Enseignement, EntretienFormateur, FicheFormateur, Titre
from tests.sessions.fabriques import relire, version_publiee
from tests.sessions.pieces import PDF, fichier, image


def fiche(d, **autres):
    valeurs = {"presentation": "Dix ans de médiation", "statut": "interne", "declaration": ""}
    return completer_fiche(formateur=d.formateur, par=d.formateur, **valeurs | autres)


def titre(d, **autres):
    valeurs = {"formateur": d.formateur, "intitule": "Licence", "organisme": "Rennes 2", "annee": 2015}
    return ajouter_titre(par=d.formateur, **valeurs | autres)


def programme(d) -> Programme:
    return Programme.objects.first() or version_publiee(d).programme


def justifier(d, **autres):
    valeurs = {"programme": programme(d), "titre": None, "experience": "Cinq ans en espace public numérique"}
    return justifier_enseignement(formateur=d.formateur, par=d.formateur, **valeurs | autres)


def entretien(d, jour=date(2026, 3, 2), conclusion="Tout va bien", par=None):
    return noter_entretien(formateur=d.formateur, jour=jour, conclusion=conclusion, par=par or d.gestionnaire)


# Who they are


def test_la_fiche_se_complete_et_garde_son_cv(d):
    fiche(d, fichier=fichier(PDF))
    seconde = fiche(d, presentation="Onze ans")
    assert FicheFormateur.objects.count() == 1
    with seconde.cv.open() as cv:
        assert (seconde.presentation, cv.read()) == ("Onze ans", PDF)
    assert seconde.cv.name.startswith("formateurs/")


def test_un_nouveau_cv_remplace_l_ancien(d, django_capture_on_commit_callbacks):
    ancien = fiche(d, fichier=fichier(PDF)).cv
    with django_capture_on_commit_callbacks(execute=True):
        nouvelle = fiche(d, fichier=fichier(PDF + b"%%EOF\n"))
    assert nouvelle.cv.name != ancien.name
    assert not ancien.storage.exists(ancien.name)


def test_refus_d_une_personne_externe_sans_declaration(d):
    with pytest.raises(Refus, match="numéro de déclaration") as refus:
        fiche(d, statut="externe")
    assert refus.value.champ == "declaration"
    assert fiche(d, statut="externe", declaration="53 35 09999 35").statut == "externe"


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        (b"MZ" + b"0" * 100, "n'est pas un PDF"),
        (image("PNG"), "Déposez le CV en PDF"),
        (b"%PDF-1.4" + b"0" * 6 * 1024 * 1024 + b"%%EOF", "dépasse 5 Mo"),
    ],
)
def test_refus_d_un_cv_qui_n_en_est_pas_un(d, contenu, phrase):
    with pytest.raises(Refus, match=phrase) as refus:
        fiche(d, fichier=fichier(contenu, "cv.pdf"))
    assert refus.value.champ == "fichier"
    assert not FicheFormateur.objects.exists()


# Titles


def test_un_titre_ajoute_deux_fois_est_garde_une_fois(d):
    assert titre(d, fichier=fichier(PDF)) == titre(d, fichier=fichier(PDF))
    assert Titre.objects.count() == 1


def test_refus_d_un_diplome_a_venir(d):
    with pytest.raises(Refus, match="à venir") as refus:
        titre(d, annee=timezone.localdate().year + 1)
    assert refus.value.champ == "annee"


def test_verifier_dit_qui_et_quand_une_fois(d):
    verifie = verifier_titre(titre=titre(d, fichier=fichier(PDF)), par=d.gestionnaire)
    verifier_titre(titre=verifie, par=d.administrateur)
    assert (relire(verifie).verifie_par, relire(verifie).verifie_le) == (d.gestionnaire, verifie.verifie_le)


def test_refus_de_verifier_sans_copie_ou_pour_soi(d):
    with pytest.raises(Refus, match="Aucune copie"):
        verifier_titre(titre=titre(d), par=d.gestionnaire)
    with pytest.raises(Refus, match="Une autre personne"):
        verifier_titre(titre=titre(d, fichier=fichier(PDF)), par=d.formateur)


def test_refus_de_retirer_un_titre_dont_depend_un_programme(d):
    licence = titre(d)
    enseignement = justifier(d, titre=licence)
    with pytest.raises(Refus, match="repose sur ce titre"):
        retirer_titre(titre=licence, par=d.formateur)
    for _clic in range(2):
        retirer_enseignement(enseignement=enseignement, par=d.formateur)
        retirer_titre(titre=licence, par=d.formateur)
    assert not Titre.objects.en_vigueur().exists()


# What they teach


def test_justifier_a_nouveau_remplace(d):
    licence = titre(d)
    justifier(d)
    for _clic in range(2):
        justifier(d, titre=licence, experience="")
    enseignement = Enseignement.objects.get()
    assert (enseignement.titre, enseignement.experience) == (licence, "")


def test_refus_sans_titre_ni_experience(d):
    with pytest.raises(Refus, match="Choisissez un titre ou décrivez") as refus:
        justifier(d, experience=" ")
    assert refus.value.champ == "experience"


def test_refus_du_titre_d_une_autre_personne(d):
    with pytest.raises(Refus, match="n'est pas celui de cette personne") as refus:
        justifier(d, titre=titre(d, formateur=d.autre_formateur))
    assert refus.value.champ == "titre"


# The yearly review


def test_l_entretien_s_ecrit_une_fois_et_ne_se_reecrit_pas(d):
    for _clic in range(2):
        entretien(d)
    assert EntretienFormateur.objects.get().mene_par == d.gestionnaire
    with pytest.raises(Refus, match="ne se réécrit pas") as refus:
        entretien(d, conclusion="Autre chose")
    assert refus.value.champ == "jour"


def test_refus_d_un_entretien_a_venir_ou_avec_soi_meme(d):
    with pytest.raises(Refus, match="pas encore eu lieu"):
        entretien(d, jour=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Refus, match="mène votre entretien"):
        entretien(d, par=d.formateur)
