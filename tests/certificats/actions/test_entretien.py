"""The yearly interview: written by both, signed by both, then frozen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.models import Affectation, Message
from academie.regles import Refus, regle
from certificats.actions.entretien import (
    completer_entretien,
    decliner_entretien,
    preparer_entretien,
    rappeler_entretiens,
    remplir_entretien,
    rouvrir_entretien,
    signer_entretien,
)
from certificats.actions.plan import reprendre_plan
from certificats.models import Entretien
from certificats.queries.entretien import faits_de
from tests.certificats.fabriques import competence, relire
from tests.certificats.suivi import entretien, plan_propose, remplir

RAPPEL = "certificats/messages/entretien_rappel.txt"


class TestPreparer:
    @pytest.mark.parametrize(("par", "averti"), [("animateur", "referent"), ("referent", "animateur")])
    def test_par_l_un_ou_l_autre_une_fois_l_an(self, d, par, averti):
        for _ in range(2):
            ouvert = preparer_entretien(personne=d.animateur, structure=d.structure, par=getattr(d, par))
        assert Entretien.objects.get() == ouvert
        assert ouvert.annee == timezone.localdate().year
        assert Message.objects.get().destinataire == getattr(d, averti).email

    @pytest.mark.parametrize("ou", ["autre_structure", "nulle part"])
    def test_avec_qui_emploie_seulement(self, d, ou):
        with pytest.raises(Refus, match="la structure qui emploie"):
            preparer_entretien(personne=d.animateur, structure=getattr(d, ou, None), par=d.animateur)


class TestRemplir:
    def test_chacun_son_commentaire_et_le_reste_ensemble(self, d):
        ouvert = entretien(d)
        remplir(
            ouvert,
            d.animateur,
            fait="Trois ateliers",
            mot_personne="Merci",
            mot_referent="Faux",
            competences=[competence()],
        )
        remplir(
            ouvert,
            d.referent,
            souhaits="Encadrer",
            mot_referent="Vrai",
            mot_personne="Faux",
            competences=[competence()],
        )
        ecrit = relire(ouvert)
        assert (ecrit.fait, ecrit.souhaits) == ("Trois ateliers", "Encadrer")
        assert (ecrit.mot_personne, ecrit.mot_referent) == ("Merci", "Vrai")
        assert list(ecrit.competences.all()) == [competence()]

    def test_personne_n_efface_ce_que_l_autre_vient_d_ecrire(self, d):
        ouvert = entretien(d)
        lu = ouvert.revision
        remplir(ouvert, d.referent, fait="Trois ateliers")
        with pytest.raises(Refus, match="Le texte a changé pendant"):
            remplir_entretien(entretien=ouvert, par=d.animateur, revision=lu, fait="Deux ateliers")
        assert relire(ouvert).fait == "Trois ateliers"
        remplir_entretien(entretien=ouvert, par=d.animateur, revision=lu, fait="Trois ateliers")

    def test_un_changement_retire_la_signature(self, d):
        ouvert = entretien(d, rempli=True)
        signer_entretien(entretien=ouvert, par=d.animateur, nom=str(d.animateur))
        remplir(ouvert, d.referent, conclusions="Autre chose.")
        assert relire(ouvert).signe_personne_le is None

    def test_signe_il_ne_change_plus(self, d):
        signe = entretien(d, signe=True)
        with pytest.raises(Refus, match="ne change plus"):
            remplir(signe, d.animateur, fait="Autre")


class TestSigner:
    def test_les_deux_une_fois_et_le_texte_est_fige(self, d):
        signe = entretien(d, signe=True)
        assert signe.etat == "signe"
        assert (signe.nom_personne, signe.nom_referent, signe.referent) == (
            str(d.animateur), str(d.referent), d.referent,
        )  # fmt: skip
        avant = faits_de(signe)
        assert ("Conclusions", "Continuer.") in avant
        d.structure.nom = "Renommée"
        d.structure.save()
        assert faits_de(relire(signe)) == avant
        premier = signe.signe_personne_le
        signer_entretien(entretien=signe, par=d.animateur, nom="n'importe")
        assert relire(signe).signe_personne_le == premier
        assert Message.objects.filter(gabarit="certificats/messages/entretien_signe.txt").count() == 2

    def test_l_autre_est_averti(self, d):
        ouvert = entretien(d, rempli=True)
        signer_entretien(entretien=ouvert, par=d.referent, nom=str(d.referent))
        [message] = Message.objects.filter(gabarit="certificats/messages/entretien_a_signer.txt")
        assert message.destinataire == d.animateur.email

    def test_le_plan_propose_est_convenu(self, d):
        plan = plan_propose(d)
        entretien(d, signe=True, plan=plan)
        assert (relire(plan).etat, relire(plan).adopte_par) == ("adopte", d.referent)

    @pytest.mark.parametrize(
        ("champs", "motif"),
        [
            ({"tenu_le": None}, "jour de l'entretien"),
            ({"conclusions": " "}, "ses conclusions"),
            ({"tenu_le": timezone.localdate() + timedelta(days=1)}, "pas encore eu lieu"),
        ],
        ids=["sans jour", "sans conclusions", "à venir"],
    )
    def test_ce_qui_manque(self, d, champs, motif):
        ouvert = entretien(d, rempli=True)
        remplir(ouvert, d.referent, **champs)
        with pytest.raises(Refus, match=motif):
            signer_entretien(entretien=ouvert, par=d.animateur, nom=str(d.animateur))

    def test_d_un_autre_nom(self, d):
        ouvert = entretien(d, rempli=True)
        with pytest.raises(Refus, match="comme dans votre compte") as refus:
            signer_entretien(entretien=ouvert, par=d.animateur, nom=str(d.referent))
        assert refus.value.champ == "nom"
        signer_entretien(entretien=ouvert, par=d.animateur, nom="test ANIMATEUR")
        assert relire(ouvert).signe_personne_le

    def test_un_plan_repris_depuis(self, d):
        plan = plan_propose(d)
        ouvert = entretien(d, rempli=True, plan=plan)
        reprendre_plan(plan=plan)
        with pytest.raises(Refus, match="Le plan joint a été repris"):
            signer_entretien(entretien=ouvert, par=d.animateur, nom=str(d.animateur))


class TestDecliner:
    def test_puis_rouvrir_chacun_deux_fois(self, d):
        ouvert = entretien(d, rempli=True)
        signer_entretien(entretien=ouvert, par=d.referent, nom=str(d.referent))
        for _ in range(2):
            decliner_entretien(entretien=ouvert, motif="")
        assert (relire(ouvert).etat, relire(ouvert).signe_referent_le) == ("decline", None)
        with pytest.raises(Refus, match="est décliné"):
            signer_entretien(entretien=ouvert, par=d.referent, nom=str(d.referent))
        for _ in range(2):
            rouvrir_entretien(entretien=ouvert)
        assert relire(ouvert).etat == "en_preparation"

    def test_pas_apres_les_deux_signatures(self, d):
        signe = entretien(d, signe=True)
        for acte in (lambda: decliner_entretien(entretien=signe, motif=""), lambda: rouvrir_entretien(entretien=signe)):
            with pytest.raises(Refus, match="signé par les deux"):
                acte()


class TestCompleter:
    def test_s_ajoute_une_fois_sans_rien_changer(self, d):
        signe = entretien(d, signe=True)
        for _ in range(2):
            completer_entretien(entretien=signe, par=d.referent, texte="Une précision")
        assert [(ajout.nom, ajout.texte) for ajout in signe.addendums.all()] == [(str(d.referent), "Une précision")]

    def test_pas_avant_les_signatures(self, d):
        with pytest.raises(Refus, match="pas encore signé"):
            completer_entretien(entretien=entretien(d), par=d.animateur, texte="Trop tôt")


class TestRappel:
    @pytest.fixture
    def jour(self, d):
        """The day when the interview of `animateur` is due."""
        Affectation.objects.exclude(utilisateur__in=[d.animateur, d.referent]).delete()
        debut = timezone.localdate() - timedelta(days=regle("entretien.intervalle"))
        Affectation.objects.update(debut=debut)
        return timezone.localdate()

    def test_une_fois_a_chacun(self, d, jour):
        for _ in range(2):
            rappeler_entretiens(jour=jour)
        messages = Message.objects.filter(gabarit=RAPPEL)
        assert {message.destinataire for message in messages} == {d.animateur.email, d.referent.email}
        assert len(messages) == 2

    def test_ni_avant_ni_longtemps_apres_ni_apres_un_entretien(self, d, jour):
        rappeler_entretiens(jour=jour - timedelta(days=1))
        rappeler_entretiens(jour=jour + timedelta(days=regle("entretien.relance") + 1))
        entretien(d, signe=True)
        rappeler_entretiens(jour=jour)
        assert not Message.objects.filter(gabarit=RAPPEL).exists()

    def test_de_nouveau_l_annee_suivante(self, d, jour):
        rappeler_entretiens(jour=jour)
        rappeler_entretiens(jour=jour + timedelta(days=regle("entretien.intervalle")))
        assert Message.objects.filter(gabarit=RAPPEL, destinataire=d.animateur.email).count() == 2
