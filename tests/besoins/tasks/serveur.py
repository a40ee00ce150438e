"""A web server of one's own, on this machine: each path misbehaves in its way."""

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RSS = """<?xml version="1.0" encoding="{encodage}"?>
<rss version="2.0"><channel><title>Lettre du réseau</title><link>https://reseau.example/</link>
<item><guid isPermaLink="false">un</guid><title>Un bus numérique &amp; ses arrêts</title><link>https://reseau.example/bus?utm_source=rss</link>
<description><![CDATA[<p>Il passe <b>le mardi</b>.</p><script>alert(1)</script>]]></description>
<pubDate>Tue, 03 Mar 2026 09:00:00 +0100</pubDate></item>
<item><title>Élections du bureau</title><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Carnet</title><id>urn:carnet</id><updated>2026-03-03T09:00:00Z</updated>
<entry><id>urn:carnet:1</id><title type="html">Des permanences &lt;em&gt;à distance&lt;/em&gt;</title>
<link href="/permanences"/><updated>2026-03-02T09:00:00Z</updated><content type="html">&lt;p&gt;Chacun à sa façon.&lt;/p&gt;</content></entry>
</feed>"""
BOMBE = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>
<rss version="2.0"><channel><title>&c;</title></channel></rss>"""
TYPE = "application/xml"


class Serveur(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        self.recues: list[dict] = []
        self.fini = threading.Event()
        super().__init__(("127.0.0.1", 0), Reponses)

    def handle_error(self, request, client_address):
        """The client hung up: that is what some tests are about."""

    def adresse(self, chemin: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{chemin}"


class Reponses(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        self.server.recues.append(dict(self.headers))
        getattr(self, f"aller_{self.path[1:].partition('?')[0].partition('/')[0]}", self.aller_absent)()

    def donner(self, contenu: bytes, statut=200, genre=TYPE, **entetes):
        self.send_response(statut)
        self.send_header("Content-Type", genre)
        self.send_header("Content-Length", str(len(contenu)))
        for nom, valeur in entetes.items():
            self.send_header(nom.replace("_", "-"), valeur)
        self.end_headers()
        self.wfile.write(contenu)

    def aller_rss(self):
        self.donner(RSS.format(encodage="utf-8").encode(), ETag='"abc"', Last_Modified="Tue, 03 Mar 2026 08:00:00 GMT")

    def aller_inchange(self):
        if self.headers["If-None-Match"] == '"abc"':
            self.donner(b"", statut=304)
        else:
            self.aller_rss()

    def aller_latin(self):
        self.donner(RSS.format(encodage="ISO-8859-1").encode("latin-1"))

    def aller_atom(self):
        self.donner(ATOM.encode(), genre="application/atom+xml")

    def aller_gzip(self):
        self.donner(gzip.compress(ATOM.encode()), Content_Encoding="gzip")

    def aller_absent(self):
        self.donner(b"", statut=404)

    def aller_interdit(self):
        self.donner(b"", statut=403)

    def aller_panne(self):
        self.donner(b"", statut=503)

    def aller_boucle(self):
        self.donner(b"", statut=302, Location="/boucle")

    def aller_ailleurs(self):
        self.donner(b"", statut=301, Location="/rss")

    def aller_fichier(self):
        self.donner(b"", statut=302, Location="file:///etc/passwd")

    def aller_prive(self):
        self.donner(b"", statut=302, Location="http://10.0.0.1/rss")

    def aller_enorme(self):
        self.donner(b"<rss>" + b" " * (6 * 2**20))

    def aller_gonfle(self):
        self.donner(gzip.compress(b" " * (50 * 2**20)), Content_Encoding="gzip")

    def aller_brotli(self):
        self.donner(b"x", Content_Encoding="br")

    def aller_coupe(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<rss>")

    def aller_lent(self):
        """A byte at a time, for ever."""
        self.send_response(200)
        self.end_headers()
        while not self.server.fini.is_set():
            self.wfile.write(b" ")
            time.sleep(0.05)

    def aller_entetes(self):
        """Headers, a line at a time, for ever."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.fini.is_set():
            self.wfile.write(b"X: x\r\n")
            time.sleep(0.05)

    def aller_bombe(self):
        self.donner(BOMBE.encode())

    def aller_malforme(self):
        self.donner(RSS.format(encodage="utf-8").replace("</item>\n</channel></rss>", "<oups").encode())

    def aller_page(self):
        self.donner(b"<!doctype html><title>Accueil</title><p>Bonjour", genre="text/html")

    def aller_vide(self):
        self.donner(b"")
