import pytest

from academie.regles import Refus
from besoins.actions.besoin import reexaminer_besoin
from besoins.actions.objectif import ajouter_objectif
from besoins.actions.programme import (
    choisir_besoins,
    modifier_version,
    nouvelle_version_programme,
    rediger_programme,
)
from besoins.actions.publication import soumettre_version
from besoins.models import MouvementVersion, Programme, VersionProgramme
from tests.besoins.atelier import (
    TEXTES,
    besoin_retenu,
    brouillon,
    brouillon_complet,
    competence,
    relire,
    theme,
    version_publiee,
    version_retiree,
)


def test_un_programme_nait_de_besoins_retenus(d):
    besoins = [besoin_retenu(d), besoin_retenu(d, "Aller vers les publics")]

    version = rediger_programme(titre="Aller vers", theme=theme(), besoins=besoins, par=d.concepteur)

    assert (version.numero, version.etat, version.redige_par) == (1, "brouillon", d.concepteur)
    assert list(version.besoins.all()) == besoins
    assert version.programme.slug == "aller-vers"
    assert version.seuil_assiduite == 80


def test_l_adresse_separe_ce_que_l_apostrophe_separe(d):
    assert brouillon(d, "L'e-administration d’aujourd'hui").programme.slug == "l-e-administration-d-aujourd-hui"


def test_le_meme_depart_deux_fois_ne_fait_qu_un_programme(d):
    assert brouillon(d) == brouillon(d)

    assert Programme.objects.count() == MouvementVersion.objects.count() == 1


def test_pas_de_programme_sans_besoin(d):
    with pytest.raises(Refus, match="au moins un besoin retenu") as refus:
        rediger_programme(titre="Sans besoin", theme=theme(), besoins=[], par=d.concepteur)
    assert refus.value.champ == "besoins"


def test_pas_de_programme_pour_un_besoin_qui_n_est_plus_retenu(d):
    besoin = reexaminer_besoin(besoin=besoin_retenu(d), par=d.concepteur)

    with pytest.raises(Refus, match="n'est plus retenu"):
        rediger_programme(titre="Trop tard", theme=theme(), besoins=[besoin], par=d.concepteur)
    assert not Programme.objects.exists()


@pytest.mark.parametrize("titre", ["Accompagner l'e-administration", "ACCOMPAGNER L'E-ADMINISTRATION"])
def test_un_titre_deja_pris_est_refuse(d, titre):
    version_publiee(d)

    with pytest.raises(Refus, match="existe déjà") as refus:
        brouillon(d, titre)
    assert refus.value.champ == "titre"


def test_le_brouillon_d_une_autre_personne_n_est_pas_rendu(d):
    version = brouillon(d)

    with pytest.raises(Refus, match="existe déjà"):
        rediger_programme(
            titre="Accompagner l'e-administration",
            theme=theme(),
            besoins=list(version.besoins.all()),
            par=d.autre_concepteur,
        )


def test_un_titre_sans_lettre_n_a_pas_d_adresse(d):
    with pytest.raises(Refus, match="en toutes lettres"):
        brouillon(d, "🙂🙂")


def test_un_brouillon_se_complete_et_se_renomme(d):
    version = modifier_version(
        version=brouillon(d), par=d.concepteur, titre="Aider aux démarches", theme=theme("Autre"), tarif="Gratuit"
    )

    version = relire(version)
    assert version.tarif == "Gratuit"
    assert (version.programme.titre, version.programme.slug) == ("Aider aux démarches", "aider-aux-demarches")
    assert version.programme.theme == theme("Autre")


def test_se_renommer_comme_un_autre_est_refuse(d):
    brouillon(d, "Premier")
    second = brouillon(d, "Second")

    with pytest.raises(Refus, match="« Premier » existe déjà") as refus:
        modifier_version(version=second, par=d.concepteur, titre="Premier")
    assert refus.value.champ == "titre"


def test_le_titre_d_un_programme_publie_ne_change_plus(d):
    version = nouvelle_version_programme(version=version_publiee(d), par=d.concepteur)

    with pytest.raises(Refus, match="des certificats et des agendas les portent"):
        modifier_version(version=version, par=d.concepteur, titre="Autre titre")


def test_une_version_soumise_ne_se_modifie_plus(d):
    version = brouillon_complet(d)
    soumettre_version(version=version, par=d.concepteur)

    with pytest.raises(Refus, match="Seul un brouillon se modifie"):
        modifier_version(version=version, par=d.concepteur, tarif="100 €")
    assert relire(version).tarif == "Gratuit"


def test_un_besoin_qui_part_quitte_les_objectifs(d):
    garde, parti = besoin_retenu(d), besoin_retenu(d, "Autre besoin")
    version = brouillon_complet(d, besoins=[garde, parti])

    choisir_besoins(version=version, besoins=[garde], par=d.concepteur)

    assert list(version.besoins.all()) == [garde]
    assert list(version.objectifs.get().besoins.all()) == [garde]


def test_un_programme_garde_au_moins_un_besoin(d):
    version = brouillon(d)

    with pytest.raises(Refus, match="au moins un besoin retenu"):
        choisir_besoins(version=version, besoins=[], par=d.concepteur)
    assert version.besoins.exists()


def test_la_nouvelle_version_copie_tout_et_laisse_la_publiee(d):
    publiee = version_publiee(d, minutes=(180, 90))

    nouvelle = nouvelle_version_programme(version=publiee, par=d.autre_concepteur)

    assert (nouvelle.numero, nouvelle.etat, nouvelle.redige_par) == (2, "brouillon", d.autre_concepteur)
    assert {champ: getattr(nouvelle, champ) for champ in TEXTES} == TEXTES
    assert list(nouvelle.besoins.all()) == list(publiee.besoins.all())
    objectif = nouvelle.objectifs.get()
    assert objectif.intitule == publiee.objectifs.get().intitule
    assert objectif.pk != publiee.objectifs.get().pk
    assert list(objectif.besoins.all()) == list(publiee.besoins.all())
    assert list(nouvelle.modules.values_list("titre", "minutes", "objectifs")) == [
        ("Module 1", 180, objectif.pk),
        ("Module 2", 90, objectif.pk),
    ]
    assert relire(publiee).etat == "publiee"
    assert publiee.modules.count() == 2


def test_une_seule_version_se_prepare_a_la_fois(d):
    publiee = version_publiee(d)

    premiere = nouvelle_version_programme(version=publiee, par=d.concepteur)
    seconde = nouvelle_version_programme(version=publiee, par=d.autre_concepteur)

    assert premiere == seconde
    assert VersionProgramme.objects.count() == 2


def test_un_programme_retire_peut_revenir_par_une_nouvelle_version(d):
    assert nouvelle_version_programme(version=version_retiree(d), par=d.concepteur).numero == 2


def test_qui_ecrit_dans_un_brouillon_en_devient_redacteur(d):
    version = brouillon(d)

    ajouter_objectif(
        version=version,
        intitule="Accompagner",
        competence=competence(),
        niveau=1,
        evaluation="Vu",
        par=d.autre_concepteur,
    )

    assert set(version.redacteurs.all()) == {d.concepteur, d.autre_concepteur}
