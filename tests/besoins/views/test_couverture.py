import pytest

from besoins.actions.module import ajouter_module
from besoins.actions.objectif import ajouter_objectif
from besoins.models import Module, Objectif
from tests.besoins.atelier import (
    adresse,
    besoin_retenu,
    brouillon,
    brouillon_complet,
    competence,
    texte,
    version_publiee,
)

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def version(client, d):
    """Two needs, two objectives and two modules; only the first of each are tied together."""
    version = brouillon(d, besoins=[besoin_retenu(d, "Aller vers"), besoin_retenu(d, "Protéger")])
    premier, _second = (
        ajouter_objectif(
            version=version, intitule=nom, competence=competence(), niveau=5, evaluation="Grille", par=d.concepteur
        )
        for nom in ("Accueillir", "Sécuriser")
    )
    premier.besoins.add(version.besoins.get(titre="Aller vers"))
    for titre, minutes, objectifs in (("Jouer", 90, [premier]), ("Échanger", 30, [])):
        ajouter_module(
            version=version, titre=titre, minutes=minutes, contenu="x", objectifs=objectifs, par=d.concepteur
        )
    client.force_login(d.concepteur)
    return version


def lier(version, *, objectif=None, besoin=None, module=None) -> str:
    """The value of a box: objective and need, or module and objective."""
    cles = [
        nom and modele.get(**{champ: nom}).pk
        for modele, champ, nom in (
            (version.modules, "titre", module),
            (version.objectifs, "intitule", objectif),
            (version.besoins, "titre", besoin),
        )
    ]
    return "-".join(str(cle) for cle in cles if cle)


def cocher(client, version, **champs):
    return client.post(adresse("couverture_update", version.pk), champs)


def liens(version) -> tuple[set, set]:
    return (
        set(version.objectifs.filter(besoins__isnull=False).values_list("intitule", "besoins__titre")),
        set(version.modules.filter(objectifs__isnull=False).values_list("titre", "objectifs__intitule")),
    )


class TestPage:
    def test_dit_ce_que_rien_ne_sert_et_ou_va_le_temps(self, client, version):
        page = texte(client.get(adresse("couverture_detail", version.pk)))

        for attendu in (
            "Besoins servis par un module : 1 sur 2, soit 50 % de leur poids.",
            "Aucun module ne répond au besoin « Protéger ».",
            "L'objectif « Sécuriser » ne répond à aucun besoin.",
            "Aucun module ne travaille l'objectif « Sécuriser ».",
            "Le module « Échanger » ne sert aucun besoin.",
            "30 min ne servent aucun besoin.",
            "75 %",
            "1 h 30",
        ):
            assert attendu in page

    def test_se_lit_sans_pouvoir_cocher(self, client, d, version):
        client.force_login(d.formateur)

        page = texte(client.get(adresse("couverture_detail", version.pk)))

        assert 'type="checkbox"' not in page
        assert page.count(">oui<") == 2
        assert client.post(adresse("couverture_update", version.pk)).status_code == 403

    def test_une_version_publiee_ne_se_coche_plus(self, client, d):
        publiee = version_publiee(d)
        client.force_login(d.concepteur)

        assert 'type="checkbox"' not in texte(client.get(adresse("couverture_detail", publiee.pk)))
        page = client.post(adresse("couverture_update", publiee.pk), follow=True)
        assert "Cette version ne se modifie plus" in texte(page)

    def test_un_besoin_perdu_ne_compte_plus(self, client, version):
        version.besoins.filter(titre="Protéger").update(etat="qualifie", decide_par=None, decide_le=None)

        page = texte(client.get(adresse("couverture_detail", version.pk)))

        assert "Besoins servis par un module : 1 sur 1, soit 100 % de leur poids." in page
        assert "Protéger" not in page

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_ne_depend_pas_du_contenu(self, client, d, nombre, django_assert_num_queries):
        version = brouillon_complet(
            d, minutes=(180,) * nombre, besoins=[besoin_retenu(d, f"Besoin {rang}") for rang in range(nombre)]
        )
        client.force_login(d.concepteur)

        with django_assert_num_queries(18):
            client.get(adresse("couverture_detail", version.pk))


class TestCocher:
    def test_ajoute_et_retire_ce_qui_change(self, client, version):
        ancien = lier(version, objectif="Accueillir", besoin="Aller vers")
        joue = lier(version, module="Jouer", objectif="Accueillir")
        champs = {
            "besoins": [lier(version, objectif="Sécuriser", besoin="Protéger")],
            "besoins_avant": [ancien],
            "modules": [joue, lier(version, module="Échanger", objectif="Sécuriser")],
            "modules_avant": [joue],
        }

        for _ in range(2):
            reponse = cocher(client, version, **champs)

        assert reponse.url == adresse("couverture_detail", version.pk)
        assert liens(version) == (
            {("Sécuriser", "Protéger")},
            {("Jouer", "Accueillir"), ("Échanger", "Sécuriser")},
        )
        assert version.objectifs.get(intitule="Sécuriser").revision == 2
        assert version.modules.get(titre="Jouer").revision == 1

    def test_ne_defait_pas_ce_qu_une_autre_personne_vient_de_cocher(self, client, version):
        """The page was shown before the other ticked: what it does not hold was not unticked."""
        ancien = lier(version, objectif="Accueillir", besoin="Aller vers")
        version.objectifs.get(intitule="Accueillir").besoins.add(version.besoins.get(titre="Protéger"))

        cocher(client, version, besoins=[], besoins_avant=[ancien])

        assert liens(version)[0] == {("Accueillir", "Protéger")}

    def test_la_page_rafraichie_montre_le_nouveau_bilan(self, client, version):
        reponse = client.post(
            adresse("couverture_update", version.pk),
            {"besoins": lier(version, objectif="Sécuriser", besoin="Protéger")},
            follow=True,
            **HTMX,
        )

        page = texte(reponse)
        assert "L'objectif « Sécuriser » ne répond à aucun besoin." not in page
        assert 'id="bilan"' in page
        assert 'id="matrice-avant"' in page
        assert 'id="messages"' in page

    @pytest.mark.parametrize("champ", ["besoins", "modules"])
    def test_un_element_parti_est_dit_et_rien_n_est_enregistre(self, client, version, champ):
        bon = lier(version, objectif="Sécuriser", besoin="Protéger")

        reponse = client.post(
            adresse("couverture_update", version.pk),
            {"besoins": [bon], champ: [bon, "999999-999998"] if champ == "besoins" else ["999999-999998"]},
            follow=True,
        )

        assert "vient de quitter le programme" in texte(reponse)
        assert liens(version)[0] == {("Accueillir", "Aller vers")}

    def test_ce_qui_vient_d_un_autre_programme_est_refuse(self, client, d, version):
        autre = brouillon_complet(d, "Autre programme")
        valeur = f"{Objectif.objects.get(version=autre).pk}-{version.besoins.first().pk}"

        reponse = client.post(adresse("couverture_update", version.pk), {"besoins": [valeur]}, follow=True)

        assert "vient de quitter le programme" in texte(reponse)
        assert Module.objects.filter(version=autre).count() == 2

    @pytest.mark.parametrize("valeur", ["", "x", "1", "1-2-3", "9" * 30 + "-1", "١-٢"])
    def test_une_valeur_inventee_est_ignoree(self, client, version, valeur):
        assert cocher(client, version, besoins=[valeur], modules=[valeur]).status_code == 302
        assert liens(version) == ({("Accueillir", "Aller vers")}, {("Jouer", "Accueillir")})
