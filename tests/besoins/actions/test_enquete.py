from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from academie.regles import Refus
from besoins.actions.enquete import (
    creer_enquete,
    fermer_enquete,
    modifier_enquete,
    ouvrir_enquete,
    supprimer_enquete,
)
from besoins.actions.ponderation import ponderer
from besoins.actions.question import ajouter_element, modifier_element, supprimer_element
from besoins.models import Enquete, Question, Section
from tests.besoins.fabriques import brouillon, enquete_ouverte


class TestCreer:
    def test_le_meme_brouillon_envoye_deux_fois_est_garde_une_fois(self, d):
        premiere, seconde = (creer_enquete(enquete=Enquete(titre="Besoins"), par=d.concepteur) for _ in range(2))

        assert premiere == seconde
        assert Enquete.objects.count() == 1

    def test_refuse_un_autre_brouillon_du_meme_titre(self, d):
        creer_enquete(enquete=Enquete(titre="Besoins"), par=d.concepteur)

        with pytest.raises(Refus) as refus:
            creer_enquete(enquete=Enquete(titre="Besoins", presentation="Autre"), par=d.concepteur)
        assert refus.value.champ == "titre"

    def test_deux_personnes_peuvent_prendre_le_meme_titre(self, d):
        for personne in (d.concepteur, d.autre_concepteur):
            creer_enquete(enquete=Enquete(titre="Besoins"), par=personne)

        assert Enquete.objects.count() == 2


class TestModifier:
    def test_la_note_et_le_dernier_jour_changent_apres_l_ouverture(self, d):
        enquete = enquete_ouverte(d.concepteur).enquete
        enquete.note_donnees, enquete.ferme_le = "Volontaires seulement", timezone.localdate()

        modifier_enquete(enquete=enquete)

        assert Enquete.objects.get().note_donnees == "Volontaires seulement"
        assert Enquete.objects.get().ferme_le == timezone.localdate()

    @pytest.mark.parametrize("champ", ["titre", "presentation", "regime"])
    def test_ni_les_mots_ni_la_confidentialite_ne_changent_apres_l_ouverture(self, d, champ):
        enquete = enquete_ouverte(d.concepteur).enquete
        setattr(enquete, champ, "anonyme")

        with pytest.raises(Refus, match="L'enquête est ouverte") as refus:
            modifier_enquete(enquete=enquete)
        assert refus.value.champ == champ


class TestSupprimer:
    def test_un_brouillon_part_avec_ce_qui_en_depend(self, d):
        faite = brouillon(d.concepteur)
        ponderer(enquete=faite.enquete, ponderation="question", question=faite.postes)

        supprimer_enquete(enquete=faite.enquete)

        assert not Question.objects.exists()

    def test_refuse_une_enquete_ouverte(self, d):
        with pytest.raises(Refus, match="elle a été ouverte"):
            supprimer_enquete(enquete=enquete_ouverte(d.concepteur).enquete)


class TestOuvrir:
    def test_deux_fois_n_ouvre_qu_une_fois(self, d):
        enquete = brouillon(d.concepteur).enquete

        premiere = ouvrir_enquete(enquete=enquete)
        seconde = ouvrir_enquete(enquete=enquete, le=timezone.now() + timedelta(days=1))

        assert seconde.etat == "ouverte"
        assert seconde.ouverte_le == premiere.ouverte_le

    def test_refuse_sans_section(self, d):
        enquete = creer_enquete(enquete=Enquete(titre="Vide"), par=d.concepteur)

        with pytest.raises(Refus, match="aucune section"):
            ouvrir_enquete(enquete=enquete)

    def test_refuse_une_section_vide(self, d):
        enquete = brouillon(d.concepteur).enquete
        ajouter_element(element=Section(enquete=enquete, titre="Vide"))

        with pytest.raises(Refus, match="« Vide » n'a aucune question"):
            ouvrir_enquete(enquete=enquete)

    def test_refuse_un_choix_sans_choix(self, d):
        faite = brouillon(d.concepteur)
        ajouter_element(element=Question(section=faite.besoins.section, genre="choix_unique", intitule="Oui ou non ?"))

        with pytest.raises(Refus, match="moins de deux réponses"):
            ouvrir_enquete(enquete=faite.enquete)

    def test_refuse_plus_de_coches_que_de_reponses(self, d):
        faite = brouillon(d.concepteur)
        faite.besoins.maximum = 3
        modifier_element(element=faite.besoins)
        supprimer_element(element=faite.option("Réseau"))

        with pytest.raises(Refus, match="ne propose que 2 réponses"):
            ouvrir_enquete(enquete=faite.enquete)

    def test_refuse_un_dernier_jour_passe(self, d):
        enquete = brouillon(d.concepteur).enquete
        enquete.ferme_le = timezone.localdate() - timedelta(days=1)
        enquete.save()

        with pytest.raises(Refus, match="est passé"):
            ouvrir_enquete(enquete=enquete)


class TestFermer:
    def test_deux_fois_ne_ferme_qu_une_fois(self, d):
        enquete = enquete_ouverte(d.concepteur).enquete

        premiere, seconde = fermer_enquete(enquete=enquete), fermer_enquete(enquete=enquete)

        assert seconde.etat == "close"
        assert seconde.close_le == premiere.close_le

    def test_refuse_un_brouillon(self, d):
        with pytest.raises(Refus, match="pas encore été ouverte"):
            fermer_enquete(enquete=brouillon(d.concepteur).enquete)


@pytest.mark.parametrize(("etat", "champ"), [("ouverte", "ouverte_le"), ("close", "close_le")])
def test_la_base_refuse_un_etat_sans_sa_date(d, etat, champ):
    enquete = enquete_ouverte(d.concepteur).enquete
    if etat == "close":
        fermer_enquete(enquete=enquete)

    with pytest.raises(IntegrityError), transaction.atomic():
        Enquete.objects.filter(pk=enquete.pk).update(**{champ: None})
