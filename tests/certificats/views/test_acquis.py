"""The competences of a person: declared by them, seen by others, proved. Three columns, a history, nothing overwritten."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.models import Message
from certificats.actions.acquis import declarer_niveaux, evaluer_competence
from certificats.models import Acquis
from certificats.queries.acquis import niveaux_actuels
from tests.certificats.fabriques import certificat, competence, fiche, relire, session_tenue
from tests.certificats.queries.test_acquis import acquis

LISTE = reverse("certificats:acquis_list")
Nature = Acquis.Nature


def page(nom, *args):
    return reverse(f"certificats:{nom}", args=args)


def texte(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ")


def declares(personne) -> list[int]:
    return list(Acquis.objects.filter(utilisateur=personne).order_by("pk").values_list("niveau", flat=True))


class TestTableau:
    def test_trois_colonnes_avec_leur_date_et_leur_preuve(self, connecter, d):
        delivre = certificat(d)
        acquis(d.animateur, 6)
        evaluer_competence(
            personne=d.animateur, par=d.referent, competence=competence(), niveau=5, faits="A animé seule."
        )
        lu = texte(connecter(d.animateur).get(LISTE))
        assert "Palier 6" in lu
        assert "auto-évaluation" in lu
        assert "Palier 5" in lu
        assert str(d.referent) in lu
        assert "Palier 4" in lu
        assert delivre.get_absolute_url() in lu
        assert "à revoir" not in lu

    def test_un_niveau_ancien_le_dit(self, connecter, d):
        acquis(d.animateur, 6, il_y_a=2000)
        assert "ancien, à revoir" in texte(connecter(d.animateur).get(LISTE))

    def test_on_ne_lit_que_ses_competences(self, connecter, d):
        acquis(d.autre_animateur, 6)
        assert "Palier 6" not in texte(connecter(d.animateur).get(LISTE))
        assert "Palier 6" not in texte(connecter(d.animateur).get(page("acquis_detail", competence().pk)))

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_est_constant(self, connecter, d, nombre, django_assert_num_queries):
        for rang in range(1, nombre + 1):
            acquis(d.animateur, 3, code=f"1.{rang}")
        client = connecter(d.animateur)
        with django_assert_num_queries(6):
            client.get(LISTE)


class TestAutoEvaluation:
    def test_seul_ce_qui_change_s_ecrit_rien_ne_s_ecrase(self, connecter, d):
        url, champ = page("auto_evaluation_fiche", fiche().pk, 1), f"c{competence().pk}"
        client = connecter(d.animateur)
        assert "Palier 3" in texte(client.get(url))
        for niveau in ("3", "3", "", "5"):
            assert client.post(url, {champ: niveau})["Location"] == LISTE
        assert declares(d.animateur) == [3, 5]
        assert client.get(url).context["form"][champ].initial == "5"

    def test_un_niveau_ancien_se_redit(self, d):
        acquis(d.animateur, 3, il_y_a=2000)
        declarer_niveaux(utilisateur=d.animateur, niveaux={competence().pk: 3})
        declarer_niveaux(utilisateur=d.animateur, niveaux={competence().pk: 3})
        assert declares(d.animateur) == [3, 3]

    def test_un_referentiel_s_enregistre_domaine_par_domaine(self, connecter, d):
        premiere, seconde = competence("1.1"), competence("2.1")
        pages = [page("auto_evaluation_referentiel", premiere.domaine.referentiel_id, rang) for rang in (1, 2, 3)]
        client = connecter(d.animateur)
        assert client.post(pages[0], {f"c{premiere.pk}": "2"})["Location"] == pages[1]
        assert client.post(pages[1], {f"c{seconde.pk}": "0"})["Location"] == LISTE
        assert client.get(pages[2]).status_code == 404
        assert declares(d.animateur) == [2, 0]

    def test_un_niveau_hors_de_l_echelle_est_refuse_le_reste_garde(self, connecter, d):
        poste = fiche(c1_1=3, c1_2=3)
        url, autre = page("auto_evaluation_fiche", poste.pk, 1), competence("1.2")
        reponse = connecter(d.animateur).post(url, {f"c{competence().pk}": "99", f"c{autre.pk}": "4"})
        assert f"c{competence().pk}" in reponse.context["form"].errors
        assert reponse.context["form"][f"c{autre.pk}"].value() == "4"
        assert declares(d.animateur) == []

    def test_une_competence_non_pratiquee_ne_se_demande_pas(self, connecter, d):
        poste = fiche(c1_1=3, c1_2=3)
        poste.exigences.filter(competence=competence("1.2")).update(non_pratiquee="Pas d'atelier ici.")
        form = connecter(d.animateur).get(page("auto_evaluation_fiche", poste.pk, 1)).context["form"]
        assert list(form.fields) == [f"c{competence().pk}"]

    def test_un_brouillon_ne_se_remplit_pas(self, connecter, d):
        brouillon = fiche(publiee=False)
        assert connecter(d.animateur).get(page("auto_evaluation_fiche", brouillon.pk, 1)).status_code == 404


class TestEvaluation:
    def saisie(self, niveau=3, **autres):
        tout = {
            "competence": competence().pk,
            "niveau": competence().domaine.referentiel.niveaux.get(rang=niveau).pk,
            "faits": "A accueilli douze personnes.",
            "observe_le": timezone.localdate(),
        }
        return tout | autres

    def test_le_referent_note_la_personne_le_sait_et_repond(self, connecter, d):
        url = page("acquis_evaluer", d.animateur.pk)
        for _ in range(2):
            assert connecter(d.referent).post(url, self.saisie())["Location"] == url
        note = Acquis.objects.get()
        assert (note.appui, note.par, note.niveau) == ("constate", d.referent, 3)
        assert Message.objects.get().utilisateur == d.animateur
        detail = page("acquis_detail", competence().pk)
        lu = texte(connecter(d.animateur).get(detail))
        assert "A accueilli douze personnes." in lu
        assert str(d.referent) in lu
        for _ in range(2):
            reponse = connecter(d.animateur).post(page("acquis_remarquer", note.pk), {"remarque": "J'étais aidée."})
            assert reponse["Location"] == detail
        assert Message.objects.filter(utilisateur=d.referent).count() == 1
        assert "étais aidée" in texte(connecter(d.referent).get(url))

    def test_une_remarque_ne_change_plus(self, connecter, d):
        note = acquis(d.animateur, 3, nature=Nature.TIERS)
        connecter(d.animateur).post(page("acquis_remarquer", note.pk), {"remarque": "Oui."})
        reponse = connecter(d.animateur).post(page("acquis_remarquer", note.pk), {"remarque": "Non."})
        assert "ne change plus" in reponse.context["form"].errors["remarque"][0]
        assert relire(note).remarque == "Oui."

    def test_on_ne_repond_qu_a_ce_qu_un_autre_a_dit_de_soi(self, connecter, d):
        sien, autre = acquis(d.animateur, 3), acquis(d.autre_animateur, 3, nature=Nature.TIERS)
        for ligne in (sien, autre):
            assert connecter(d.animateur).get(page("acquis_remarquer", ligne.pk)).status_code == 404

    def test_le_formateur_note_les_stagiaires_de_ses_sessions(self, connecter, d):
        inscription = session_tenue(d).inscriptions.get()
        url = page("acquis_evaluer_stagiaire", inscription.pk)
        connecter(d.formateur).post(url, self.saisie())
        assert Acquis.objects.get().par == d.formateur
        assert str(d.animateur) in texte(connecter(d.formateur).get(page("stagiaire_evaluable_list")))
        assert connecter(d.autre_formateur).get(url).status_code == 404
        assert "Aucune personne à évaluer" in texte(connecter(d.autre_formateur).get(page("stagiaire_evaluable_list")))

    def test_le_referent_n_evalue_que_son_equipe(self, connecter, d):
        assert connecter(d.autre_referent).get(page("acquis_evaluer", d.animateur.pk)).status_code == 404

    @pytest.mark.parametrize(
        ("correction", "champ", "raison"),
        [
            ({"faits": "  "}, "faits", ""),
            ({"observe_le": "2200-01-01"}, "observe_le", "à venir"),
            ({"competence": ""}, "competence", ""),
        ],
        ids=["sans fait", "demain", "sans competence"],
    )
    def test_refus_sur_le_champ(self, connecter, d, correction, champ, raison):
        reponse = connecter(d.referent).post(page("acquis_evaluer", d.animateur.pk), self.saisie(**correction))
        assert raison in reponse.context["form"].errors[champ][0]
        assert not Acquis.objects.exists()

    def test_le_niveau_d_un_autre_referentiel_est_refuse(self, connecter, d):
        from tests.certificats.fabriques import referentiel

        etranger = referentiel("etude", "2013", niveaux=3).niveaux.get(rang=1).pk
        reponse = connecter(d.referent).post(
            page("acquis_evaluer", d.animateur.pk), self.saisie(niveau=1) | {"niveau": etranger}
        )
        assert "échelle" in reponse.context["form"].errors["niveau"][0]

    def test_on_ne_s_evalue_pas_soi_meme(self, connecter, d):
        d.referent.affectations.create(role="animateur", structure=d.structure)
        reponse = connecter(d.referent).post(page("acquis_evaluer", d.referent.pk), self.saisie())
        assert "auto-évaluation" in reponse.context["form"].non_field_errors()[0]

    def test_constate_ne_remplace_pas_declare(self, d):
        acquis(d.animateur, 6)
        evaluer_competence(
            personne=d.animateur, par=d.referent, competence=competence(), niveau=2, faits="Vu.",
            observe_le=timezone.localdate() - timedelta(days=2),
        )  # fmt: skip
        lus = niveaux_actuels(d.animateur)[competence().pk]
        assert (lus.declare.niveau, lus.constate.niveau, lus.prouve) == (6, 2, None)
