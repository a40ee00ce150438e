"""A line of a file of the network, understood: who, where, what post, what training; new, known, alike, or wrong and why."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import islice

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Structure, Utilisateur
from academie.models.structure import est_siret
from academie.models.territoire import normaliser
from academie.queries.doublon import Connue, Semblables, personnes_connues, structures_de
from academie.queries.tableau import Lieux
from academie.recherche.ressemblance import squelette
from academie.tableaux import lire_jour, lire_nombre, se_calcule
from certificats.models import FichePoste, ImportationReseau, LigneReseau

Verdict = LigneReseau.Verdict
PAR_LOT = 1000
LONGUEURS = {
    "prenom": 80,
    "nom": 120,
    "email": 254,
    "structure": 200,
    "intitule": 200,
    "f_titre": 200,
    "f_organisme": 200,
}
HEURES_MAXIMUM = 2000
CANDIDATS = 5
PROPOSITIONS = 5
ANNEE_MINIMUM = 1950
Cellules = dict[str, str]


class Lecture:
    """Reads lines one after the other. What everybody is called and where structures are is read once."""

    def __init__(self, importation: ImportationReseau):
        self.importation = importation
        self.choix = importation.structures
        self.inconnues: dict[str, dict] = {}
        self.semblables = Semblables(personnes_connues())
        self.structures = _Structures()
        self.fiches = {
            normaliser(titre): pk
            for pk, titre in FichePoste.objects.publiees().filter(structure=None).values_list("pk", "titre")
        }
        self.jour = timezone.localdate()
        self.vues: dict[int, int] = {}  # by address, then by name and structure: the first line
        self.noms: dict[int, int] = {}

    def lire(self, rangees: Iterable[tuple[int, Cellules]]) -> Iterator[LigneReseau]:
        suite = iter(rangees)
        while lot := list(islice(suite, PAR_LOT)):
            cellules = [(numero, {cle: " ".join(texte.split()) for cle, texte in c.items()}) for numero, c in lot]
            connues = _Connues(cellules)
            lieux = Lieux(c["commune"] for _numero, c in cellules if c.get("commune"))
            lignes = [self._ligne(numero, c, connues, lieux) for numero, c in cellules]
            self._rapprocher(lignes)
            yield from lignes

    def _ligne(self, numero: int, cellules: Cellules, connues: "_Connues", lieux: Lieux) -> LigneReseau:
        ligne = LigneReseau(importation_id=self.importation.pk, numero=numero, verdict=Verdict.NOUVELLE)
        _identite(ligne, cellules)
        self._lieu_de_travail(ligne, cellules, lieux)
        self._poste(ligne, cellules)
        _formation(ligne, cellules)
        if not ligne.raisons:
            self._reconnaitre(ligne, connues)
        if ligne.raisons:
            ligne.verdict = Verdict.REFUSEE
        return ligne

    def _lieu_de_travail(self, ligne: LigneReseau, cellules: Cellules, lieux: Lieux) -> None:
        nom, siret, commune = (cellules.get(cle, "") for cle in ("structure", "siret", "commune"))
        siret = siret.replace(" ", "")
        if siret and not est_siret(siret):
            return _refuser(ligne, "siret", _("« %s » n'est pas un numéro SIRET\xa0: quatorze chiffres.") % siret[:40])
        territoire = _territoire(ligne, commune, lieux) if commune else None
        if (commune and not territoire) or not (nom or siret):
            if territoire:
                ligne.lu["territoire"] = territoire.pk
            return None
        trouvee = self.structures.designee(nom, siret, territoire.pk if territoire else None)
        cle = f"{normaliser(nom)}|{siret}|{territoire.pk if territoire else ''}"
        choix = self.choix.get(cle, {}).get("choix", "")
        if trouvee is None and choix.isdecimal():
            trouvee = int(choix)
        if trouvee:
            ligne.lu["structure"] = trouvee
        elif not nom:
            return _refuser(ligne, "siret", _("Aucune structure ne porte ce SIRET\xa0: donnez aussi son nom."))
        else:
            ligne.lu |= {"employeur": nom, "structure_cle": cle}
        if trouvee is None or choix:
            self._noter_inconnue(cle, nom, siret, territoire)
        return None

    def _noter_inconnue(self, cle: str, nom: str, siret: str, territoire) -> None:
        if cle in self.inconnues:
            self.inconnues[cle]["lignes"] += 1
            return
        self.inconnues[cle] = {
            "nom": nom,
            "siret": siret,
            "territoire": territoire.pk if territoire else None,
            "commune": territoire.nom if territoire else "",
            "lignes": 1,
            "propositions": self.structures.proches(nom),
            "choix": self.choix.get(cle, {}).get("choix", ""),
        }

    def _poste(self, ligne: LigneReseau, cellules: Cellules) -> None:
        intitule = cellules.get("intitule", "")
        for cle in ("debut", "fin"):
            _jour(ligne, cle, cellules.get(cle, ""))
        _longueur(ligne, "intitule", intitule)
        lu = ligne.lu
        if lu.get("debut") and lu.get("fin") and lu["fin"] < lu["debut"]:
            return _refuser(ligne, "fin", _("Le poste finit avant d'avoir commencé\xa0: vérifiez les deux dates."))
        if lu.get("fin") and not lu.get("debut") and intitule:
            return _refuser(ligne, "debut", _("Un poste terminé a besoin de sa date de début."))
        if not intitule:
            return None
        if not (lu.get("structure") or lu.get("employeur") or ligne.raisons):
            return _refuser(ligne, "structure", _("Un poste a besoin d'une structure ou d'un employeur."))
        lu["intitule"] = intitule
        if fiche := self.fiches.get(normaliser(intitule)):
            lu["fiche"] = fiche
        return None

    def _reconnaitre(self, ligne: LigneReseau, connues: "_Connues") -> None:
        """By the address first; then by an earlier line; whoever is left may look like somebody (`_rapprocher`)."""
        lu = ligne.lu
        email, nom = lu.get("email", ""), _nom_normalise(lu)
        if email and (connue := connues.par_adresse.get(email)):
            return self._connue(ligne, connue, nom)
        if email and (premiere := self.vues.get(hash(email))):
            ligne.verdict, lu["comme"] = Verdict.CONNUE, premiere
            ligne.reconnue = _("même adresse que la ligne %(n)d") % {"n": premiere}
            return None
        if email:
            if not lu.get("prenom"):
                _refuser(ligne, "prenom", _("Il manque le prénom."))
            if not lu.get("nom"):
                _refuser(ligne, "nom", _("Il manque le nom."))
            if not ligne.raisons:
                self.vues[hash(email)] = ligne.numero
        return None

    def _connue(self, ligne: LigneReseau, connue: Utilisateur, nom: str) -> None:
        if not connue.is_active:
            return _refuser(ligne, "email", _("Le compte de cette adresse est fermé."))
        mots = set(squelette(normaliser(connue.get_full_name())).split())
        if nom and not mots & set(squelette(nom).split()):
            phrase = _("Cette adresse est celle de %(personne)s\xa0: corrigez l'adresse ou le nom.")
            return _refuser(ligne, "email", phrase % {"personne": connue})
        ligne.verdict, ligne.personne_id = Verdict.CONNUE, connue.pk
        ligne.reconnue = _("par son adresse")
        return None

    def _rapprocher(self, lignes: list[LigneReseau]) -> None:
        """New people who look like somebody known, or like an earlier line: to be decided by somebody."""
        a_voir = [(ligne, self._voisines(ligne)) for ligne in lignes if ligne.verdict == Verdict.NOUVELLE]
        structures = structures_de({p.pk for _ligne, voisines in a_voir for p in voisines})
        for ligne, voisines in a_voir:
            self._conclure(ligne, voisines, structures)

    def _voisines(self, ligne: LigneReseau) -> list[Connue]:
        nom, email = _nom_normalise(ligne.lu), ligne.lu.get("email", "")
        trouvees = {p.pk: p for p in self.semblables.d_adresse_voisine(email)} if email else {}
        return list(({p.pk: p for p in self.semblables.de_ce_nom(nom)} | trouvees).values()) if nom else []

    def _conclure(self, ligne: LigneReseau, voisines: list[Connue], structures: dict[int, set[int]]) -> None:
        lu, nom = ligne.lu, squelette(_nom_normalise(ligne.lu))
        ici, email = lu.get("structure"), lu.get("email", "")
        memes = [p for p in voisines if squelette(p.nom) == nom]
        au_meme_endroit = [p for p in memes if ici and ici in structures.get(p.pk, ())]
        if not email:
            return self._sans_adresse(ligne, memes, au_meme_endroit)
        sans_lieu = [p for p in memes if not ici or not structures.get(p.pk)]
        alertes = {p.pk: p for p in [*au_meme_endroit, *sans_lieu, *(p for p in voisines if p not in memes)]}
        candidats: list[dict] = [{"personne": pk} for pk in list(alertes)[:CANDIDATS]]
        cle = hash((nom, ici or lu.get("structure_cle")))
        if premiere := self.noms.setdefault(cle, ligne.numero):
            candidats += [{"ligne": premiere}] if premiere != ligne.numero else []
        if candidats:
            ligne.verdict, ligne.candidats = Verdict.DOUBLON, candidats
        return None

    def _sans_adresse(self, ligne: LigneReseau, memes: list[Connue], au_meme_endroit: list[Connue]) -> None:
        if len(au_meme_endroit) == 1:
            ligne.verdict, ligne.personne_id = Verdict.CONNUE, au_meme_endroit[0].pk
            ligne.reconnue = _("par son nom et sa structure")
        elif memes:
            ligne.verdict = Verdict.DOUBLON
            ligne.candidats = [{"personne": p.pk} for p in (au_meme_endroit or memes)[:CANDIDATS]]
        else:
            _refuser(
                ligne, "email", _("Personne de ce nom n'est connu\xa0: pour ouvrir un compte, il faut une adresse.")
            )
            ligne.verdict = Verdict.REFUSEE


class _Connues:
    """The accounts that the addresses of a lot of lines lead to: two queries."""

    def __init__(self, lot: list[tuple[int, Cellules]]):
        adresses = {cellules["email"].lower() for _numero, cellules in lot if cellules.get("email")}
        self.par_adresse = {u.email: u for u in Utilisateur.objects.filter(email__in=adresses)}
        secondaires = EmailAddress.objects.filter(email__in=adresses - self.par_adresse.keys(), verified=True)
        self.par_adresse |= {a.email: a.user for a in secondaires.select_related("user")}


class _Structures:
    """Every structure by SIRET and by name: a few thousand in a network."""

    def __init__(self):
        self.par_nom: dict[str, list[tuple[int, int]]] = {}
        self.par_siret: dict[str, int] = {}
        for pk, nom, siret, territoire in Structure.objects.order_by("pk").values_list(
            "pk", "nom", "siret", "territoire"
        ):
            self.par_nom.setdefault(normaliser(nom), []).append((pk, territoire))
            if siret:
                self.par_siret[siret] = pk
        self.proches = lru_cache(maxsize=2000)(self._proches)

    def designee(self, nom: str, siret: str, territoire: int | None) -> int | None:
        """The one structure that these words mean; None when there is none, or a doubt."""
        if siret in self.par_siret:
            return self.par_siret[siret]
        memes = self.par_nom.get(normaliser(nom), [])
        du_lieu = [pk for pk, ou in memes if territoire is None or ou == territoire]
        return du_lieu[0] if len(du_lieu) == 1 else None

    def _proches(self, nom: str) -> list[int]:
        """Those that share the most words with `nom`."""
        mots = set(normaliser(nom).split())
        notes = (
            (len(mots & set(autre.split())) / len(mots | set(autre.split()) or {""}), autre) for autre in self.par_nom
        )
        meilleurs = sorted((note for note in notes if note[0] >= 1 / 3), reverse=True)[:PROPOSITIONS]
        return [pk for _note, autre in meilleurs for pk, _ou in self.par_nom[autre]][:PROPOSITIONS]


def _identite(ligne: LigneReseau, cellules: Cellules) -> None:
    prenom, nom = cellules.get("prenom", ""), cellules.get("nom", "")
    if not (prenom or nom):
        prenom, nom = _partager(cellules.get("nom_complet", ""))
    email = cellules.get("email", "").lower()
    for cle, texte in (("prenom", prenom), ("nom", nom), ("email", email)):
        if texte:
            ligne.lu[cle] = texte
            _longueur(ligne, cle, texte)
        if cle != "email" and se_calcule(texte):
            phrase = _("« %s » commence comme une formule de tableur\xa0: écrivez le prénom ou le nom.")
            _refuser(ligne, cle, phrase % texte[:40])
    if not (email or prenom or nom):
        _refuser(ligne, "email", _("Ni adresse ni nom\xa0: on ne sait pas de qui il s'agit."))
    elif email and not ligne.raisons and not _adresse_valable(email):
        _refuser(ligne, "email", _("« %s » n'est pas une adresse électronique complète.") % email[:80])


def _partager(complet: str) -> tuple[str, str]:
    """First and last names: the words in capitals are the last name, else all but the first."""
    mots = complet.split()
    capitales = [mot for mot in mots if mot.isupper() and len(mot) > 1]
    if capitales and len(capitales) < len(mots):
        return " ".join(mot for mot in mots if mot not in capitales), " ".join(capitales)
    return " ".join(mots[:1]), " ".join(mots[1:])


def _adresse_valable(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def _territoire(ligne: LigneReseau, texte: str, lieux: Lieux):
    trouves = lieux.designes(texte)
    if len(trouves) == 1:
        return trouves[0]
    raison = (
        _("Plusieurs lieux s'appellent « %s »\xa0: donnez le code INSEE.")
        if trouves
        else _("« %s » n'est pas dans le Code officiel géographique\xa0: donnez le code INSEE de la commune.")
    )
    return _refuser(ligne, "commune", raison % texte[:60])


def _formation(ligne: LigneReseau, cellules: Cellules) -> None:
    titre = cellules.get("f_titre", "")
    if not titre:
        return None
    for cle in ("f_titre", "f_organisme"):
        _longueur(ligne, cle, cellules.get(cle, ""))
    for cle in ("f_debut", "f_fin"):
        _jour(ligne, cle, cellules.get(cle, ""))
    lu = ligne.lu
    if lu.get("f_debut") and lu.get("f_fin") and lu["f_fin"] < lu["f_debut"]:
        return _refuser(ligne, "f_fin", _("La formation finit avant d'avoir commencé\xa0: vérifiez les deux dates."))
    if heures := cellules.get("f_heures", ""):
        try:
            nombre = lire_nombre(heures)
            if nombre > HEURES_MAXIMUM:
                raise ValueError(heures)
            lu["f_heures"] = str(round(nombre, 2))
        except ValueError:
            _refuser(
                ligne,
                "f_heures",
                _("« %s » n'est pas un nombre d'heures\xa0: écrivez par exemple 14 ou 10,5.") % heures[:40],
            )
    lu |= {"f_titre": titre, "f_organisme": cellules.get("f_organisme", "")}
    return None


@lru_cache(maxsize=20_000)
def _lire_jour(texte: str) -> str | None:
    try:
        jour: date = lire_jour(texte)
    except ValueError:
        return None
    return jour.isoformat() if jour.year >= ANNEE_MINIMUM else None


def _jour(ligne: LigneReseau, cle: str, texte: str) -> None:
    if not texte:
        return
    if jour := _lire_jour(texte):
        ligne.lu[cle] = jour
    else:
        _refuser(ligne, cle, _("« %s » n'est pas une date\xa0: écrivez par exemple 31/03/2026.") % texte[:40])


def _longueur(ligne: LigneReseau, cle: str, texte: str) -> None:
    if len(texte) > LONGUEURS[cle]:
        _refuser(ligne, cle, _("Trop long\xa0: %(n)d caractères au plus.") % {"n": LONGUEURS[cle]})


def _refuser(ligne: LigneReseau, colonne: str, phrase: str) -> None:
    ligne.raisons.append([colonne, phrase])


def _nom_normalise(lu: dict) -> str:
    return normaliser(f"{lu.get('prenom', '')} {lu.get('nom', '')}")
