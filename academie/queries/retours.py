"""Where refused mails are read from: a file, a folder of mails, a pipe, or a mailbox of the mail server."""

import imaplib
import mailbox
import poplib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

DELAI = 30  # seconds


def lire_fichier(chemin: Path) -> Iterator[bytes]:
    """One mail in a file, or every mail of a Maildir, each taken away once given."""
    if not chemin.is_dir():
        yield chemin.read_bytes()
        return
    dossier = mailbox.Maildir(str(chemin), create=False)
    for cle in list(dossier.keys()):
        yield dossier.get_bytes(cle)
        dossier.discard(cle)


def lire_boite(adresse: str) -> Iterator[bytes]:
    """Every mail of a mailbox, deleted once given: "imaps://user:password@host/INBOX", "pop3s://user:password@host".

    Raises:
        ValueError: neither.
        OSError, imaplib.IMAP4.error, poplib.error_proto: the server does not answer or refuses.
    """
    lecteurs = {"imaps": _imap, "imap": _imap, "pop3s": _pop3, "pop3": _pop3}
    url = urlsplit(adresse)
    if url.scheme not in lecteurs or not url.hostname:
        raise ValueError(url.scheme)
    yield from lecteurs[url.scheme](url)


def _imap(url) -> Iterator[bytes]:
    genre, port = (imaplib.IMAP4_SSL, 993) if url.scheme == "imaps" else (imaplib.IMAP4, 143)
    with genre(url.hostname, url.port or port, timeout=DELAI) as serveur:
        serveur.login(unquote(url.username or ""), unquote(url.password or ""))
        serveur.select(url.path.strip("/") or "INBOX")
        for numero in serveur.search(None, "ALL")[1][0].split():
            reponse = serveur.fetch(numero, "(RFC822)")[1][0]
            if isinstance(reponse, tuple):
                yield reponse[1]
                serveur.store(numero, "+FLAGS", r"(\Deleted)")
        serveur.expunge()


def _pop3(url) -> Iterator[bytes]:
    genre, port = (poplib.POP3_SSL, 995) if url.scheme == "pop3s" else (poplib.POP3, 110)
    serveur = genre(url.hostname, url.port or port, timeout=DELAI)
    try:
        serveur.user(unquote(url.username or ""))
        serveur.pass_(unquote(url.password or ""))
        for numero in range(1, serveur.stat()[0] + 1):
            yield b"\r\n".join(serveur.retr(numero)[1])
            serveur.dele(numero)
    finally:
        serveur.quit()
