import pytest

from academie.models import Message
from academie.regles import Refus
from besoins.actions.parution import relire_ressource, retirer_ressource, soumettre_ressource
from besoins.actions.ressource import commencer_ressource, corriger_ressource, modifier_ressource
from besoins.models import Ressource
from besoins.queries.parution import demandes
from tests.besoins import ressources

Etat = Ressource.Etat


def relue(ressource) -> Ressource:
    return Ressource.objects.get(pk=ressource.pk)


def complete(d, genre) -> Ressource:
    remplis = {champ: "Texte" for champ in demandes(genre) if champ not in ("theme", "territoire", "reproductible")}
    champs = {"reproductible": "oui"} if "reproductible" in demandes(genre) else {}
    return ressources.brouillon(d, genre=genre, **remplis | champs)


@pytest.mark.parametrize("genre", ["initiative", "recit", "note", "analyse"])
def test_each_kind_goes_to_review_with_what_it_must_tell(d, genre):
    assert soumettre_ressource(ressource=complete(d, genre), par=d.concepteur).etat == Etat.EN_RELECTURE


@pytest.mark.parametrize(("genre", "champ"), [(genre, champ) for genre in Ressource.Genre for champ in demandes(genre)])
def test_without_one_of_them_it_is_refused(d, genre, champ):
    ressource = complete(d, genre)
    modifier_ressource(
        ressource=ressource, par=d.concepteur, **{champ: None if champ in ("theme", "territoire") else "  "}
    )
    nom = str(Ressource._meta.get_field(champ).verbose_name)
    with pytest.raises(Refus, match=f"il manque .*{nom}"):
        soumettre_ressource(ressource=ressource, par=d.concepteur)
    assert relue(ressource).etat == Etat.BROUILLON


def test_a_study_gives_its_text_or_its_file_or_its_address(d):
    etude = complete(d, "etude")
    with pytest.raises(Refus, match="un fichier joint ou l'adresse"):
        soumettre_ressource(ressource=etude, par=d.concepteur)
    modifier_ressource(ressource=etude, par=d.concepteur, adresse="https://etude.example/")
    assert soumettre_ressource(ressource=etude, par=d.concepteur).etat == Etat.EN_RELECTURE


def test_those_who_may_review_are_told_once_the_authors_left_out(d):
    ressource = ressources.en_relecture(d)
    soumettre_ressource(ressource=ressource, par=d.concepteur)
    assert set(Message.objects.values_list("destinataire", flat=True)) == {
        d.autre_concepteur.email,
        d.gestionnaire.email,
    }


def test_nobody_reviews_what_they_wrote(d):
    ressource = ressources.brouillon(d, par=d.formateur)
    modifier_ressource(ressource=ressource, par=d.concepteur, essentiel="Relu par la conception")
    soumettre_ressource(ressource=ressource, par=d.formateur)
    with pytest.raises(Refus, match="revient à une autre personne"):
        relire_ressource(ressource=ressource, favorable=True, par=d.concepteur)
    assert relire_ressource(ressource=ressource, favorable=True, par=d.gestionnaire).etat == Etat.PUBLIEE


def test_sent_back_with_a_comment_then_written_again(d):
    ressource = ressources.en_relecture(d)
    with pytest.raises(Refus, match="Dites ce qu'il faut changer"):
        relire_ressource(ressource=ressource, favorable=False, avis="  ", par=d.gestionnaire)
    relire_ressource(ressource=ressource, favorable=False, avis="Précisez la source.", par=d.gestionnaire)
    relire_ressource(ressource=ressource, favorable=False, avis="Précisez la source.", par=d.gestionnaire)
    assert relue(ressource).etat == Etat.BROUILLON
    assert ressource.mouvements.filter(motif="Précisez la source.").count() == 1
    annonces = Message.objects.filter(destinataire=d.concepteur.email)
    assert "Précisez la source." in annonces.get().texte
    modifier_ressource(ressource=ressource, par=d.concepteur, source="Bulletin municipal")
    assert soumettre_ressource(ressource=ressource, par=d.concepteur).etat == Etat.EN_RELECTURE


def test_published_once(d):
    ressource = ressources.publiee(d)
    paru = ressource.publiee_le
    assert relire_ressource(ressource=ressource, favorable=True, par=d.gestionnaire).publiee_le == paru
    with pytest.raises(Refus, match="n'attend pas de relecture"):
        relire_ressource(ressource=ressource, favorable=True, par=d.autre_concepteur)
    with pytest.raises(Refus, match="ne se soumet plus"):
        soumettre_ressource(ressource=ressource, par=d.concepteur)


def test_a_draft_is_not_reviewed(d):
    with pytest.raises(Refus, match="n'attend pas de relecture"):
        relire_ressource(ressource=ressources.brouillon(d), favorable=True, par=d.gestionnaire)


def test_withdrawn_with_a_reason(d):
    ressource = ressources.publiee(d)
    with pytest.raises(Refus, match="Dites pourquoi") as refus:
        retirer_ressource(ressource=ressource, motif=" ", par=d.gestionnaire)
    assert refus.value.champ == "motif"
    retirer_ressource(ressource=ressource, motif="Le lieu a fermé.", par=d.gestionnaire)
    retirer_ressource(ressource=ressource, motif="Encore", par=d.gestionnaire)
    assert relue(ressource).motif_retrait == "Le lieu a fermé."
    with pytest.raises(Refus, match="n'est pas publiée"):
        retirer_ressource(ressource=ressources.brouillon(d, "Autre"), motif="Non", par=d.gestionnaire)


def test_a_correction_does_not_bring_back_what_was_withdrawn(d):
    publiee = ressources.publiee(d)
    correction = corriger_ressource(ressource=publiee, par=d.concepteur)
    soumettre_ressource(ressource=correction, par=d.concepteur)
    retirer_ressource(ressource=publiee, motif="Le lieu a fermé.", par=d.gestionnaire)
    with pytest.raises(Refus, match="retirée entre-temps"):
        relire_ressource(ressource=correction, favorable=True, par=d.gestionnaire)
    assert relue(publiee).etat == Etat.RETIREE


def test_the_database_refuses_what_the_actions_do(d):
    ressource = commencer_ressource(genre="note", titre="Une note", par=d.concepteur)
    with pytest.raises(Exception, match="ressource_publiee_apres_relecture"):
        Ressource.objects.filter(pk=ressource.pk).update(etat="publiee")
