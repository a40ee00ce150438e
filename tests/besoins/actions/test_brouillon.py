"""A draft taken back, deleted, or begun from another programme."""

import pytest

from academie.regles import Refus
from besoins.actions.besoin import reexaminer_besoin
from besoins.actions.programme import modifier_version, nouvelle_version_programme, rediger_programme
from besoins.actions.publication import (
    publier_version,
    rendre_avis,
    reprendre_version,
    soumettre_version,
    supprimer_brouillon,
)
from besoins.models import (
    Commentaire,
    EffectifAttendu,
    Financement,
    MouvementVersion,
    Programme,
    Ressource,
    VersionProgramme,
)
from tests.besoins.atelier import (
    TEXTES,
    besoin_retenu,
    brouillon,
    brouillon_complet,
    relire,
    theme,
    version_en_relecture,
    version_publiee,
    version_relue,
    version_retiree,
)


class TestReprendre:
    @pytest.mark.parametrize("fabrique", [version_en_relecture, version_relue])
    def test_une_redactrice_reprend_ce_qu_elle_a_soumis(self, d, fabrique):
        version = fabrique(d)

        for _ in range(2):
            reprise = reprendre_version(version=version, par=d.concepteur)

        assert (reprise.etat, reprise.relu_par, reprise.avis_relecture) == ("brouillon", None, "")
        assert MouvementVersion.objects.filter(version=version, vers="brouillon").exclude(de="").count() == 1
        modifier_version(version=version, par=d.concepteur, tarif="10 €")
        soumettre_version(version=version, par=d.concepteur)

    def test_une_autre_personne_ne_la_reprend_pas(self, d):
        version = version_en_relecture(d)

        with pytest.raises(Refus, match="Seules les personnes qui ont écrit"):
            reprendre_version(version=version, par=d.autre_concepteur)
        assert relire(version).etat == "en_relecture"

    @pytest.mark.parametrize("fabrique", [version_publiee, version_retiree])
    def test_ce_qui_est_publie_ne_se_reprend_pas(self, d, fabrique):
        with pytest.raises(Refus, match="préparez une nouvelle version"):
            reprendre_version(version=fabrique(d), par=d.concepteur)


class TestSupprimer:
    def test_un_programme_jamais_publie_disparait_avec_son_brouillon(self, d):
        supprimer_brouillon(version=brouillon_complet(d))

        assert not Programme.objects.exists()
        assert brouillon(d).numero == 1  # its address is free again

    def test_la_version_publiee_reste(self, d):
        publiee = version_publiee(d)
        nouvelle = nouvelle_version_programme(version=publiee, par=d.concepteur)

        supprimer_brouillon(version=nouvelle)

        assert list(publiee.programme.versions.all()) == [publiee]
        assert nouvelle_version_programme(version=publiee, par=d.concepteur).numero == 2

    @pytest.mark.parametrize("fabrique", [version_en_relecture, version_relue, version_publiee, version_retiree])
    def test_seul_un_brouillon_se_supprime(self, d, fabrique):
        version = fabrique(d)

        with pytest.raises(Refus, match="Seul un brouillon se supprime"):
            supprimer_brouillon(version=version, sachant=True)
        assert relire(version).etat == version.etat

    def test_ce_que_d_autres_ont_ecrit_ne_se_perd_pas_sans_le_savoir(self, d):
        commente, renvoye = brouillon(d, "Commenté"), version_en_relecture(d, "Renvoyé")
        Commentaire.objects.create(version=commente, cible="version", champ="tarif")
        rendre_avis(version=renvoye, favorable=False, avis="Non.", par=d.gestionnaire)

        for version in (commente, renvoye):
            with pytest.raises(Refus, match="ont relu ou commenté") as refus:
                supprimer_brouillon(version=version)
            assert refus.value.champ == "sachant"
            supprimer_brouillon(version=version, sachant=True)
        assert not VersionProgramme.objects.exists()


@pytest.fixture
def riche(d) -> VersionProgramme:
    """A draft that holds something of everything."""
    version = brouillon_complet(d, textes={"cout": 400, "seuil_assiduite": 90, "publics_accompagnes": ["seniors"]})
    version.modules.update(cas_local="La mairie", profil_formateur="Médiatrice", modalite="virtuelle")
    version.positionnements.update(objectif=version.objectifs.get(), genre="oui_non")
    version.modules.first().ressources.add(
        Ressource.objects.create(genre="note", titre="Note", redige_par=d.concepteur, cree_le=version.cree_le)
    )
    version.territoires.add(d.region)
    version.financements.add(Financement.objects.create(nom="Région", debut="2026-01-01"))
    EffectifAttendu.objects.create(version=version, structure=d.structure, effectif=3)
    return version


def dit(version: VersionProgramme) -> dict:
    """All that a version holds, without the keys of its rows."""
    champs = [*TEXTES, "cout", "seuil_assiduite", "publics_accompagnes"]
    return {
        "textes": VersionProgramme.objects.values_list(*champs).get(pk=version.pk),
        "objectifs": list(version.objectifs.values_list("ordre", "intitule", "competence", "niveau", "evaluation", "besoins")),
        "modules": list(
            version.modules.order_by("ordre").values_list(
                "ordre", "titre", "minutes", "contenu", "methode", "modalite", "supports", "cas_local",
                "profil_formateur", "objectifs__intitule", "ressources",
            )
        ),
        "questions": list(version.positionnements.values_list("ordre", "intitule", "genre", "objectif__intitule")),
        "effectifs": list(version.effectifs.values_list("structure", "effectif")),
        "liens": [list(getattr(version, lien).values_list("pk")) for lien in ("besoins", "territoires", "financements")],
    }  # fmt: skip


class TestCopier:
    def test_la_version_suivante_tient_tout_ce_que_tenait_la_precedente(self, d, riche):
        soumettre_version(version=riche, par=d.concepteur)
        rendre_avis(version=riche, favorable=True, par=d.gestionnaire)
        publier_version(version=riche, par=d.gestionnaire)

        assert dit(nouvelle_version_programme(version=riche, par=d.concepteur)) == dit(riche)

    def test_un_autre_programme_commence_par_une_copie(self, d, riche):
        besoins = list(riche.besoins.all())

        for _ in range(2):
            copie = rediger_programme(
                titre="Autre sujet", theme=theme("Autre"), besoins=besoins, copiee_de=riche, par=d.autre_concepteur
            )

        assert dit(copie) == dit(riche)
        assert (copie.numero, copie.etat, copie.copiee_de) == (1, "brouillon", riche)
        assert (copie.programme.titre, copie.programme.theme) == ("Autre sujet", theme("Autre"))
        assert list(copie.redacteurs.all()) == [d.autre_concepteur]
        assert Programme.objects.count() == 2
        assert copie.mouvements.get().motif == "Copie de Accompagner l'e-administration – version 1."

    def test_les_objectifs_ne_gardent_que_les_besoins_choisis(self, d, riche):
        autre = besoin_retenu(d, "Autre besoin")

        copie = rediger_programme(titre="Autre", theme=theme(), besoins=[autre], copiee_de=riche, par=d.concepteur)

        assert list(copie.besoins.all()) == [autre]
        assert not copie.objectifs.get().besoins.exists()

    def test_un_brouillon_du_meme_titre_n_est_pas_rempli_par_la_copie(self, d, riche):
        vide = brouillon(d, "Déjà commencé")

        with pytest.raises(Refus, match="existe déjà"):
            rediger_programme(
                titre="Déjà commencé", theme=theme(), besoins=[besoin_retenu(d, "x")], copiee_de=riche, par=d.concepteur
            )
        assert not vide.modules.exists()

    def test_un_besoin_ecarte_depuis_ne_suit_pas(self, d, riche):
        reexaminer_besoin(besoin=riche.besoins.get(), par=d.concepteur)

        with pytest.raises(Refus, match="n'est plus retenu"):
            rediger_programme(
                titre="Autre", theme=theme(), besoins=list(riche.besoins.all()), copiee_de=riche, par=d.concepteur
            )

    def test_l_original_supprime_laisse_la_copie_et_le_dit(self, d, riche):
        copie = rediger_programme(
            titre="Autre", theme=theme(), besoins=list(riche.besoins.all()), copiee_de=riche, par=d.concepteur
        )
        avant = dit(copie)

        supprimer_brouillon(version=riche)

        assert relire(copie).copiee_de is None
        assert dit(copie) == avant
        assert "Copie de" in copie.mouvements.get().motif
