"""Whatever people do, in whatever order: what was published stays readable byte for byte."""

from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from academie.regles import Refus
from besoins.actions.module import ajouter_module, supprimer_module
from besoins.actions.objectif import modifier_objectif
from besoins.actions.programme import modifier_version, nouvelle_version_programme, rediger_programme
from besoins.actions.publication import (
    publier_version,
    rendre_avis,
    reprendre_version,
    retirer_version,
    soumettre_version,
    supprimer_brouillon,
)
from besoins.models import VersionProgramme
from besoins.queries.invariants import INVARIANTS_INGENIERIE
from besoins.queries.lecture import Lue, lire
from besoins.queries.programme import avec_contenu
from tests.besoins.atelier import besoin_retenu, brouillon_complet

textes = st.text("aé'« \n", min_size=1, max_size=8).filter(str.strip)


class VieDesVersions(RuleBasedStateMachine):
    """Every deed on any version; a refusal is an answer like another."""

    def __init__(self, d):
        super().__init__()
        self.d = d
        brouillon_complet(d)
        self.parues: dict[int, Lue] = {}

    def version(self, rang: int) -> VersionProgramme:
        versions = list(VersionProgramme.objects.order_by("pk"))
        return versions[rang % len(versions)]

    def tenter(self, acte, **options):
        try:
            return acte(**options)
        except Refus:
            return None

    @rule(rang=st.integers(0, 9), texte=textes)
    def ecrire(self, rang, texte):
        self.tenter(modifier_version, version=self.version(rang), par=self.d.concepteur, tarif=texte)

    @rule(rang=st.integers(0, 9), texte=textes)
    def reformuler(self, rang, texte):
        if objectif := self.version(rang).objectifs.first():
            self.tenter(modifier_objectif, objectif=objectif, par=self.d.concepteur, evaluation=texte)

    @rule(rang=st.integers(0, 9), texte=textes)
    def ajouter(self, rang, texte):
        faits = {"minutes": 30, "contenu": texte, "supports": "x"}
        self.tenter(ajouter_module, version=self.version(rang), par=self.d.concepteur, titre=texte, **faits)

    @rule(rang=st.integers(0, 9))
    def retrancher(self, rang):
        if module := self.version(rang).modules.last():
            self.tenter(supprimer_module, version=module.version, module=module.pk, par=self.d.concepteur)

    @rule(rang=st.integers(0, 9))
    def soumettre(self, rang):
        self.tenter(soumettre_version, version=self.version(rang), par=self.d.concepteur)

    @rule(rang=st.integers(0, 9))
    def reprendre(self, rang):
        self.tenter(reprendre_version, version=self.version(rang), par=self.d.concepteur)

    @rule(rang=st.integers(0, 9), favorable=st.booleans())
    def relire(self, rang, favorable):
        self.tenter(
            rendre_avis, version=self.version(rang), favorable=favorable, avis="Voilà.", par=self.d.gestionnaire
        )

    @rule(rang=st.integers(0, 9))
    def publier(self, rang):
        publiee = self.tenter(publier_version, version=self.version(rang), par=self.d.gestionnaire)
        if publiee:
            self.parues.setdefault(publiee.pk, lue(publiee.pk))

    @rule()
    def mener_au_catalogue(self):
        """The whole way at once: alone, chance would seldom get there."""
        for version in VersionProgramme.objects.en_chantier():
            self.tenter(soumettre_version, version=version, par=self.d.concepteur)
            self.tenter(rendre_avis, version=version, favorable=True, par=self.d.gestionnaire)
            if publiee := self.tenter(publier_version, version=version, par=self.d.gestionnaire):
                self.parues.setdefault(publiee.pk, lue(publiee.pk))

    @rule(rang=st.integers(0, 9))
    def retirer(self, rang):
        self.tenter(retirer_version, version=self.version(rang), par=self.d.gestionnaire, motif="Dépassé.")

    @rule(rang=st.integers(0, 9))
    def renouveler(self, rang):
        self.tenter(nouvelle_version_programme, version=self.version(rang), par=self.d.concepteur)

    @rule(rang=st.integers(0, 9), titre=textes)
    def dupliquer(self, rang, titre):
        version = self.version(rang)
        besoins = list(version.besoins.retenus())
        theme = version.programme.theme
        self.tenter(
            rediger_programme, titre=titre, theme=theme, besoins=besoins, copiee_de=version, par=self.d.concepteur
        )

    @precondition(lambda self: VersionProgramme.objects.count() > 1)
    @rule(rang=st.integers(0, 9), sachant=st.booleans())
    def supprimer(self, rang, sachant):
        self.tenter(supprimer_brouillon, version=self.version(rang), sachant=sachant)

    @invariant()
    def ce_qui_a_ete_publie_se_lit_toujours(self):
        for pk, texte in self.parues.items():
            assert lue(pk) == texte

    @invariant()
    def la_base_est_saine(self):
        assert [breche for invariant in INVARIANTS_INGENIERIE for breche in invariant.breches()] == []


def lue(pk: int) -> Lue:
    return lire(avec_contenu(VersionProgramme.objects.filter(pk=pk)).get(), public=False)


def test_une_version_publiee_ne_perd_jamais_son_texte(d):
    besoin_retenu(d)

    class Vie(VieDesVersions):
        def __init__(self):
            self.point = transaction.savepoint()
            super().__init__(d)

        def teardown(self):
            transaction.savepoint_rollback(self.point)

    run_state_machine_as_test(Vie, settings=settings(max_examples=8, stateful_step_count=12, deadline=None))
