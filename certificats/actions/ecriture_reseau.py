"""The lines of an import written, some hundreds at a time: each lot whole or not at all, each line once."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from hashlib import sha256
from secrets import token_hex

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from academie.actions.message import Lettre, mettre_en_file_en_nombre
from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Utilisateur
from academie.recherche import NomsField
from certificats.models import FormationPassee, ImportationReseau, LigneReseau, LotReseau, Poste

Etat = ImportationReseau.Etat
Verdict, Decision = LigneReseau.Verdict, LigneReseau.Decision
PAR_LOT = 500
# In the order in which they are written; undone in the other one. The address of an account goes with it.
RANGS: tuple[type[models.Model], ...] = (Structure, Utilisateur, Affectation, Poste, FormationPassee)


def executer_import(importation_id: int, *, le: datetime | None = None) -> None:
    """Write every line that is not written yet, lot after lot, then erase the file."""
    while _ecrire_un_lot(importation_id, le or timezone.now()):
        pass


def empreinte(objet: models.Model) -> str:
    """A fingerprint of a row: what tells, later, that nobody touched it. What is made from the rest adds nothing."""
    valeurs = [f"{nom}={getattr(objet, nom)}" for nom in _champs(type(objet))]
    return sha256("\x1f".join(valeurs).encode()).hexdigest()[:32]


@cache
def _champs(modele: type[models.Model]) -> list[str]:
    return [champ.attname for champ in modele._meta.concrete_fields if not isinstance(champ, NomsField)]


@transaction.atomic
def _ecrire_un_lot(importation_id: int, le: datetime) -> bool:
    importation = ImportationReseau.objects.select_for_update().get(pk=importation_id)
    if importation.etat != Etat.EN_COURS:
        return False
    a_ecrire = importation.lignes_lues.filter(ecrite=False).exclude(
        Q(verdict=Verdict.REFUSEE) | Q(decision=Decision.LAISSEE)
    )
    lignes = list(a_ecrire.only("importation", "numero", "lu", "personne").order_by("numero")[:PAR_LOT])
    if lignes:
        comptes = _Ecriture(importation, lignes, le).ecrire()
        LigneReseau.objects.filter(pk__in=[ligne.pk for ligne in lignes]).update(ecrite=True)
        importation.bilan = dict(Counter(importation.bilan) + comptes)
        importation.traitees, importation.avancee_le = lignes[-1].numero, timezone.now()
        importation.save()
        return True
    if importation.fichier:
        transaction.on_commit(partial(importation.fichier.storage.delete, str(importation.fichier.name)))
    importation.fichier = ""
    importation.finir(bilan=importation.bilan, le=le)
    importation.save()
    return False


@dataclass
class _Ecriture:
    """One lot of lines, and what comes of them."""

    importation: ImportationReseau
    lignes: list[LigneReseau]
    le: datetime
    personnes: dict[int, Utilisateur] = field(default_factory=dict)  # by line number
    nouvelles: list[Utilisateur] = field(default_factory=list)

    def ecrire(self) -> Counter:
        structures = self._creer_structures()
        self._reconnaitre()
        self._ouvrir_les_comptes()
        connues = {personne.pk for personne in self.personnes.values()} - {u.pk for u in self.nouvelles}
        affectations = self._nouveaux(Affectation, self._affectations(), _cles_affectations(connues), _cle_affectation)
        postes = self._nouveaux(Poste, self._postes(), _cles(Poste, CLE_POSTE, connues), _cle_poste)
        formations = self._nouveaux(
            FormationPassee, self._formations(), _cles(FormationPassee, CLE_FORMATION, connues), _cle_formation
        )
        if self.importation.inviter:
            self._inviter()
        return Counter(
            structures=len(structures),
            personnes=len(self.nouvelles),
            affectations=len(affectations),
            postes=len(postes),
            formations=len(formations),
            lignes=len(self.lignes),
        )

    def _creer_structures(self) -> list[Structure]:
        """The structures that this lot needs and that somebody chose to create; each once."""
        creees, choix = [], self.importation.structures
        for ligne in self.lignes:
            faits = choix.get(ligne.lu.get("structure_cle", ""), {})
            if faits.get("choix") != "creer":
                continue
            if "cree" not in faits:
                structure, neuve = Structure.objects.get_or_create(
                    nom=faits["nom"],
                    territoire_id=faits["territoire"],
                    defaults={"genre": Structure.Genre.AUTRE, "siret": faits["siret"]},
                )
                faits["cree"] = structure.pk
                creees += [structure] if neuve else []
            ligne.lu["structure"] = faits["cree"]
        self._retenir(creees)
        return creees

    def _reconnaitre(self) -> None:
        """Who each line is about, when the account exists: decided, recognised, or opened since by that address."""
        premieres = self._premieres()
        toutes = [*self.lignes, *premieres.values()]
        adresses = {ligne.lu["email"] for ligne in toutes if ligne.lu.get("email")}
        par_adresse = {u.email: u for u in Utilisateur.objects.filter(email__in=adresses)}
        secondaires = EmailAddress.objects.filter(email__in=adresses - par_adresse.keys(), verified=True)
        par_adresse |= {a.email: a.user for a in secondaires.select_related("user")}
        par_cle = Utilisateur.objects.in_bulk({ligne.personne_id for ligne in toutes} - {None})
        for ligne in self.lignes:
            origine = ligne
            while origine.lu.get("comme") in premieres:
                origine = premieres[origine.lu["comme"]]
            personne = par_cle.get(origine.personne_id) or par_adresse.get(origine.lu.get("email", ""))
            if personne := personne or par_adresse.get(ligne.lu.get("email", "")):
                self.personnes[ligne.numero] = personne

    def _premieres(self) -> dict[int, LigneReseau]:
        """The earlier lines of the same people, and those before them: their address leads to the account they opened."""
        premieres: dict[int, LigneReseau] = {}
        lignes = self.lignes
        while numeros := {ligne.lu["comme"] for ligne in lignes if "comme" in ligne.lu} - premieres.keys():
            lignes = list(self.importation.lignes_lues.filter(numero__in=numeros))
            premieres |= {ligne.numero: ligne for ligne in lignes}
            if not lignes:
                break
        return premieres

    def _ouvrir_les_comptes(self) -> None:
        """Accounts without a password: whoever reads the address may choose one."""
        par_adresse: dict[str, Utilisateur] = {}
        par_ligne: dict[int, Utilisateur] = {}
        for ligne in self.lignes:
            lu = ligne.lu
            if ligne.numero in self.personnes or not lu.get("email"):
                continue
            personne = par_ligne.get(lu.get("comme", 0)) or par_adresse.get(lu["email"])
            if personne is None and lu.get("prenom") and lu.get("nom"):
                personne = Utilisateur(
                    email=lu["email"],
                    prenom=lu["prenom"],
                    nom=lu["nom"],
                    territoire_id=lu.get("territoire"),
                    password=f"{UNUSABLE_PASSWORD_PREFIX}{token_hex(20)}",
                    cree_le=self.le,
                )
                par_adresse[lu["email"]] = personne
            if personne is not None:
                par_ligne[ligne.numero] = self.personnes[ligne.numero] = personne
        self.nouvelles = Utilisateur.objects.bulk_create(par_adresse.values())
        self._retenir(self.nouvelles)
        EmailAddress.objects.bulk_create(
            EmailAddress(user_id=personne.pk, email=personne.email, verified=True, primary=True)
            for personne in self.nouvelles
        )

    def _affectations(self):
        """Today's right to be an animateur, where the line says that the person works; nowhere in particular for a newcomer."""
        neuves = {personne.pk for personne in self.nouvelles}
        for ligne, personne in self._lignes():
            structure, fin = ligne.lu.get("structure"), _jour(ligne.lu.get("fin"))
            if fin and fin < self.jour:
                structure = fin = None
            if structure or personne.pk in neuves:
                debut = (_jour(ligne.lu.get("debut")) if structure else None) or self.jour
                neuves.discard(personne.pk)
                yield Affectation(
                    utilisateur_id=personne.pk, role=Role.ANIMATEUR, structure_id=structure, debut=debut, fin=fin
                )

    def _postes(self):
        for ligne, personne in self._lignes():
            lu = ligne.lu
            if lu.get("intitule"):
                structure = lu.get("structure")
                yield Poste(
                    utilisateur_id=personne.pk,
                    intitule=lu["intitule"],
                    structure_id=structure,
                    employeur="" if structure else lu.get("employeur", ""),
                    fiche_id=lu.get("fiche"),
                    debut=_jour(lu.get("debut")) or self.jour,
                    fin=_jour(lu.get("fin")),
                )

    def _formations(self):
        for ligne, personne in self._lignes():
            lu = ligne.lu
            if lu.get("f_titre"):
                yield FormationPassee(
                    utilisateur_id=personne.pk,
                    titre=lu["f_titre"],
                    organisme=lu.get("f_organisme", ""),
                    debut=_jour(lu.get("f_debut")),
                    fin=_jour(lu.get("f_fin")),
                    heures=Decimal(lu["f_heures"]) if lu.get("f_heures") else None,
                )

    def _lignes(self):
        return ((ligne, self.personnes[ligne.numero]) for ligne in self.lignes if ligne.numero in self.personnes)

    @property
    def jour(self) -> date:
        return timezone.localdate(self.le)

    def _nouveaux(self, modele, objets, connus: set[tuple], cle) -> list:
        """Write those that are not there yet; the same one twice in the file is written once."""
        a_ecrire = []
        for objet in objets:
            if (sienne := cle(objet)) not in connus:
                connus.add(sienne)
                a_ecrire.append(objet)
        ecrits = modele.objects.bulk_create(a_ecrire)
        self._retenir(ecrits)
        return ecrits

    def _retenir(self, objets: list) -> None:
        if objets:
            LotReseau.objects.create(
                importation=self.importation,
                rang=RANGS.index(type(objets[0])),
                modele=objets[0]._meta.label,
                premier=min(objet.pk for objet in objets),
                dernier=max(objet.pk for objet in objets),
                empreintes={objet.pk: empreinte(objet) for objet in objets},
            )

    def _inviter(self) -> None:
        lien = settings.BASE_URL + reverse("account_reset_password")
        mettre_en_file_en_nombre(
            gabarit="certificats/messages/compte_importe.txt",
            lettres=[
                Lettre(
                    cle=f"reseau.invitation:{personne.pk}",
                    destinataire=personne.email,
                    utilisateur=personne,
                    contexte={
                        "prenom": personne.prenom,
                        "lien": lien,
                        "adresse": personne.email,
                        "contact": settings.CONTACT,
                    },
                )
                for personne in self.nouvelles
            ],
        )


CLE_POSTE = ("utilisateur_id", "intitule", "structure_id", "employeur", "debut")
CLE_FORMATION = ("utilisateur_id", "titre", "organisme", "debut", "fin")


def _cle_affectation(affectation: Affectation) -> tuple:
    return affectation.utilisateur_id, affectation.structure_id


def _cle_poste(poste: Poste) -> tuple:
    return tuple(getattr(poste, champ) for champ in CLE_POSTE)


def _cle_formation(formation: FormationPassee) -> tuple:
    return tuple(getattr(formation, champ) for champ in CLE_FORMATION)


def _cles(modele, champs: tuple[str, ...], personnes: set[int]) -> set[tuple]:
    return set(modele.objects.filter(utilisateur__in=personnes).order_by().values_list(*champs)) if personnes else set()


def _cles_affectations(personnes: set[int]) -> set[tuple]:
    """Where these people are animateurs today or later: not given again."""
    if not personnes:
        return set()
    vives = Affectation.objects.filter(
        Q(fin=None) | Q(fin__gte=timezone.localdate()), utilisateur__in=personnes, role=Role.ANIMATEUR
    )
    return set(vives.order_by().values_list("utilisateur", "structure"))


def _jour(texte: str | None) -> date | None:
    return date.fromisoformat(texte) if texte else None
