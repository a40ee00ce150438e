import json
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from academie.branchements.offre import TENUES, Tenue
from tests.besoins.atelier import TEXTES, version_publiee

HOSTILE = '</script><script>alert(1)</script><!-- & \u2028 "]]>'


class Lecteur(HTMLParser):
    """What a search engine takes of a page: data blocks, metas, links."""

    def __init__(self, page: str):
        super().__init__()
        self.blocs, self.metas, self.liens, self.dans = [], {}, {}, False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attributs = dict(attrs)
        self.dans = tag == "script" and attributs.get("type") == "application/ld+json"
        if self.dans:
            self.blocs.append("")
        if tag == "meta":
            self.metas[attributs.get("name") or attributs.get("property")] = attributs.get("content")
        if tag == "link":
            self.liens[attributs["rel"]] = attributs["href"]

    def handle_endtag(self, tag):
        self.dans = False

    def handle_data(self, data):
        if self.dans:
            self.blocs[-1] += data


def lire(client, version) -> Lecteur:
    return Lecteur(client.get(f"/catalogue/{version.programme.slug}/").text)


def cours(client, version) -> dict:
    [bloc] = lire(client, version).blocs
    return json.loads(bloc)


@pytest.fixture
def tenues(monkeypatch):
    """Sessions as another house tells them."""
    donnees = []
    monkeypatch.setattr("academie.branchements.offre.TENUES", [lambda programmes: donnees])
    return donnees


def tenue(version, **champs) -> Tenue:
    debut = timezone.make_aware(timezone.datetime(2027, 3, 3, 9, 0))
    fin = timezone.make_aware(timezone.datetime(2027, 3, 4, 17, 0))
    faits = {"url": "/sessions/7/", "debut": debut, "fin": fin, "mode": "presentiel", "places": 12}
    return Tenue(programme=version.programme_id, **(faits | champs))


def test_la_page_porte_un_cours_de_schema_org(d, client, tenues):
    version = version_publiee(d, minutes=(180, 165))

    lu = cours(client, version)

    assert lu["@context"] == "https://schema.org"
    assert lu["@type"] == "Course"
    assert lu["url"] == f"http://testserver/catalogue/{version.programme.slug}/"
    assert lu["name"] == "Accompagner l'e-administration"
    assert lu["description"] == TEXTES["presentation"]
    assert lu["provider"]["@type"] == "Organization"
    assert lu["teaches"] == ["Accompagner une démarche en ligne"]
    assert lu["timeRequired"] == "PT5H45M"
    assert [module["timeRequired"] for module in lu["syllabusSections"]] == ["PT3H", "PT2H45M"]
    assert lu["offers"] == {"@type": "Offer", "category": "Free", "price": 0, "priceCurrency": "EUR"}
    assert "hasCourseInstance" not in lu


def test_les_sessions_ouvertes_en_sont_les_instances(d, client, tenues):
    version = version_publiee(d)
    tenues += [
        tenue(version, lieu="Mairie", rue="1 place du Bourg", commune="Brest", region="Bretagne"),
        tenue(version, mode="distance"),
    ]

    sur_place, a_distance = cours(client, version)["hasCourseInstance"]

    assert sur_place["courseMode"] == "Onsite"
    assert sur_place["startDate"] == "2027-03-03T09:00:00+01:00"
    assert sur_place["endDate"] == "2027-03-04T17:00:00+01:00"
    assert sur_place["url"] == "http://testserver/sessions/7/"
    assert sur_place["location"]["address"]["addressLocality"] == "Brest"
    assert sur_place["offers"]["price"] == 0
    assert sur_place["maximumAttendeeCapacity"] == 12
    assert a_distance["courseMode"] == "Online"
    assert a_distance["location"] == {"@type": "VirtualLocation", "url": "http://testserver/sessions/7/"}


def test_un_prix_en_toutes_lettres_ne_devient_pas_gratuit(d, client, tenues):
    version = version_publiee(d, textes={"tarif": "Cent euros, gratuit pour les structures"})
    tenues.append(tenue(version, mode="distance"))

    lu = cours(client, version)

    assert "offers" not in lu
    assert "isAccessibleForFree" not in lu
    assert "offers" not in lu["hasCourseInstance"][0]


def test_aucun_texte_ne_sort_du_bloc(d, client, tenues):
    version = version_publiee(d, textes={"presentation": HOSTILE, "publics": HOSTILE})

    page = client.get(f"/catalogue/{version.programme.slug}/").text

    assert "<script>alert" not in page
    lecteur = Lecteur(page)
    assert json.loads(lecteur.blocs[0])["description"] == HOSTILE
    assert json.loads(lecteur.blocs[0])["audience"]["audienceType"] == HOSTILE
    assert len(lecteur.blocs) == 1


def test_la_tete_dit_le_resume_et_la_bonne_adresse(d, client, tenues):
    version = version_publiee(
        d, textes={"presentation": 'Première ligne.\n\nDeuxième « ligne » & "fin". ' + "mot " * 200}
    )

    lecteur = lire(client, version)

    assert lecteur.liens["canonical"] == f"http://testserver/catalogue/{version.programme.slug}/"
    assert lecteur.metas["description"].startswith('Première ligne. Deuxième « ligne » & "fin". mot')
    assert len(lecteur.metas["description"].split(" ")) == 50
    assert lecteur.metas["og:title"] == "Accompagner l'e-administration"
    assert lecteur.metas["og:url"] == lecteur.liens["canonical"]
    assert lecteur.metas["og:description"] == lecteur.metas["description"]


def test_la_maison_des_sessions_dit_les_siennes():
    assert TENUES
