import pytest

from academie.models import Theme
from besoins.actions.publication import retirer_version
from besoins.models import Financement, Module
from besoins.queries.rayon import rayons
from besoins.queries.trouvaille import Demande, Trouvailles, trouver
from tests.besoins.atelier import theme, version_publiee


def chercher(q="", tri="", **choix) -> Trouvailles:
    return trouver(rayons(), Demande(q=q, tri=tri, choix=choix))


def titres(*args, **criteres) -> list[str]:
    trouvees = chercher(*args, **criteres)
    return [ligne.titre for ligne, _annonces in trouvees.lignes(trouvees.rangs)]


def comptes(facette, *args, **criteres) -> dict[str, int]:
    """The values shown of a facet, with their counts."""
    return {
        valeur.valeur: int(valeur.nombre)
        for _titre, facettes in chercher(*args, **criteres).groupes()
        for comptee in facettes
        if comptee.nom == facette
        for valeur in comptee.valeurs
    }


@pytest.fixture
def catalogue(d):
    textes = {"publics_accompagnes": ["seniors", "emploi"]}
    version_publiee(d, "Accompagner l'été numérique", theme=theme("Vacances"), minutes=(180,), textes=textes)
    textes = {"niveau": "basique", "publics_accompagnes": ["seniors"]}
    version_publiee(d, "Bureautique", minutes=(180, 180, 180, 180), textes=textes)
    version_publiee(d, "Zones blanches", minutes=(180,) * 6)
    return d


@pytest.mark.parametrize(
    ("criteres", "attendu"),
    [
        ({}, ["Accompagner l'été numérique", "Bureautique", "Zones blanches"]),
        ({"q": "ete NUMERIQUE"}, ["Accompagner l'été numérique"]),
        ({"q": "vacance"}, ["Accompagner l'été numérique"]),
        ({"q": "repérer expliquer"}, ["Accompagner l'été numérique", "Bureautique", "Zones blanches"]),
        ({"q": "introuvable"}, []),
        ({"theme": ["vacances"]}, ["Accompagner l'été numérique"]),
        ({"niveau": ["basique"]}, ["Bureautique"]),
        ({"niveau": ["basique", "avance"]}, ["Accompagner l'été numérique", "Bureautique", "Zones blanches"]),
        ({"duree": ["demi"]}, ["Accompagner l'été numérique"]),
        ({"duree": ["jour"]}, []),
        ({"duree": ["deux"]}, ["Bureautique"]),
        ({"duree": ["plus"]}, ["Zones blanches"]),
        ({"duree": ["demi", "plus"]}, ["Accompagner l'été numérique", "Zones blanches"]),
        ({"public": ["emploi"]}, ["Accompagner l'été numérique"]),
        ({"public": ["seniors"], "niveau": ["basique"]}, ["Bureautique"]),
        ({"q": "bureautique", "duree": ["demi"]}, []),
    ],
)
def test_on_cherche_avec_ou_sans_accents_et_on_filtre(catalogue, criteres, attendu):
    assert titres(**criteres) == attendu


def test_un_compte_respecte_les_autres_facettes_pas_la_sienne(catalogue):
    assert comptes("niveau") == {"basique": 1, "avance": 2}
    assert comptes("niveau", niveau=["basique"]) == {"basique": 1, "avance": 2}
    assert comptes("niveau", public=["emploi"]) == {"avance": 1}
    assert comptes("public", niveau=["basique"]) == {"seniors": 1}
    assert comptes("theme", "bureautique") == {"accès-aux-droits": 1}


def test_une_valeur_choisie_reste_montree_meme_quand_elle_ne_laisse_rien(catalogue):
    assert comptes("duree", niveau=["basique"], duree=["demi"]) == {"demi": 0, "deux": 1}


def test_la_part_a_distance_vient_des_minutes_des_modules(d):
    for titre, modalites in {"Ici": (), "Mixte": ("virtuelle",), "Loin": ("virtuelle", "autonomie")}.items():
        version = version_publiee(d, titre)
        for module, modalite in zip(version.modules.all(), modalites, strict=False):
            Module.objects.filter(pk=module.pk).update(modalite=modalite)

    assert comptes("modalite") == {"presence": 1, "mixte": 1, "distance": 1}
    assert titres(modalite=["distance"]) == ["Loin"]


def test_ce_que_l_union_europeenne_paie_se_cherche(d):
    payee, autre = version_publiee(d, "Payée"), version_publiee(d, "Autre")
    europe = Financement.objects.create(nom="FSE+", fonds="fse", mention="Cofinancé", debut="2026-01-01")
    region = Financement.objects.create(nom="Région", debut="2026-01-01")
    payee.financements.set([europe, region])
    autre.financements.set([region])

    assert titres(cofinance=["oui"]) == ["Payée"]


def test_les_tris(catalogue):
    assert titres(tri="nouveaute") == ["Zones blanches", "Bureautique", "Accompagner l'été numérique"]
    assert titres("expliquer", tri="titre") == ["Accompagner l'été numérique", "Bureautique", "Zones blanches"]
    assert [tri.libelle for tri in chercher().tris()] == ["Titre", "Prochaine session", "Nouveauté"]
    assert [tri.libelle for tri in chercher("expliquer").tris() if tri.courant] == ["Pertinence"]


def test_les_mots_du_titre_comptent_plus_que_ceux_du_contenu(d):
    version_publiee(d, "Accueillir", textes={"presentation": "Pour toute la médiathèque."})
    version_publiee(d, "Médiathèque et réseau")

    assert titres("mediatheque") == ["Médiathèque et réseau", "Accueillir"]


def test_ce_qui_change_se_voit_aussitot(d):
    version = version_publiee(d, "Premier")
    assert titres() == ["Premier"]

    version_publiee(d, "Second")
    assert titres() == ["Premier", "Second"]

    Theme.objects.update(nom="Droits")
    assert [ligne.theme for ligne, _annonces in chercher().lignes([0, 1])] == ["Droits", "Droits"]

    retirer_version(version=version, par=d.gestionnaire, motif="Dépassé.")
    assert titres() == ["Second"]


def test_rien_n_est_relu_tant_que_rien_ne_change(catalogue):
    assert rayons() is rayons()


def test_un_resultat_vide_dit_quoi_retirer(catalogue):
    issues = chercher("bureautique", niveau=["avance"], duree=["deux"]).issues()

    assert [(issue.libelle, issue.nombre, issue.url) for issue in issues] == [
        ("sans « Niveau : Avancé »", "1 programme", "?q=bureautique&duree=deux"),
    ]


def test_une_adresse_dit_la_demande_et_rien_de_plus():
    demande = Demande(q="été", choix={"theme": ["a", "b"], "duree": ["demi"]})

    assert demande.adresse == "?q=%C3%A9t%C3%A9&theme=a&theme=b&duree=demi"
    assert demande.sans("theme", "a").adresse == "?q=%C3%A9t%C3%A9&theme=b&duree=demi"
    assert demande.sans("duree").sans("theme").adresse == "?q=%C3%A9t%C3%A9"
