from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.queries.accueil import accueil_de
from besoins.actions.enquete import fermer_enquete
from besoins.actions.envoi import envoyer
from besoins.actions.population import ajouter_structures
from besoins.actions.reponse import decliner_invitation
from besoins.actions.signal import noter_signal
from besoins.models import Enquete
from besoins.queries.accueil import apport_ecouter
from besoins.queries.invitation import invitation_du_jeton
from tests.besoins.fabriques import besoin, brouillon, enquete_ouverte, invitation, repondre, signal
from tests.besoins.questionnaires import dans_le_regime, demain


def a_faire(utilisateur) -> list[str]:
    return [str(ligne.libelle).replace("\u00a0", " ") for ligne in apport_ecouter(utilisateur).a_faire]


class TestReferente:
    def test_repond_par_le_lien_de_sa_structure(self, d):
        invitee = invitation(enquete_ouverte(d.concepteur), d.structure)

        [ligne] = apport_ecouter(d.referent).a_faire

        assert invitation_du_jeton(ligne.url.split("/")[2]) == invitee
        assert "Médiathèque de Quimper" in ligne.detail

    def test_peut_transmettre_le_lien_a_qui_repond(self, d):
        invitee = invitation(enquete_ouverte(d.concepteur), d.structure)

        [ligne] = apport_ecouter(d.referent).a_venir

        assert ligne.url == reverse("besoins:invitation_detail", args=[invitee.pk])

    def test_ne_voit_pas_celle_d_une_autre_structure(self, d):
        invitation(enquete_ouverte(d.concepteur), d.autre_structure)

        assert a_faire(d.referent) == []

    def test_n_a_plus_rien_a_faire_apres_l_envoi_ni_apres_la_cloture(self, d):
        repondre(enquete_ouverte(d.concepteur), d.structure, "Formation")
        autre = enquete_ouverte(d.concepteur, "Autre")
        invitation(autre, d.structure)
        assert len(a_faire(d.referent)) == 1

        fermer_enquete(enquete=autre.enquete)

        assert a_faire(d.referent) == []

    def test_qui_ne_souhaite_pas_repondre_n_est_plus_sollicite(self, d):
        decliner_invitation(invitation=invitation(enquete_ouverte(d.concepteur), d.structure))

        assert a_faire(d.referent) == []

    @pytest.mark.parametrize(("champs", "attendu"), [({"ouvre_le": demain()}, 0), ({"regime": "anonyme"}, 1)])
    def test_selon_les_dates_et_quel_que_soit_le_regime(self, d, champs, attendu):
        invitee = invitation(enquete_ouverte(d.concepteur), d.structure)
        dans_le_regime(invitee.enquete, **{"regime": "nomme"} | champs)

        assert len(a_faire(d.referent)) == attendu

    def test_un_animateur_de_la_meme_structure_n_est_pas_sollicite(self, d):
        invitation(enquete_ouverte(d.concepteur), d.structure)

        assert a_faire(d.animateur) == []


def test_la_conceptrice_finit_note_examine_et_ferme(d):
    brouillon(d.concepteur, "À finir")
    echue = enquete_ouverte(d.concepteur, "Échue").enquete
    echue.ferme_le = timezone.localdate() - timedelta(days=1)
    echue.save()
    signal()
    besoin(d.concepteur)

    assert a_faire(d.concepteur) == [
        "Terminer et ouvrir l'enquête « À finir »",
        "Fermer l'enquête « Échue » et lire ses résultats",
        "Noter 1 signal",
        "Qualifier 1 besoin reçu",
    ]
    assert "Terminer et ouvrir l'enquête « À finir »" not in a_faire(d.autre_concepteur)


def test_une_enquete_en_cours_dit_ou_elle_en_est(d):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation")
    invitation(faite, d.autre_structure)

    apport = apport_ecouter(d.concepteur)

    assert next(iter(apport.a_venir)).detail.endswith("1 sur 2")
    assert next(iter(apport.figures)).valeur == "1 sur 2"


def test_la_page_d_accueil_de_l_academie_les_montre(d):
    invitation(enquete_ouverte(d.concepteur), d.structure)

    assert any("Besoins des structures" in str(ligne.libelle) for ligne in accueil_de(d.referent).a_faire)


def test_les_autres_n_ont_rien(d):
    brouillon(d.concepteur)
    signal()

    for personne in (d.formateur, d.administrateur, d.animateur, d.sans_role):
        assert a_faire(personne) == []


def test_un_signal_n_attend_que_qui_ne_l_a_pas_note(d):
    noter_signal(signal=signal(), fiabilite="B", credibilite=2, par=d.concepteur)

    assert a_faire(d.concepteur) == []
    assert a_faire(d.gestionnaire) == a_faire(d.autre_concepteur) == ["Noter 1 signal"]


class TestEnvois:
    def test_les_invitations_pretes_puis_les_silencieuses_quand_la_fin_approche(self, d):
        enquete = enquete_ouverte(d.concepteur).enquete
        ajouter_structures(enquete=enquete, structures=[d.structure, d.autre_structure])
        assert a_faire(d.concepteur) == ["Envoyer 2 invitations"]

        envoyer(enquete=enquete, genre="invitation", par=d.concepteur, le=timezone.now() - timedelta(days=20))
        assert a_faire(d.concepteur) == []

        Enquete.objects.update(ferme_le=timezone.localdate() + timedelta(days=5))
        assert a_faire(d.concepteur) == ["Relancer 2 personnes ou structures silencieuses"]

        envoyer(enquete=enquete, genre="relance", par=d.concepteur)
        assert a_faire(d.concepteur) == []
