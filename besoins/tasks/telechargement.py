"""Bytes fetched from an address that somebody typed: only the public web, a few seconds, a few megabytes.

The address is checked on what is actually connected to, at each redirection: a name that resolves to a private network,
now or on a second look-up, is never reached (SSRF).
"""

import socket
import ssl
import zlib
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import ip_address, ip_network
from threading import Timer
from time import monotonic
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

DELAI = 20  # seconds, everything included
TAILLE = 5 * 2**20  # bytes, once decompressed
REDIRECTIONS = 3
MORCEAU = 64 * 2**10
# Addresses that carry an IPv4 one, maybe private.
PASSERELLES = [ip_network("2002::/16"), ip_network("64:ff9b::/96")]


class Inaccessible(Exception):
    """Nothing was read. The message says why, in French."""


@dataclass(frozen=True)
class Telechargement:
    """What the server gave; `contenu` is None when nothing changed since `etag` or `modifie`."""

    contenu: bytes | None
    url: str = ""
    type: str = ""
    etag: str = ""
    modifie: str = ""


def telecharger(url: str, *, etag: str = "", modifie: str = "", delai: float = DELAI) -> Telechargement:
    """Fetch `url`, at most REDIRECTIONS steps away, within `delai` seconds and TAILLE bytes.

    Raises:
        Inaccessible: anything else than a complete answer.
    """
    conditions = {"If-None-Match": etag, "If-Modified-Since": modifie}
    fin = monotonic() + delai
    for _essai in range(REDIRECTIONS + 1):
        try:
            suite = _demander(url, {nom: valeur for nom, valeur in conditions.items() if valeur}, fin)
            if isinstance(suite, Telechargement):
                return suite
            url = urljoin(url, suite)
        except (OSError, HTTPException, ValueError, zlib.error) as erreur:
            raise Inaccessible(_raison(erreur, fin)) from erreur
    raise Inaccessible(_("cette adresse renvoie sans cesse à une autre"))


def _demander(url: str, conditions: dict[str, str], fin: float) -> Telechargement | str:
    """One question; a string is where to ask next."""
    morceaux = urlsplit(iri_to_uri(url))
    if morceaux.scheme not in ("http", "https") or not morceaux.hostname:
        raise Inaccessible(_("seules les adresses http et https sont lues"))
    connexion = _Connexion(morceaux.hostname, morceaux.port, tls=morceaux.scheme == "https", fin=fin)
    try:
        chemin = (morceaux.path or "/") + (f"?{morceaux.query}" if morceaux.query else "")
        entetes = {"Accept-Encoding": "gzip", "User-Agent": "OTeN-Academie", "Connection": "close"}
        connexion.request("GET", chemin, headers=entetes | conditions)
        with connexion.getresponse() as reponse:
            return _lire(reponse, url, fin)
    finally:
        connexion.terminer()


class _Connexion(HTTPConnection):
    """Connects to addresses that were checked, and hangs up when the time is over, whatever the server drips."""

    def __init__(self, hote: str, port: int | None, *, tls: bool, fin: float):
        self.default_port = 443 if tls else 80
        super().__init__(hote, port or self.default_port)
        self.tls, self.fin = tls, fin
        self.garde: Timer | None = None

    def connect(self):
        self.sock = prise = _relier(self.host, self.port, self.fin)
        if self.tls:
            contexte = ssl.create_default_context()
            self.sock = prise = contexte.wrap_socket(prise, server_hostname=self.host, do_handshake_on_connect=False)
        self.garde = garde = Timer(max(self.fin - monotonic(), 0), _raccrocher, [prise])
        garde.daemon = True
        garde.start()
        if isinstance(prise, ssl.SSLSocket):
            prise.do_handshake()

    def terminer(self):
        if self.garde:
            self.garde.cancel()
        self.close()


def _raccrocher(prise: socket.socket) -> None:
    with suppress(OSError):  # already closed
        socket.socket.shutdown(prise, socket.SHUT_RDWR)


def _relier(hote: str, port: int, fin: float) -> socket.socket:
    adresses = socket.getaddrinfo(hote, port, type=socket.SOCK_STREAM)
    if not all(est_publique(str(adresse[4][0])) for adresse in adresses):
        raise Inaccessible(_("cette adresse mène à un réseau privé, que l'Académie ne lit pas"))
    for rang, (famille, genre, protocole, _nom, adresse) in enumerate(adresses, start=1):
        prise = socket.socket(famille, genre, protocole)
        prise.settimeout(max(fin - monotonic(), 0.01))
        try:
            prise.connect(adresse)
        except OSError:
            prise.close()
            if rang == len(adresses):
                raise
        else:
            return prise
    raise Inaccessible(_("ce site n'a pas d'adresse"))


def est_publique(adresse: str) -> bool:
    """Whether an IP address belongs to the public internet. Tests may open the machine's own (`FLUX_ADRESSES_LOCALES`)."""
    ip = ip_address(adresse.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.is_loopback and settings.FLUX_ADRESSES_LOCALES:
        return True
    return ip.is_global and not ip.is_multicast and not any(ip in reseau for reseau in PASSERELLES)


def _lire(reponse: HTTPResponse, url: str, fin: float) -> Telechargement | str:
    if reponse.status == 304:
        return Telechargement(None)
    if reponse.status in (301, 302, 303, 307, 308) and (ailleurs := reponse.headers["Location"]):
        return ailleurs
    if reponse.status != 200:
        raise Inaccessible(_refus(reponse.status))
    return Telechargement(
        _corps(reponse, fin),
        url=url,
        type=reponse.headers.get("Content-Type", ""),
        etag=reponse.headers.get("ETag", ""),
        modifie=reponse.headers.get("Last-Modified", ""),
    )


def _corps(reponse: HTTPResponse, fin: float) -> bytes:
    """The whole body, decompressed as it comes: a small file that swells is stopped as a large one."""
    encodage = reponse.headers.get("Content-Encoding", "identity").lower()
    if encodage not in ("gzip", "x-gzip", "identity", ""):
        raise Inaccessible(_("le site l'envoie sous une forme que l'Académie ne lit pas"))
    ouvrir = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress if "gzip" in encodage else lambda brut, _reste: brut
    contenu = bytearray()
    while brut := reponse.read(MORCEAU):
        contenu += ouvrir(brut, TAILLE + 1 - len(contenu))
        if len(contenu) > TAILLE:
            raise Inaccessible(_("ce fichier dépasse %(taille)d Mo") % {"taille": TAILLE // 2**20})
    if monotonic() >= fin:
        raise TimeoutError
    if reponse.length:
        raise HTTPException
    return bytes(contenu)


def _refus(statut: int) -> str:
    if statut in (404, 410):
        return _("cette page n'existe pas ou plus (réponse %(statut)d)") % {"statut": statut}
    if statut in (401, 403):
        return _("le site refuse l'accès (réponse %(statut)d)") % {"statut": statut}
    return _("le site répond par une erreur (%(statut)d)") % {"statut": statut}


def _raison(erreur: Exception, fin: float) -> str:
    if isinstance(erreur, TimeoutError) or monotonic() >= fin:
        return _("le site met trop de temps à répondre")
    if isinstance(erreur, socket.gaierror | UnicodeError):
        return _("ce nom de site est inconnu")
    if isinstance(erreur, ssl.SSLError):
        return _("la connexion sécurisée au site échoue")
    return _("la connexion au site échoue, ou s'interrompt")
