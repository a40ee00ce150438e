import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from academie.models import Structure, Theme
from academie.regles import Refus
from sessions.actions.bpf import dire_specialites, saisir_montants
from sessions.models import FicheFormateur
from sessions.queries.bpf import arrondir, bilan, filtrer, interventions, rangees, stagiaires
from tests.sessions.emargements import contresigner_tout, session_au
from tests.sessions.fabriques import animateurs, version_publiee


@given(st.lists(st.integers(0, 10_000), max_size=12))
def test_les_heures_des_lignes_font_le_total(minutes):
    heures = arrondir(minutes)
    assert sum(heures) == round(sum(minutes) / 60)
    assert all(abs(heure - m / 60) < 1 for heure, m in zip(heures, minutes, strict=True))


@pytest.fixture
def annee(d):
    """One person of a public space, two of an association, 6 h 30 each; one more who never came."""
    association = Structure.objects.create(nom="Les Claviers", genre="association", territoire=d.commune)
    absente, *deux = animateurs(3, structure=association)
    session = session_au(d, dans=-10, personnes=[d.animateur, absente, *deux])
    contresigner_tout(session, d, sauf=[absente])
    return timezone.localdate(session.debut).year


def cadre(annee, code):
    return next(cadre for cadre in bilan(annee).cadres if cadre.code == code)


def test_les_stagiaires_par_type_d_apres_l_emargement(annee):
    prives, autres = cadre(annee, "F-1").lignes
    assert (prives.nombre, prives.heures) == (2, 13)
    assert (autres.nombre, autres.heures) == (1, 7)
    total = cadre(annee, "F-1").total
    assert (total.nombre, total.heures) == (3, 20)


def test_les_cadres_f_disent_le_meme_total(annee):
    totaux = {code: cadre(annee, code).total for code in ("F-1", "F-3", "F-4")}
    assert {(total.nombre, total.heures) for total in totaux.values()} == {(3, 20)}


def test_chaque_ligne_mene_a_son_detail(annee):
    lignes = stagiaires(annee)
    assert lignes.count() == 3
    assert filtrer(lignes, genre="a").count() == 2
    assert [ligne["total"] for ligne in filtrer(lignes, genre="e")] == [390]
    assert not filtrer(lignes, distance=True).exists()
    assert not filtrer(lignes, specialite="326").exists()


def test_une_specialite_dite_sort_des_manques(annee):
    assert any("spécialité" in manque for manque in bilan(annee).manques)
    assert [ligne.libelle for ligne in cadre(annee, "F-4").lignes] == ["Spécialité à indiquer"]
    dire_specialites(specialites={theme.pk: "326" for theme in Theme.objects.all()})
    (ligne,) = cadre(annee, "F-4").lignes
    assert (ligne.libelle[:3], ligne.heures) == ("326", 20)
    assert not any("spécialité" in manque for manque in bilan(annee).manques)


def test_quatre_specialites_puis_les_autres(d):
    codes = ["110", "310", "320", "326", "335"]
    for rang, code in enumerate(codes):
        version = version_publiee(d, slug=f"p{rang}", titre=f"Programme {rang}", theme=f"theme-{rang}")
        Theme.objects.filter(slug=f"theme-{rang}").update(specialite=code)
        session = session_au(d, dans=-10 - rang, personnes=[d.animateur], version=version)
        contresigner_tout(session, d)
    lignes = cadre(timezone.localdate(session.debut).year, "F-4").lignes
    assert len(lignes) == 5
    assert (lignes[-1].libelle, lignes[-1].nombre) == ("Autres spécialités", 1)


def test_qui_dispense_combien(d, annee):
    (ligne,) = interventions(annee)
    assert ligne["demi_journees"] == 2
    (sans_fiche,) = cadre(annee, "E").lignes
    assert (sans_fiche.libelle, sans_fiche.nombre, sans_fiche.heures) == ("Statut à indiquer", 1, 6)
    FicheFormateur.objects.create(formateur=d.formateur, statut="externe")
    (externes,) = cadre(annee, "E").lignes
    assert externes.libelle.startswith("Personnes extérieures")
    assert cadre(annee, "E").total.heures == 6


def test_une_demi_journee_non_signee_ne_compte_pas(d):
    session = session_au(d, dans=-10, personnes=[d.animateur])
    assert cadre(timezone.localdate(session.debut).year, "F-1").total.nombre == 0


def test_les_montants_saisis(d, annee):
    saisir_montants(annee=annee, montants={"C4": 12_000, "C6": 3_000, "D1": 9_000, "D2": 4_000}, par=d.gestionnaire)
    saisir_montants(annee=annee, montants={"C4": 12_000, "C6": 3_000, "D1": 9_000, "D2": 4_000}, par=d.gestionnaire)
    assert cadre(annee, "C").total.euros == 15_000
    assert cadre(annee, "D").lignes[0].euros == 9_000


def test_les_parts_des_charges_ne_depassent_pas_leur_total(d, annee):
    with pytest.raises(Refus, match="inférieur à ses deux parts"):
        saisir_montants(annee=annee, montants={"D1": 10, "D2": 11}, par=d.gestionnaire)


def test_le_tableau_d_un_tableur(annee):
    lignes = list(rangees(bilan(annee)))
    assert ["F-1", "Total", 3, 20, None] in lignes


@pytest.mark.parametrize("nombre", [1, 12])
def test_autant_de_requetes_quel_que_soit_le_nombre(d, nombre, django_assert_num_queries):
    session = session_au(d, dans=-10, personnes=animateurs(nombre, structure=d.structure))
    contresigner_tout(session, d)
    with django_assert_num_queries(4):
        bilan(timezone.localdate(session.debut).year)
