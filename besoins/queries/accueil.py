"""What besoins has for a person: surveys to answer, to build, to read; signals to rate; needs to decide."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.autorisations.table import Role
from academie.branchements.accueil import Apport, Figure, Ligne
from academie.francais import date_sans_jour, nombre
from academie.regles import regle
from besoins.models import Besoin, Enquete, Envoi, Invitation, Ressource, Signal, VersionProgramme
from besoins.queries.enquete import enquetes_avec_chiffres
from besoins.queries.envoi import destinataires_par_enquete
from besoins.queries.invitation import lien_invitation
from besoins.queries.retour import nombre_de_besoins

MAISON = "besoins"


def apport_ecouter(utilisateur) -> Apport:
    """Lines and figures of the listening stage, by what the person may do today."""
    recues = _invitations_recues(utilisateur)
    a_faire, a_venir, figures = list(_enquetes_a_repondre(recues)), list(_liens_a_transmettre(recues)), []
    if "enquete.concevoir" in utilisateur.permissions:
        brouillons, ouvertes = _enquetes_de(utilisateur)
        a_faire += [*_a_terminer(brouillons), *_enquetes_echues(ouvertes), *_envois_a_faire(ouvertes)]
        a_venir += _enquetes_en_cours(ouvertes)
        figures += _figures(ouvertes)
    if "signal.noter" in utilisateur.permissions:
        a_faire += _lignes(
            Signal.objects.a_noter_par(utilisateur).count(),
            _phrase_signaux,
            f"{reverse('besoins:signal_list')}?note=moi",
        )
    if "besoin.arbitrer" in utilisateur.permissions:
        url = f"{reverse('besoins:besoin_list')}?etat={Besoin.Etat.RECU}"
        recus, propositions = Besoin.objects.recus().aggregate(n=Count("*"), proposes=Count("propose_par")).values()
        a_faire += _lignes(recus - propositions, _phrase_besoins, url)
        a_faire += _lignes(propositions, _phrase_propositions, f"{url}&porte={Besoin.Porte.DEMANDE}")
    figures += _retours(utilisateur)
    return Apport(a_faire=a_faire, a_venir=a_venir, figures=figures)


def _invitations_recues(utilisateur) -> list[Invitation]:
    """What the structures of a référente or référent are asked and have not answered."""
    structures = utilisateur.structures_comme(Role.REFERENT)
    if not structures:
        return []
    invitations = Invitation.objects.filter(structure__in=structures).a_repondre(timezone.localdate())
    nommes = ("version", "etat", "enquete__titre", "enquete__ferme_le", "structure__nom")
    lues = invitations.select_related("enquete", "structure").only(*nommes)
    return list(lues.order_by("enquete__ferme_le", "pk"))


def _liens_a_transmettre(invitations):
    for invitation in invitations:
        yield Ligne(
            libelle=_("Transmettre le lien de l'enquête « %(titre)s »") % {"titre": invitation.enquete.titre},
            url=reverse("besoins:invitation_detail", args=[invitation.pk]),
            echeance=invitation.enquete.ferme_le,
            detail=_("À la personne qui répond pour %(structure)s") % {"structure": invitation.structure.nom},
            maison=MAISON,
        )


def _enquetes_a_repondre(invitations):
    for invitation in invitations:
        yield Ligne(
            libelle=_("Répondre à l'enquête « %(titre)s »") % {"titre": invitation.enquete.titre},
            url=lien_invitation(invitation),
            echeance=invitation.enquete.ferme_le,
            detail=_("Pour %(structure)s, %(etat)s")
            % {"structure": invitation.structure.nom, "etat": invitation.get_etat_display()},
            maison=MAISON,
        )


def _enquetes_de(utilisateur) -> tuple[list[Enquete], list[Enquete]]:
    """The drafts of this person; all that are open, with their figures."""
    etats, sienne = Enquete.Etat, Q(cree_par=utilisateur)
    enquetes = Enquete.objects.des_besoins().filter(Q(etat=etats.OUVERTE) | Q(etat=etats.BROUILLON) & sienne)
    lues = list(enquetes.only("titre", "etat", "ouvre_le", "ferme_le"))
    ouvertes = [enquete.pk for enquete in lues if enquete.etat == etats.OUVERTE]
    chiffrees = enquetes_avec_chiffres(Enquete.objects.filter(pk__in=ouvertes)) if ouvertes else []
    return [enquete for enquete in lues if enquete.etat == etats.BROUILLON], list(chiffrees)


def _a_terminer(brouillons):
    for enquete in brouillons:
        yield Ligne(
            libelle=_("Terminer et ouvrir l'enquête « %(titre)s »") % {"titre": enquete.titre},
            url=enquete.get_absolute_url(),
            echeance=enquete.ferme_le,
            maison=MAISON,
        )


def _enquetes_echues(ouvertes):
    for enquete in ouvertes:
        if enquete.ferme_le and enquete.ferme_le < timezone.localdate():
            yield Ligne(
                libelle=_("Fermer l'enquête « %(titre)s » et lire ses résultats") % {"titre": enquete.titre},
                url=reverse("besoins:enquete_fermer", args=[enquete.pk]),
                echeance=enquete.ferme_le,
                maison=MAISON,
            )


def _envois_a_faire(ouvertes):
    """Invitations not sent yet; then, near the end, reminders to those still silent."""
    le = timezone.now()
    jour = timezone.localdate(le)
    proche = jour + timedelta(days=regle("enquete.relance_avant_fin"))
    ouvertes = [enquete for enquete in ouvertes if enquete.accepte_reponses(jour)]
    for genre, nom, phrase in (
        (Envoi.Genre.INVITATION, "envoi_invitation", _phrase_invitations),
        (Envoi.Genre.RELANCE, "envoi_relance", _phrase_relances),
    ):
        nombres = destinataires_par_enquete(ouvertes, genre, le)
        for enquete in ouvertes:
            finit = enquete.ferme_le and enquete.ferme_le <= proche
            if nombres.get(enquete.pk) and (finit or genre == Envoi.Genre.INVITATION):
                yield Ligne(
                    libelle=phrase(nombres[enquete.pk]),
                    url=reverse(f"besoins:{nom}", args=[enquete.pk]),
                    echeance=enquete.ferme_le,
                    detail=enquete.titre,
                    maison=MAISON,
                )


def _enquetes_en_cours(ouvertes):
    for enquete in ouvertes:
        if enquete.accepte_reponses(timezone.localdate()):
            yield Ligne(
                libelle=_("Enquête « %(titre)s » en cours") % {"titre": enquete.titre},
                url=reverse("besoins:invitation_list", args=[enquete.pk]),
                echeance=enquete.ferme_le,
                detail=_("Structures qui ont répondu : %(repondues)s sur %(invitees)s")
                % {"repondues": nombre(enquete.repondues), "invitees": nombre(enquete.invitees)},
                maison=MAISON,
            )


def _figures(ouvertes):
    if invitees := sum(enquete.invitees for enquete in ouvertes):
        repondues = sum(enquete.repondues for enquete in ouvertes)
        yield Figure(
            valeur=_("%(k)s sur %(n)s") % {"k": nombre(repondues), "n": nombre(invitees)},
            libelle=_("structures ont répondu aux enquêtes ouvertes"),
            url=reverse("besoins:enquete_list"),
        )


def _lignes(total: int, phrase, url: str) -> list[Ligne]:
    return [Ligne(libelle=phrase(total), url=url, maison=MAISON)] if total else []


def _phrase_signaux(total: int) -> str:
    return ngettext("Noter %(total)s signal", "Noter %(total)s signaux", total) % {"total": nombre(total)}


def _phrase_invitations(total: int) -> str:
    return ngettext("Envoyer %(total)s invitation", "Envoyer %(total)s invitations", total) % {"total": nombre(total)}


def _phrase_relances(total: int) -> str:
    return ngettext(
        "Relancer %(total)s personne ou structure silencieuse",
        "Relancer %(total)s personnes ou structures silencieuses",
        total,
    ) % {"total": nombre(total)}


def _phrase_propositions(total: int) -> str:
    return ngettext("Étudier %(total)s besoin proposé", "Étudier %(total)s besoins proposés", total) % {
        "total": nombre(total)
    }


def _retours(utilisateur):
    structures = utilisateur.structures_comme(Role.REFERENT)
    if exprimes := nombre_de_besoins(structures):
        seule = reverse("besoins:retour_detail", args=structures) if len(structures) == 1 else ""
        yield Figure(
            valeur=nombre(exprimes),
            libelle=ngettext(
                "besoin exprimé par votre structure : ce qu'il est devenu",
                "besoins exprimés par votre structure : ce qu'ils sont devenus",
                exprimes,
            ),
            url=seule or reverse("besoins:retour_list"),
        )


def _phrase_besoins(total: int) -> str:
    return ngettext("Qualifier %(total)s besoin reçu", "Qualifier %(total)s besoins reçus", total) % {
        "total": nombre(total)
    }


def apport_ingenierie(utilisateur) -> Apport:
    """Drafts to finish, versions that await this person's review, reviewed versions to publish."""
    if "programme.voir" not in utilisateur.permissions:
        return Apport()
    versions = list(
        VersionProgramme.objects.en_chantier()
        .select_related("programme")
        .only("etat", "numero", "avis_relecture", "soumise_le", "cree_le", "programme__titre")
        .annotate(redacteur=Exists(_redactions(utilisateur)))
        .order_by("soumise_le", "cree_le", "pk")
    )
    a_faire = [ligne for version in versions for ligne in _ligne_version(version, utilisateur.permissions)]
    return Apport(a_faire=[*a_faire, *_ressources_a_relire(utilisateur)])


def _ressources_a_relire(utilisateur) -> list[Ligne]:
    if "ressource.relire" not in utilisateur.permissions:
        return []
    en_relecture = Ressource.objects.filter(etat=Ressource.Etat.EN_RELECTURE)
    total = en_relecture.exclude(redacteurs=utilisateur).count() if en_relecture.exists() else 0
    return _lignes(total, _phrase_relectures, f"{reverse('besoins:dossier_list')}?etat={Ressource.Etat.EN_RELECTURE}")


def _phrase_relectures(total: int) -> str:
    return ngettext("Relire %(total)s ressource", "Relire %(total)s ressources", total) % {"total": nombre(total)}


def _redactions(utilisateur):
    redactions = VersionProgramme.redacteurs.through.objects
    return redactions.filter(versionprogramme=OuterRef("pk"), utilisateur=utilisateur.pk)


def _ligne_version(version, permissions):
    etats = VersionProgramme.Etat
    depuis = version.soumise_le or version.cree_le
    if version.etat == etats.BROUILLON and version.redacteur and "programme.rediger" in permissions:
        phrase, nom = _("Reprendre « %(titre)s »") if version.avis_relecture else _("Terminer « %(titre)s »"), "detail"
        detail = _("Renvoyé par la relecture") if version.avis_relecture else _("Brouillon")
    elif version.etat == etats.EN_RELECTURE and not version.redacteur and "programme.relire" in permissions:
        phrase, nom, detail = _("Relire « %(titre)s »"), "review", _("Soumis à la relecture")
    elif version.etat == etats.RELUE and "programme.publier" in permissions:
        phrase, nom, detail = _("Publier « %(titre)s »"), "publish", _("Relu et approuvé")
    else:
        return
    yield Ligne(
        libelle=phrase % {"titre": version.programme.titre},
        url=reverse(f"besoins:programme_{nom}", args=[version.pk]),
        detail=_("%(detail)s, version %(numero)s, depuis le %(date)s")
        % {"detail": detail, "numero": version.numero, "date": date_sans_jour(depuis)},
        maison=MAISON,
    )
