"""The half-days of a session: how they are planned and written. Called by the actions of the session."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from academie import francais
from academie.models import Utilisateur
from academie.regles import Refus
from besoins.models import Module
from sessions.models import Creneau, Intervention, Lieu, RetraitFormateur


@dataclass(frozen=True)
class CreneauPrevu:
    """A half-day as planned. `pk` is the one it replaces; without it, it is new.

    Without a modality, a place or a link of its own, it has the session's.
    """

    debut: datetime
    fin: datetime
    formateurs: tuple[Utilisateur, ...] = ()
    pk: int | None = None
    module: Module | None = None
    modalite: str = ""
    lieu: Lieu | None = None
    lien_distance: str = ""

    @property
    def animation(self) -> str:
        return francais.enumeration(str(personne) for personne in self.formateurs)

    @property
    def modalite_en_clair(self) -> str:
        return Creneau(modalite=self.modalite).get_modalite_display()


def ecrire_creneaux(session, creneaux: Sequence[CreneauPrevu], *, le: datetime) -> None:
    """Make the half-days of `session` be `creneaux`: those that stay keep their identity in calendars."""
    existants = {creneau.pk: creneau for creneau in session.creneaux.all()}
    gardes = {prevu.pk for prevu in creneaux if prevu.pk}
    if gardes - existants.keys():
        raise Refus(_("Une demi-journée a été retirée entre-temps. Rechargez la page et recommencez."))
    for pk in existants.keys() - gardes:
        _verifier_intact(existants[pk])
        _ecrire_interventions(existants[pk], (), le)
        existants[pk].delete()
    for prevu in creneaux:
        creneau = existants.get(prevu.pk) or Creneau(session=session)
        if (creneau.debut, creneau.fin) != (prevu.debut, prevu.fin):
            _verifier_intact(creneau)
            creneau.debut, creneau.fin = prevu.debut, prevu.fin
        creneau.module, creneau.modalite = prevu.module, prevu.modalite
        creneau.lieu, creneau.lien_distance = prevu.lieu, prevu.lien_distance
        creneau.fuseau = creneau.fuseau_du_lieu
        creneau.save()
        _ecrire_interventions(creneau, prevu.formateurs, le)


def _ecrire_interventions(creneau: Creneau, formateurs: Collection[Utilisateur], le: datetime) -> None:
    voulus = {formateur.pk for formateur in formateurs}
    presents = set(creneau.interventions.values_list("formateur", flat=True))
    creneau.interventions.filter(formateur__in=presents - voulus).delete()
    RetraitFormateur.objects.bulk_create(
        RetraitFormateur(session=creneau.session, uid=creneau.uid, formateur_id=pk, le=le)
        for pk in sorted(presents - voulus)
    )
    Intervention.objects.bulk_create(Intervention(creneau=creneau, formateur_id=pk) for pk in sorted(voulus - presents))


def _verifier_intact(creneau) -> None:
    if creneau.emargement != Creneau.Emargement.FERME:
        raise Refus(
            _("L'émargement du %(jour)s est commencé : cette demi-journée ne peut plus changer.")
            % {"jour": francais.date_longue(creneau.debut)}
        )
