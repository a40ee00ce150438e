"""Business truths of surveys and needs, audited on a live database."""

from collections.abc import Iterable

from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.utils.translation import gettext as _

from academie.branchements.invariants import Invariant
from besoins.models import Besoin, Enquete, Invitation, Programme, Question, Reponse, Signal, Valeur, VersionProgramme
from besoins.queries.exigences import manques
from besoins.queries.lecture import empreinte
from besoins.queries.programme import avec_contenu


def enquetes_ouvertes_sans_question() -> Iterable[str]:
    questions = Question.objects.filter(section__enquete=OuterRef("pk"))
    for enquete in Enquete.objects.exclude(Exists(questions)).exclude(etat=Enquete.Etat.BROUILLON):
        yield _("L'enquête %(pk)s a été ouverte sans question.") % {"pk": enquete.pk}


def reponses_soumises_incompletes() -> Iterable[str]:
    """By their link: others are as they were collected. A question under a condition may not have been asked."""
    donnees = Valeur.objects.filter(reponse=OuterRef("pk"), question=OuterRef("enquete__sections__questions"))
    incompletes = Reponse.objects.soumises().filter(
        ~Exists(donnees),
        invitation__isnull=False,
        enquete__sections__questions__obligatoire=True,
        enquete__sections__questions__conditions=None,
        enquete__sections__conditions=None,
    )
    for pk in incompletes.values_list("pk", flat=True).distinct():
        yield _("La réponse %(pk)s a été envoyée sans réponse à une question obligatoire.") % {"pk": pk}


def valeurs_egarees() -> Iterable[str]:
    """A value whose question is of another survey, or whose option is of another question."""
    egarees = Valeur.objects.exclude(question__section__enquete=F("reponse__enquete")) | Valeur.objects.filter(
        option__isnull=False
    ).exclude(option__question=F("question"))
    for pk in egarees.values_list("pk", flat=True):
        yield _("La valeur %(pk)s ne correspond pas à la question qu'elle renseigne.") % {"pk": pk}


def choix_uniques_multiples() -> Iterable[str]:
    doubles = (
        Valeur.objects.filter(question__genre__in=Question.A_UN_CHOIX)
        .order_by()
        .values("reponse", "question")
        .annotate(choix=Count("*"))
        .filter(choix__gt=1)
    )
    for double in doubles:
        yield (
            _("La réponse %(reponse)s fait plusieurs choix à la question %(question)s, qui n'en admet qu'un.") % double
        )


def invitations_et_reponses_discordantes() -> Iterable[str]:
    repondue, soumise = Q(etat=Invitation.Etat.REPONDUE), Q(reponse__etat=Reponse.Etat.SOUMISE)
    relie = ~_sans_lien("enquete__")
    for invitation in Invitation.objects.filter((relie & repondue & ~soumise) | (~repondue & soumise)):
        yield _("L'invitation %(pk)s et sa réponse ne disent pas la même chose.") % {"pk": invitation.pk}


def reponses_encore_reliees() -> Iterable[str]:
    reliees = Reponse.objects.soumises().filter(_sans_lien("enquete__")).exclude(invitation=None, libelle="")
    for pk in reliees.values_list("pk", flat=True):
        yield _("La réponse %(pk)s devrait n'être reliée à personne.") % {"pk": pk}


def reponses_anonymes_perdues() -> Iterable[str]:
    """As many people have answered as there are answers that nothing ties to them; others may have been imported."""
    enquetes = Enquete.objects.filter(_sans_lien()).annotate(
        ont_repondu=Count("invitations", Q(invitations__etat=Invitation.Etat.REPONDUE), distinct=True),
        soumises=Count("reponses", Q(reponses__etat=Reponse.Etat.SOUMISE), distinct=True),
    )
    for enquete in enquetes.filter(ont_repondu__gt=F("soumises")):
        yield _("L'enquête %(pk)s a moins de réponses que de personnes qui ont répondu.") % {"pk": enquete.pk}


def _sans_lien(prefixe: str = "") -> Q:
    """The surveys whose answers are tied to nobody: anonymous, or closed under pseudonyms."""
    anonyme = Q(**{f"{prefixe}regime": Enquete.Regime.ANONYME})
    return anonyme | Q(**{f"{prefixe}regime": Enquete.Regime.PSEUDONYME, f"{prefixe}etat": Enquete.Etat.CLOSE})


def besoins_retenus_sans_preuve() -> Iterable[str]:
    for besoin in Besoin.objects.retenus().filter(preuves=None, membres__preuves=None):
        yield _("Le besoin %(pk)s est retenu sans preuve.") % {"pk": besoin.pk}


def besoins_programmes_hors_catalogue() -> Iterable[str]:
    publiees = VersionProgramme.objects.publiees().filter(besoins=OuterRef("pk"))
    for besoin in Besoin.objects.retenus().annotate(publie=Exists(publiees)):
        if besoin.publie != (besoin.etat == Besoin.Etat.PROGRAMME):
            yield _("Le besoin %(pk)s et le catalogue ne disent pas la même chose.") % {"pk": besoin.pk}


def signaux_mal_cotes() -> Iterable[str]:
    """A retained rating is the more cautious of what people gave, on each scale."""
    cotes = Signal.objects.exclude(note_le=None).annotate(
        prudente=Max("cotations__fiabilite"), doute=Max("cotations__credibilite")
    )
    ecarts = Q(prudente=None) | ~Q(prudente=F("fiabilite")) | ~Q(doute=F("credibilite"))
    for signal in cotes.filter(ecarts):
        yield _("La note du signal %(pk)s n'est pas la plus prudente de celles qui lui ont été données.") % {
            "pk": signal.pk
        }


INVARIANTS_ECOUTER = (
    Invariant("Une enquête ouverte a des questions", enquetes_ouvertes_sans_question),
    Invariant("Une réponse envoyée répond aux questions obligatoires", reponses_soumises_incompletes),
    Invariant("Chaque valeur correspond à sa question", valeurs_egarees),
    Invariant("Un choix unique n'a qu'un choix", choix_uniques_multiples),
    Invariant("Une structure a répondu quand sa réponse est envoyée", invitations_et_reponses_discordantes),
    Invariant("Une réponse anonyme n'est reliée à personne", reponses_encore_reliees),
    Invariant("Aucune réponse anonyme n'est perdue", reponses_anonymes_perdues),
    Invariant("Un besoin retenu a une preuve", besoins_retenus_sans_preuve),
    Invariant("Un besoin est programmé quand un programme publié y répond", besoins_programmes_hors_catalogue),
    Invariant("La note d'un signal est la plus prudente de ses avis", signaux_mal_cotes),
)


def versions_publiees_incompletes() -> Iterable[str]:
    """Those published before their fingerprint was kept answered fewer demands: they are not judged by today's."""
    publiees = VersionProgramme.objects.publiees().exclude(empreinte="")
    for version in avec_contenu(publiees).iterator(chunk_size=100):
        for manque in manques(version):
            yield _("%(version)s est publiée mais il lui manque : %(manque)s.") % {
                "version": version,
                "manque": manque.libelle,
            }


def versions_relues_par_leurs_redacteurs() -> Iterable[str]:
    relues = VersionProgramme.objects.exclude(
        etat__in=[VersionProgramme.Etat.BROUILLON, VersionProgramme.Etat.EN_RELECTURE]
    )
    for version in relues.filter(redacteurs=F("relu_par")).select_related("programme"):
        yield _("%(version)s a été relue par une personne qui l'a écrite.") % {"version": version}


def versions_publiees_alterees() -> Iterable[str]:
    """What was published stays word for word: sessions, certificates and links refer to it."""
    parues = VersionProgramme.objects.filter(etat__in=VersionProgramme.ETE_PUBLIEES).exclude(empreinte="")
    for version in avec_contenu(parues).iterator(chunk_size=100):
        if empreinte(version) != version.empreinte:
            yield _("%(version)s n'est plus telle qu'elle a été publiée.") % {"version": version}


def programmes_sans_version() -> Iterable[str]:
    for programme in Programme.objects.filter(versions=None):
        yield _("Le programme « %(programme)s » n'a aucune version.") % {"programme": programme}


INVARIANTS_INGENIERIE = (
    Invariant("Une version publiée tient tout ce que les indicateurs demandent", versions_publiees_incompletes),
    Invariant("Une version est relue par une autre personne", versions_relues_par_leurs_redacteurs),
    Invariant("Une version publiée reste telle quelle", versions_publiees_alterees),
    Invariant("Un programme a une version", programmes_sans_version),
)
