"""Data sets over HTTP: a page in JSON, the whole in CSV, one object; what cannot be answered says why."""

import json
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.text import compress_sequence
from django.utils.translation import gettext as _

from academie.diffusion.cadence import cadence
from academie.diffusion.collection import (
    Demande,
    Jeu,
    adresse,
    canonique,
    lire_demande,
    lire_objet,
    rangees,
)
from academie.diffusion.contenu import Contenu
from academie.diffusion.memoire import memoire
from academie.diffusion.probleme import Probleme
from academie.diffusion.reponse import ORIGINES, DiffusionView, accepte_gzip, diffuser
from academie.tableaux import lignes_csv

JSON = "application/json"
CADENCE = "donnees"


@dataclass(frozen=True, eq=False)
class ContenuDePage(Contenu):
    """With the address of the next page: empty on the last."""

    suivant: str = ""


class DonneesView(DiffusionView):
    """What is wrong is told as a problem, whatever it is."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except Probleme as probleme:
            return probleme.reponse()

    def http_method_not_allowed(self, request, *args, **kwargs):
        permises = "GET, HEAD, OPTIONS"
        raise Probleme("methode", _("Cette adresse répond à\xa0: %s.") % permises, Allow=permises)

    def get(self, request, **kwargs):
        contenu = self.contenu(**kwargs)
        reponse = diffuser(request, contenu, public=True, secondes=self.secondes, nom=CADENCE)
        if reponse.status_code == 429:
            raise trop_d_appels(reponse)
        return completer(reponse, contenu)


class JeuView(DonneesView):
    jeu: Jeu = None


class CollectionView(JeuView):
    """A page of a data set, kept in memory as long as its mark holds: asked again, it costs one query."""

    def contenu(self, **kwargs) -> Contenu:
        marque, modifie_le = self.jeu.marque()
        parametres = canonique(self.request.GET)
        fabriquer = partial(page_en_json, self.jeu, parametres, modifie_le)
        if marque is None:
            return fabriquer()
        return memoire.obtenir((self.jeu.nom, parametres, marque), fabriquer)


class ObjetView(JeuView):
    """One row of a data set."""

    def contenu(self, **kwargs) -> Contenu:
        identifiant = kwargs["identifiant"]
        lire_demande(self.jeu, canonique(self.request.GET), permis=())
        objet = lire_objet(self.jeu, identifiant)
        if objet is None:
            raise Probleme("introuvable", _("Rien ne porte l'identifiant «\xa0%s\xa0».") % str(identifiant)[:80])
        return Contenu(en_json(objet), JSON, None, f"{self.jeu.nom}-{identifiant}.json")


class CollectionCsvView(JeuView):
    """All rows of the filter in one file, some hundreds in memory at a time.

    They are read as they leave: the ETag is that of the mark (weak), read before them.
    """

    def get(self, request, **kwargs):
        marque, _modifie_le = self.jeu.marque()
        parametres = canonique(request.GET)
        demande = lire_demande(self.jeu, parametres, permis=self.jeu.noms_des_filtres)
        etag = f'W/"{sha256(repr((self.jeu.nom, marque, parametres)).encode()).hexdigest()[:32]}"' if marque else None
        reponse = get_conditional_response(request, etag) or self.fichier(demande)
        if reponse.status_code == 200 and (refus := cadence(request, CADENCE)):
            raise trop_d_appels(refus)
        if etag:
            reponse["ETag"] = etag
        reponse["Cache-Control"] = f"public, max-age={self.secondes}"
        return completer(reponse)

    def fichier(self, demande: Demande) -> HttpResponseBase:
        """Nothing is read before it is asked for."""
        entetes = {
            "Content-Disposition": f'attachment; filename="{self.jeu.nom}.csv"',
        }
        type_ = "text/csv; charset=utf-8; header=present"
        if self.request.method == "HEAD":
            return HttpResponse(content_type=type_, headers=entetes)
        lignes = (texte.encode() for texte in lignes_csv(rangees(self.jeu, demande.toutes())))
        if accepte_gzip(self.request.headers.get("Accept-Encoding", "")):
            entetes["Content-Encoding"] = "gzip"
            lignes = compress_sequence(lignes)
        return StreamingHttpResponse(lignes, content_type=type_, headers=entetes)


def page_en_json(jeu: Jeu, parametres, modifie_le) -> ContenuDePage:
    demande = lire_demande(jeu, parametres)
    page = demande.page()
    autres = [(nom, valeur) for nom, valeur in parametres if nom != "suite"]
    suivant = adresse(jeu, "json", [*autres, ("suite", page.suite)]) if page.suite else ""
    corps = en_json({"donnees": page.donnees, "suivant": suivant or None})
    return ContenuDePage(corps, JSON, modifie_le, f"{jeu.nom}.json", suivant)


def en_json(valeur: Any) -> bytes:
    return json.dumps(valeur, ensure_ascii=False, separators=(",", ":")).encode()


def completer(reponse: HttpResponseBase, contenu: Contenu | None = None) -> HttpResponseBase:
    """What pages of other sites may read, and where the next page is (RFC 8288)."""
    for entete, valeur in ORIGINES.items():
        reponse[entete] = valeur
    reponse["Access-Control-Expose-Headers"] += ", Link"
    patch_vary_headers(reponse, ["Accept-Encoding"])
    if suivant := getattr(contenu, "suivant", ""):
        reponse["Link"] = f'<{suivant}>; rel="next"'
    return reponse


def trop_d_appels(refus: HttpResponse) -> Probleme:
    return Probleme("cadence", refus.content.decode(), **{"Retry-After": refus["Retry-After"]})
