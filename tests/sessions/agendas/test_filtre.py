import pytest
from django.urls import resolve

from sessions.agendas.filtre import Filtre


def test_deux_facons_de_demander_la_meme_chose_sont_egales():
    un = Filtre(regions=("24", "11", "11"), themes=("x",))
    deux = Filtre(themes=("x",), regions=("11", "24"))
    assert un == deux
    assert un.cle == deux.cle == "theme=x&region=11&region=24"
    assert Filtre().cle == "public"
    assert Filtre(distance=True).cle == "distance=1"
    assert Filtre.de("region", "11") == Filtre(regions=("11",))


@pytest.mark.parametrize(
    ("filtre", "adresse", "nom"),
    [
        (Filtre(), "/agendas/public.ics", "agenda_public"),
        (Filtre(regions=("11",)), "/agendas/region/11.ics", "agenda_region"),
        (Filtre(epcis=("242900314",)), "/agendas/epci/242900314.ics", "agenda_epci"),
        (Filtre(departements=("2A",)), "/agendas/departement/2A.ics", "agenda_departement"),
        (Filtre(themes=("a-b",)), "/agendas/theme/a-b.ics", "agenda_theme"),
        (Filtre(programmes=("p",)), "/agendas/programme/p.ics", "agenda_programme"),
        (Filtre(profils=("interne",)), "/agendas/sessions.ics?profil=interne", "agenda_filtre"),
        (Filtre(regions=("11",), distance=True), "/agendas/sessions.ics?region=11&distance=1", "agenda_filtre"),
        (Filtre(regions=("11", "24")), "/agendas/sessions.ics?region=11&region=24", "agenda_filtre"),
    ],
    ids=lambda valeur: valeur if isinstance(valeur, str) else "",
)
def test_chaque_filtre_a_une_adresse(filtre, adresse, nom):
    assert filtre.adresse_relative() == adresse
    assert resolve(adresse.partition("?")[0]).url_name == nom


def test_les_versions_sont_celles_de_l_axe_le_plus_etroit():
    tout = Filtre(regions=("11",), themes=("t",), programmes=("a", "b"), profils=("interne",), distance=True)
    assert tout.cles_de_version == ["programme/a", "programme/b"]
    assert Filtre(regions=("11",), profils=("interne",)).cles_de_version == ["region/11"]
    assert Filtre(distance=True).cles_de_version == ["distance"]
    assert Filtre().cles_de_version == ["public"]


def test_le_fichier_dit_ce_qu_il_est():
    assert Filtre().nom_de_fichier == "oten-academie-public.ics"
    assert Filtre.de("region", "11").nom_de_fichier == "oten-academie-region-11.ics"
    assert Filtre(regions=("11", "24")).nom_de_fichier == "oten-academie-sessions.ics"
