"""The team of a référente: what it proves, what is to come, each career opened in the open."""

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from academie.autorisations.table import Role
from academie.models import Affectation
from academie.regles import regle
from certificats.models import Consultation, Exigence
from certificats.queries.equipe import equipe_de
from certificats.queries.projection import avenir_de, departs_prevus, horizon
from tests.certificats.equipes import demain, equipe, hier, poste, prouver
from tests.certificats.fabriques import certificat, competence, fiche
from tests.distribution import personne


def texte(reponse) -> str:
    return b"".join(reponse).decode()


@pytest.fixture
def metier(db):
    return fiche(c1_1=4, c1_2=3)


@pytest.fixture
def page(connecter, d):
    """`page("equipe_detail")` as the référente of the structure."""
    client = connecter(d.referent)
    return lambda nom, *args, **questions: client.get(reverse(f"certificats:{nom}", args=args), questions)


class TestMatrice:
    def test_prouve_constate_et_declare_restent_a_part(self, d, metier):
        poste(d.animateur, metier, d.structure)
        prouver(d.animateur, "1.1", 2)
        prouver(d.animateur, "1.1", 5, nature="tiers")
        prouver(d.animateur, "1.1", 7, nature="auto_evaluation")
        [membre] = equipe_de(d.referent).membres
        ecart, sans_rien = membre.ecarts
        assert (ecart.prouve.niveau, ecart.constate.niveau, ecart.declare.niveau) == (2, 5, 7)
        assert ecart.manque == 2  # what is observed or declared closes nothing
        assert (sans_rien.prouve, sans_rien.manque) == (None, 3)
        assert membre.prouvees == 0

    def test_la_page_le_dit_avec_des_mots(self, d, metier, page):
        poste(d.animateur, metier, d.structure)
        prouver(d.animateur, "1.1", 4)
        prouver(d.animateur, "1.2", 2, nature="auto_evaluation")
        contenu = texte(page("equipe_detail"))
        assert "1 sur 2" in contenu
        assert "niveau atteint, prouvé\xa0: 4, demandé\xa0: 4" in contenu
        assert "3 niveaux à gagner, prouvé\xa0: 0, demandé\xa0: 3" in contenu
        assert "déclaré\xa0:" in contenu

    def test_les_personnes_employees_aujourd_hui_et_elles_seules(self, d, page):
        ancienne = personne("ancienne-salariee", Role.ANIMATEUR, d.structure)
        Affectation.objects.filter(utilisateur=ancienne).update(debut=hier(30), fin=hier())
        contenu = texte(page("equipe_detail"))
        assert str(d.animateur) in contenu
        assert str(ancienne) not in contenu
        assert str(d.autre_animateur) not in contenu

    def test_le_filtre_garde_une_fiche_ou_une_competence(self, d, metier, page):
        autre_fiche = fiche(titre="Coordinatrice", c1_3=6)
        poste(d.animateur, metier, d.structure)
        coordinatrice = personne("coordinatrice-test", Role.ANIMATEUR, d.structure)
        poste(coordinatrice, autre_fiche, d.structure)
        gardee = page("equipe_detail", fiche=autre_fiche.pk).context["equipe"]
        assert [membre.personne for membre in gardee.membres] == [coordinatrice]
        gardee = page("equipe_detail", competence=competence("1.2").pk).context["equipe"]
        assert gardee.competences == [competence("1.2")]
        inconnue = page("equipe_detail", fiche="999999").context["equipe"]
        assert len(inconnue.membres) == 2

    def test_une_personne_sans_fiche_parait_quand_meme(self, d, page):
        assert "aucune fiche de poste" in texte(page("equipe_detail"))

    def test_une_equipe_vide_le_dit(self, d, page):
        Affectation.objects.filter(role=Role.ANIMATEUR).delete()
        assert "Personne dans votre équipe" in texte(page("equipe_detail"))

    def test_le_nombre_de_requetes_ne_depend_pas_de_l_equipe(self, d, metier, page, django_assert_num_queries):
        for nom, combien in (("p", 1), ("q", 29)):
            equipe(d.structure, metier, prouvent=combien, manquent=0, nom=nom)
            with django_assert_num_queries(9):
                page("equipe_detail")


class TestTransmission:
    def test_qui_prouve_le_niveau_utile_peut_former_qui_ne_l_a_pas(self, d, metier, page):
        poste(d.animateur, metier, d.structure)
        savante = personne("savante-test", Role.ANIMATEUR, d.structure)
        debutante = personne("debutante-test", Role.ANIMATEUR, d.structure)
        poste(debutante, metier, d.structure)
        prouver(savante, "1.1", 4)
        prouver(debutante, "1.1", 3)
        [transmission] = equipe_de(d.referent).transmissions
        assert transmission.competence == competence("1.1")
        assert transmission.prouvent == [savante]
        assert set(transmission.manque_a) == {d.animateur, debutante}
        assert f"{d.animateur}, {debutante}" in texte(page("equipe_detail"))

    @pytest.mark.parametrize(("niveau", "nature"), [(3, "reconnaissance"), (8, "tiers"), (8, "auto_evaluation")])
    def test_ni_un_niveau_trop_bas_ni_ce_qui_n_est_pas_prouve(self, d, metier, niveau, nature):
        poste(d.animateur, metier, d.structure)
        prouver(personne("savante-test", Role.ANIMATEUR, d.structure), "1.1", niveau, nature=nature)
        assert equipe_de(d.referent).transmissions == []


class TestTableur:
    def test_une_ligne_par_personne_et_competence(self, d, metier, page):
        poste(d.animateur, metier, d.structure)
        prouver(d.animateur, "1.1", 2, le=hier(30))
        entete, premiere, seconde = texte(page("equipe_csv")).splitlines()
        assert entete.startswith("\ufeffPersonne;Fiche de poste;Compétence")
        assert f";Palier 2;{hier(30).isoformat()};" in premiere
        assert premiere.endswith(";2")
        assert seconde.endswith(";3")

    def test_aucune_formule_vivante(self, d, metier, page):
        d.animateur.prenom = "=HYPERLINK("
        d.animateur.save()
        poste(d.animateur, metier, d.structure)
        assert "\n'=HYPERLINK(" in texte(page("equipe_csv")).replace("\r", "")
        classeur = CalamineWorkbook.from_filelike(BytesIO(b"".join(page("equipe_xlsx"))))
        rangees = classeur.get_sheet_by_index(0).to_python()
        assert rangees[1][0].startswith("'=HYPERLINK(")


class TestAvenir:
    def test_un_poste_qui_se_termine_emporte_ce_que_lui_seul_prouve(self, d, metier):
        poste(d.animateur, metier, d.structure, fin=demain(60))
        collegue = personne("collegue-test", Role.ANIMATEUR, d.structure)
        for qui, code in ((d.animateur, "1.1"), (d.animateur, "1.2"), (collegue, "1.2")):
            prouver(qui, code, 4)
        [depart] = avenir_de(d.referent).departs
        assert (depart.personne, depart.le, depart.partagees) == (d.animateur, demain(60), 1)
        assert [une.competence for une in depart.seule] == [competence("1.1")]

    def test_qui_garde_un_autre_poste_ou_part_plus_tard_reste(self, d, metier):
        poste(d.animateur, metier, d.structure, fin=demain(60))
        poste(d.animateur, None, d.autre_structure)
        tardive = personne("tardive-test", Role.ANIMATEUR, d.structure)
        poste(tardive, metier, d.structure, fin=demain(regle("projection.horizon") + 1))
        assert departs_prevus([d.animateur, tardive], horizon()) == {}

    def test_la_fin_du_rattachement_compte_aussi(self, d):
        Affectation.objects.filter(utilisateur=d.animateur).update(fin=demain(9))
        assert departs_prevus([d.animateur], horizon()) == {d.animateur.pk: demain(9)}

    def test_une_seule_personne_porte_ce_que_demande_un_poste(self, d, metier):
        poste(d.animateur, metier, d.structure)
        prouver(d.animateur, "1.1", 4)
        prouver(d.animateur, "1.4", 4)  # no post asks it
        assert [une.competence for une in avenir_de(d.referent).uniques] == [competence("1.1")]

    def test_une_preuve_bientot_ancienne_est_annoncee(self, d):
        prouver(d.animateur, "1.1", 4, le=hier(365 * 4))
        prouver(d.animateur, "1.2", 4, le=hier(10))
        assert [une.competence for une in avenir_de(d.referent).vieillissantes] == [competence("1.1")]

    @pytest.mark.parametrize(("prouvees", "prete"), [(3, False), (4, True), (5, True)])
    def test_qui_prouve_assez_de_l_etape_suivante_est_pret(self, d, metier, prouvees, prete):
        suivante = fiche(titre="Responsable", c2_1=4, c2_2=4, c2_3=4, c2_4=4, c2_5=4)
        lointaine = fiche(titre="Cheffe de projet", c2_1=1)
        for une, echelon in ((metier, 2), (suivante, 3), (lointaine, 5)):
            une.echelon = echelon
            une.save()
        poste(d.animateur, metier, d.structure)
        for rang in range(1, prouvees + 1):
            prouver(d.animateur, f"2.{rang}", 4)
        prets = avenir_de(d.referent).prets
        assert [(pret.fiche, pret.prouvees, pret.total) for pret in prets] == [(suivante, prouvees, 5)] * prete

    def test_la_page_se_lit_vide_et_pleine(self, d, metier, page, django_assert_num_queries):
        assert "Aucun poste ne se termine dans ce délai." in texte(page("equipe_avenir"))
        for nom, combien in (("p", 1), ("q", 29)):
            equipe(d.structure, metier, prouvent=combien, manquent=0, nom=nom)
            with django_assert_num_queries(12):
                page("equipe_avenir")


class TestParcoursDUnePersonne:
    def test_il_s_ouvre_par_un_geste_note(self, d, metier, page, client):
        poste(d.animateur, metier, d.structure)
        fermee = texte(page("personne_detail", d.animateur.pk))
        assert "Votre lecture est notée" in fermee
        assert "Ce que demande le poste" not in fermee
        assert not Consultation.objects.exists()
        for _clic in range(2):
            client.post(reverse("certificats:personne_ouvrir", args=[d.animateur.pk]))
        consultation = Consultation.objects.get()
        assert (consultation.lecteur, consultation.utilisateur) == (d.referent, d.animateur)
        assert "Ce que demande le poste" in texte(page("personne_detail", d.animateur.pk))

    def test_les_certificats_des_formations_suivies_chez_elle(self, d, page, client):
        sien = certificat(d)
        client.force_login(d.referent, backend="django.contrib.auth.backends.ModelBackend")
        client.post(reverse("certificats:personne_ouvrir", args=[d.animateur.pk]))
        assert sien.get_absolute_url() in texte(page("personne_detail", d.animateur.pk))

    def test_l_ancien_employeur_ne_voit_plus_rien_le_lendemain(self, d, page, client):
        client.post(reverse("certificats:personne_ouvrir", args=[d.animateur.pk]))
        Affectation.objects.filter(utilisateur=d.animateur).update(debut=hier(30), fin=hier())
        assert page("personne_detail", d.animateur.pk).status_code == 404
        assert client.post(reverse("certificats:personne_ouvrir", args=[d.animateur.pk])).status_code == 404

    def test_celui_d_une_autre_structure_est_introuvable(self, d, page):
        assert page("personne_detail", d.autre_animateur.pk).status_code == 404


def test_une_fiche_qui_ne_demande_plus_rien(d, page):
    vide = fiche(c1_1=4)
    Exigence.objects.all().delete()
    poste(d.animateur, vide, d.structure)
    assert page("equipe_detail").status_code == 200
