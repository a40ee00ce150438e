import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('academie', '0001_initial'),
        ('academie', '__first__'),
        ('besoins', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Arbitrage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retenu', models.BooleanField(verbose_name='retenu')),
                ('le', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'désaccord tranché',
                'verbose_name_plural': 'désaccords tranchés',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', models.CharField(max_length=500, verbose_name='identifiant dans le flux')),
                ('titre', models.CharField(max_length=300, verbose_name='titre')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='adresse web')),
                ('resume', models.TextField(blank=True, verbose_name='résumé')),
                ('publie_le', models.DateTimeField(verbose_name='publié le')),
                ('adresse', models.CharField(db_index=True, default='', editable=False, max_length=500)),
                ('etat', django_fsm.FSMField(choices=[('nouveau', 'nouveau'), ('garde', 'devenu un signal'), ('ecarte', 'écarté')], default='nouveau', max_length=50, protected=True, verbose_name='état')),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
                'ordering': ['-publie_le', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texte', models.TextField(verbose_name='texte cité')),
                ('le', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'citation',
                'verbose_name_plural': 'citations',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Codage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('le', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'codage',
                'verbose_name_plural': 'codages',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Code',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('libelle', models.CharField(max_length=120, verbose_name='thème')),
                ('definition', models.TextField(blank=True, help_text="Ce que le thème recouvre et ce qu'il laisse de côté, pour que deux personnes lisent pareil.", verbose_name='définition')),
                ('ordre', models.PositiveSmallIntegerField(verbose_name='ordre')),
                ('mots', models.CharField(blank=True, editable=False, max_length=300)),
            ],
            options={
                'verbose_name': "thème d'une question ouverte",
                'verbose_name_plural': 'thèmes des questions ouvertes',
                'ordering': ['question', 'ordre', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Condition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('operateur', models.CharField(choices=[('est', 'la réponse comprend'), ('n_est_pas', 'la réponse ne comprend pas'), ('au_moins', 'la réponse est au moins'), ('au_plus', 'la réponse est au plus'), ('repondue', 'la question a une réponse'), ('sans_reponse', "la question n'a pas de réponse")], max_length=12, verbose_name='condition')),
                ('nombre', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='nombre')),
            ],
            options={
                'verbose_name': 'condition',
                'verbose_name_plural': 'conditions',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('element', models.CharField(max_length=40, verbose_name='élément')),
                ('champ', models.CharField(max_length=40, verbose_name='champ')),
                ('avant', models.TextField(blank=True, verbose_name='avant')),
                ('apres', models.TextField(blank=True, verbose_name='après')),
                ('motif', models.CharField(blank=True, max_length=300, verbose_name='raison')),
                ('le', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['enquete', '-le', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Cotation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fiabilite', models.CharField(choices=[('A', 'A – source tout à fait fiable'), ('B', 'B – source habituellement fiable'), ('C', 'C – source assez fiable'), ('D', 'D – source habituellement peu fiable'), ('E', 'E – source non fiable'), ('F', 'F – fiabilité impossible à apprécier')], max_length=1, verbose_name='fiabilité de la source')),
                ('credibilite', models.PositiveSmallIntegerField(choices=[(1, "1 – confirmé par d'autres sources"), (2, '2 – probablement vrai'), (3, '3 – peut-être vrai'), (4, '4 – douteux'), (5, '5 – improbable'), (6, '6 – vérité impossible à apprécier')], verbose_name='crédibilité du fait')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='ce qui vous fait dire cela')),
                ('le', models.DateTimeField(verbose_name='noté le')),
            ],
            options={
                'verbose_name': "notation d'un signal",
                'verbose_name_plural': 'notations des signaux',
                'ordering': ['signal', 'le', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Envoi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('genre', models.CharField(choices=[('invitation', 'invitation'), ('relance', 'relance')], max_length=12, verbose_name='nature')),
                ('mot', models.TextField(blank=True, verbose_name='mot ajouté au message')),
                ('nombre', models.PositiveIntegerField(verbose_name='messages')),
                ('le', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'envoi',
                'verbose_name_plural': 'envois',
                'ordering': ['enquete', '-le', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Importation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('genre', models.CharField(choices=[('reponses', 'réponses'), ('population', 'personnes interrogées')], default='reponses', max_length=12, verbose_name='contenu')),
                ('fichier', models.FileField(blank=True, max_length=200, upload_to='importations', verbose_name='fichier')),
                ('nom', models.CharField(max_length=200, verbose_name='nom du fichier')),
                ('empreinte', models.CharField(blank=True, editable=False, max_length=64, verbose_name='empreinte du fichier')),
                ('entetes', models.JSONField(default=list, verbose_name='colonnes du fichier')),
                ('correspondance', models.JSONField(default=dict, verbose_name='colonnes reconnues')),
                ('etat', django_fsm.FSMField(choices=[('charge', 'colonnes à vérifier'), ('verification', 'vérification en cours'), ('pret', 'prête'), ('en_cours', 'en cours'), ('fait', 'terminée'), ('refuse', 'à corriger')], default='charge', max_length=50, protected=True, verbose_name='état')),
                ('lignes', models.PositiveIntegerField(default=0, verbose_name='lignes')),
                ('traitees', models.PositiveIntegerField(default=0, verbose_name='lignes lues')),
                ('bilan', models.JSONField(default=dict, verbose_name='ce qui a été compris')),
                ('erreurs', models.JSONField(default=list, verbose_name='erreurs')),
                ('cree_le', models.DateTimeField(verbose_name='déposée le')),
                ('finie_le', models.DateTimeField(blank=True, null=True, verbose_name='terminée le')),
            ],
            options={
                'verbose_name': 'importation',
                'verbose_name_plural': 'importations',
                'ordering': ['enquete', '-cree_le', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PlaceImposee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(help_text='1 pour la première.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='place')),
                ('motif', models.TextField(verbose_name='motif')),
                ('le', models.DateTimeField(verbose_name='imposée le')),
                ('retiree_le', models.DateTimeField(blank=True, null=True, verbose_name='retirée le')),
            ],
            options={
                'verbose_name': 'place imposée',
                'verbose_name_plural': 'places imposées',
                'ordering': ['besoin', 'le', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PoidsPriorite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('portee', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(10)], verbose_name='portée')),
                ('ecart', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(10)], verbose_name='écart')),
                ('urgence', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(10)], verbose_name='urgence')),
                ('faisabilite', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(10)], verbose_name='faisabilité')),
                ('motif', models.TextField(verbose_name='motif')),
                ('le', models.DateTimeField(default=django.utils.timezone.now, verbose_name='le')),
            ],
            options={
                'verbose_name': 'poids des critères de priorité',
                'verbose_name_plural': 'poids des critères de priorité',
                'ordering': ['-le', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Rapport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('requete', models.TextField(blank=True, verbose_name='filtres')),
                ('etat', django_fsm.FSMField(choices=[('demande', 'en préparation'), ('pret', 'prêt'), ('en_echec', 'en échec')], default='demande', max_length=50, protected=True, verbose_name='état')),
                ('fichier', models.FileField(blank=True, max_length=200, upload_to='rapports', verbose_name='fichier')),
                ('demande_le', models.DateTimeField(verbose_name='demandé le')),
                ('pret_le', models.DateTimeField(blank=True, null=True, verbose_name='prêt le')),
            ],
            options={
                'verbose_name': 'rapport',
                'verbose_name_plural': 'rapports',
                'ordering': ['enquete', '-demande_le', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SuggestionEcartee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mots', models.CharField(max_length=300)),
                ('le', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'suggestion écartée',
                'verbose_name_plural': 'suggestions écartées',
                'ordering': ['question', 'pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='besoin',
            options={'ordering': ['recu_le', 'pk'], 'verbose_name': 'besoin', 'verbose_name_plural': 'besoins'},
        ),
        migrations.AlterModelOptions(
            name='invitation',
            options={'ordering': ['enquete', 'nom', 'pk'], 'verbose_name': 'invitation', 'verbose_name_plural': 'invitations'},
        ),
        migrations.RemoveConstraint(
            model_name='besoin',
            name='besoin_decide_par_quelqu_un',
        ),
        migrations.RemoveConstraint(
            model_name='besoin',
            name='besoin_rejete_avec_motif',
        ),
        migrations.RemoveConstraint(
            model_name='preuve',
            name='preuve_d_une_seule_source',
        ),
        migrations.RemoveConstraint(
            model_name='question',
            name='question_minimum_sous_maximum',
        ),
        migrations.RemoveConstraint(
            model_name='question',
            name='question_echelle_bornee',
        ),
        migrations.RemoveConstraint(
            model_name='reponse',
            name='reponse_de_quelqu_un',
        ),
        migrations.RemoveConstraint(
            model_name='reponse',
            name='reponse_libelle_unique',
        ),
        migrations.RemoveConstraint(
            model_name='signal',
            name='signal_note_entiere',
        ),
        migrations.RemoveConstraint(
            model_name='valeur',
            name='valeur_d_un_seul_genre',
        ),
        migrations.RemoveIndex(
            model_name='besoin',
            name='besoin_etat_rang',
        ),
        migrations.RemoveIndex(
            model_name='valeur',
            name='valeur_question_option',
        ),
        migrations.AddField(
            model_name='besoin',
            name='competences',
            field=models.ManyToManyField(blank=True, related_name='+', to='academie.competence', verbose_name='compétences en jeu'),
        ),
        migrations.AddField(
            model_name='besoin',
            name='faisabilite',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 – très faible'), (2, '2 – faible'), (3, '3 – moyenne'), (4, '4 – forte'), (5, '5 – très forte')], help_text="Ce que l'Académie sait faire\xa0: 5 quand formatrices, formateurs et contenus existent.", null=True, verbose_name='faisabilité'),
        ),
        migrations.AddField(
            model_name='besoin',
            name='groupe',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='membres', to='besoins.besoin', verbose_name='regroupé sous'),
        ),
        migrations.AddField(
            model_name='besoin',
            name='porte',
            field=models.CharField(choices=[('enquete', 'enquête'), ('demande', 'demande'), ('signal', 'signal')], default='demande', max_length=8, verbose_name='arrivé par'),
        ),
        migrations.AddField(
            model_name='besoin',
            name='propose_par',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposé par'),
        ),
        migrations.AddField(
            model_name='besoin',
            name='recu_le',
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name='reçu le'),
        ),
        migrations.AddField(
            model_name='besoin',
            name='structure',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academie.structure', verbose_name='au nom de'),
        ),
        migrations.AddField(
            model_name='besoin',
            name='territoires',
            field=models.ManyToManyField(blank=True, related_name='+', to='academie.territoire', verbose_name='territoires concernés'),
        ),
        migrations.AddField(
            model_name='besoin',
            name='urgence',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1 – très faible'), (2, '2 – faible'), (3, '3 – moyenne'), (4, '4 – forte'), (5, '5 – très forte')], help_text="Ce qui arrive si l'on attend\xa0: 5 quand chaque mois compte.", null=True, verbose_name='urgence'),
        ),
        migrations.AddField(
            model_name='enquete',
            name='est_modele',
            field=models.BooleanField(default=False, verbose_name='modèle de la bibliothèque'),
        ),
        migrations.AddField(
            model_name='enquete',
            name='lien_limite',
            field=models.PositiveIntegerField(blank=True, help_text='Au-delà, le lien ouvert ne reçoit plus de réponses. Laissez vide pour ne pas limiter.', null=True, verbose_name='nombre de réponses par le lien ouvert'),
        ),
        migrations.AddField(
            model_name='enquete',
            name='lien_ouvert',
            field=models.BooleanField(default=False, help_text="Une adresse à afficher ou à transmettre : qui l'ouvre peut répondre, sans invitation.", verbose_name='lien ouvert'),
        ),
        migrations.AddField(
            model_name='enquete',
            name='lien_version',
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='version du lien ouvert'),
        ),
        migrations.AddField(
            model_name='enquete',
            name='ouvre_le',
            field=models.DateField(blank=True, help_text="Avant ce jour, les liens disent quand revenir. Laissez vide pour recevoir les réponses dès l'ouverture.", null=True, verbose_name='premier jour pour répondre'),
        ),
        migrations.AddField(
            model_name='enquete',
            name='ponderation',
            field=models.CharField(choices=[('aucune', 'chaque réponse compte pour une'), ('population', 'selon la population du territoire'), ('question', 'selon le nombre donné à une question'), ('main', 'poids saisis à la main')], default='aucune', max_length=12, verbose_name='poids des réponses'),
        ),
        migrations.AddField(
            model_name='enquete',
            name='ponderation_question',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='besoins.question', verbose_name='question qui donne le poids'),
        ),
        migrations.AddField(
            model_name='enquete',
            name='precedente',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suivantes', to='besoins.enquete', verbose_name='version ou vague précédente'),
        ),
        migrations.AddField(
            model_name='enquete',
            name='regime',
            field=models.CharField(choices=[('nomme', 'réponses nommées'), ('pseudonyme', "réponses sous pseudonyme jusqu'à la clôture"), ('anonyme', 'réponses anonymes')], default='nomme', help_text="Annoncée à chaque personne avant la première question ; elle ne change plus une fois l'enquête ouverte.", max_length=12, verbose_name='confidentialité des réponses'),
        ),
        migrations.AddField(
            model_name='enquete',
            name='resultats_publies',
            field=models.BooleanField(default=False, help_text='Chacun peut les lire ; les groupes de moins de cinq réponses y sont masqués.', verbose_name='résultats publiés'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='departement',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academie.territoire', verbose_name='département'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='motif_refus',
            field=models.CharField(blank=True, max_length=300, verbose_name='raison du refus'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='nature',
            field=models.CharField(blank=True, choices=[('collectivite', 'collectivité'), ('espace', 'espace de médiation numérique'), ('association', 'association'), ('autre', 'autre structure')], max_length=12, verbose_name='nature de la structure'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='niveau',
            field=models.CharField(blank=True, choices=[('region', 'région'), ('departement', 'département'), ('epci', 'intercommunalité'), ('commune', 'commune')], max_length=12, verbose_name='niveau de territoire'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='nom',
            field=models.CharField(blank=True, help_text="Celui d'une structure connue y est recopié, pour la chercher.", max_length=200, verbose_name='nom'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='par_lien_ouvert',
            field=models.BooleanField(default=False, verbose_name='venue par le lien ouvert'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='rebond_le',
            field=models.DateTimeField(blank=True, null=True, verbose_name='adresse en erreur depuis le'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academie.territoire', verbose_name='région'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='relancee_le',
            field=models.DateTimeField(blank=True, null=True, verbose_name='relancée le'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='relances',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='relances'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='role',
            field=models.CharField(blank=True, choices=[('structure', "au nom d'une structure"), ('animateur', 'animatrice ou animateur'), ('autre', 'autre personne')], max_length=12, verbose_name='qui répond'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='territoire',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academie.territoire', verbose_name='territoire'),
        ),
        migrations.AddField(
            model_name='option',
            name='competence',
            field=models.ForeignKey(blank=True, help_text="Quand la réponse désigne une compétence d'un référentiel.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academie.competence', verbose_name='compétence'),
        ),
        migrations.AddField(
            model_name='option',
            name='libre',
            field=models.BooleanField(default=False, help_text='Pour « Autre : … » : la personne précise sa réponse.', verbose_name="suivie d'un texte à compléter"),
        ),
        migrations.AddField(
            model_name='preuve',
            name='importance',
            field=models.FloatField(blank=True, null=True, verbose_name='importance moyenne'),
        ),
        migrations.AddField(
            model_name='preuve',
            name='maitrise',
            field=models.FloatField(blank=True, null=True, verbose_name='maîtrise moyenne'),
        ),
        migrations.AddField(
            model_name='preuve',
            name='structure',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academie.structure', verbose_name='structure qui le demande'),
        ),
        migrations.AddField(
            model_name='question',
            name='code',
            field=models.CharField(blank=True, help_text='Nom court de la question, sans accent ni espace : en-tête des exports, et « {code} » dans un texte pour y reprendre la réponse.', max_length=20, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9_]*\\Z', 'Écrivez une lettre minuscule sans accent, puis des lettres, des chiffres ou « _ », par exemple q12.')], verbose_name='code'),
        ),
        migrations.AddField(
            model_name='question',
            name='combinaison',
            field=models.CharField(choices=[('toutes', 'toutes les conditions sont remplies'), ('une', 'une condition au moins est remplie')], default='toutes', max_length=8, verbose_name="la question s'affiche quand"),
        ),
        migrations.AddField(
            model_name='question',
            name='ordre_aleatoire',
            field=models.BooleanField(default=False, help_text='Chaque personne voit un ordre différent ; « Autre » reste à la fin.', verbose_name="mélanger l'ordre des réponses proposées"),
        ),
        migrations.AddField(
            model_name='reponse',
            name='departement',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academie.territoire', verbose_name='département'),
        ),
        migrations.AddField(
            model_name='reponse',
            name='nature',
            field=models.CharField(blank=True, choices=[('collectivite', 'collectivité'), ('espace', 'espace de médiation numérique'), ('association', 'association'), ('autre', 'autre structure')], max_length=12, verbose_name='nature de la structure'),
        ),
        migrations.AddField(
            model_name='reponse',
            name='niveau',
            field=models.CharField(blank=True, choices=[('region', 'région'), ('departement', 'département'), ('epci', 'intercommunalité'), ('commune', 'commune')], max_length=12, verbose_name='niveau de territoire'),
        ),
        migrations.AddField(
            model_name='reponse',
            name='poids',
            field=models.FloatField(default=1.0, verbose_name='poids'),
        ),
        migrations.AddField(
            model_name='reponse',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academie.territoire', verbose_name='région'),
        ),
        migrations.AddField(
            model_name='reponse',
            name='role',
            field=models.CharField(blank=True, choices=[('structure', "au nom d'une structure"), ('animateur', 'animatrice ou animateur'), ('autre', 'autre personne')], max_length=12, verbose_name='qui répond'),
        ),
        migrations.AddField(
            model_name='section',
            name='combinaison',
            field=models.CharField(choices=[('toutes', 'toutes les conditions sont remplies'), ('une', 'une condition au moins est remplie')], default='toutes', max_length=8, verbose_name="la section s'affiche quand"),
        ),
        migrations.AddField(
            model_name='signal',
            name='adresse',
            field=models.CharField(db_index=True, default='', editable=False, max_length=500),
        ),
        migrations.AddField(
            model_name='signal',
            name='ecarte_le',
            field=models.DateTimeField(blank=True, null=True, verbose_name='écarté le'),
        ),
        migrations.AddField(
            model_name='signal',
            name='ecarte_par',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écarté par'),
        ),
        migrations.AddField(
            model_name='signal',
            name='fait',
            field=models.UUIDField(blank=True, db_index=True, editable=False, null=True, verbose_name='fait'),
        ),
        migrations.AddField(
            model_name='signal',
            name='motif',
            field=models.CharField(blank=True, max_length=500, verbose_name='motif'),
        ),
        migrations.AddField(
            model_name='signal',
            name='propose_le',
            field=models.DateTimeField(blank=True, null=True, verbose_name='signalé le'),
        ),
        migrations.AddField(
            model_name='signal',
            name='propose_par',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signalé par'),
        ),
        migrations.AddField(
            model_name='signal',
            name='racines',
            field=models.CharField(default='', editable=False, max_length=600),
        ),
        migrations.AddField(
            model_name='signal',
            name='rapproche_le',
            field=models.DateTimeField(blank=True, null=True, verbose_name='rapproché le'),
        ),
        migrations.AddField(
            model_name='signal',
            name='rapproche_par',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='rapproché par'),
        ),
        migrations.AddField(
            model_name='signal',
            name='structure',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academie.structure', verbose_name='pour la structure'),
        ),
        migrations.AddField(
            model_name='signal',
            name='territoire',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academie.territoire', verbose_name='territoire'),
        ),
        migrations.AddField(
            model_name='sourceveille',
            name='actif',
            field=models.BooleanField(default=True, verbose_name='active'),
        ),
        migrations.AddField(
            model_name='sourceveille',
            name='demandee_le',
            field=models.DateTimeField(editable=False, null=True, verbose_name='lecture demandée le'),
        ),
        migrations.AddField(
            model_name='sourceveille',
            name='erreur',
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name='ce qui empêche de la lire'),
        ),
        migrations.AddField(
            model_name='sourceveille',
            name='erreurs',
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='échecs de suite'),
        ),
        migrations.AddField(
            model_name='sourceveille',
            name='etag',
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name='sourceveille',
            name='modifie',
            field=models.CharField(blank=True, editable=False, max_length=100),
        ),
        migrations.AddField(
            model_name='sourceveille',
            name='organisme',
            field=models.CharField(blank=True, help_text="Qui la publie. Deux sources d'un même organisme ne se confirment pas l'une l'autre.", max_length=200, verbose_name='organisme'),
        ),
        migrations.AddField(
            model_name='sourceveille',
            name='origine',
            field=models.CharField(db_index=True, default='', editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='sourceveille',
            name='releve_le',
            field=models.DateTimeField(editable=False, null=True, verbose_name='lue le'),
        ),
        migrations.AddField(
            model_name='valeur',
            name='jour',
            field=models.DateField(blank=True, null=True, verbose_name='date'),
        ),
        migrations.AddField(
            model_name='valeur',
            name='maitrise',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='maîtrise'),
        ),
        migrations.AddField(
            model_name='valeur',
            name='territoire',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academie.territoire', verbose_name='territoire'),
        ),
        migrations.AlterField(
            model_name='besoin',
            name='etat',
            field=django_fsm.FSMField(choices=[('recu', 'reçu'), ('qualifie', 'qualifié'), ('regroupe', 'regroupé'), ('retenu', 'retenu'), ('ecarte', 'écarté'), ('programme', 'programmé'), ('satisfait', 'satisfait')], default='recu', max_length=50, protected=True, verbose_name='état'),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='email',
            field=models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique'),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='etat',
            field=django_fsm.FSMField(choices=[('preparee', 'à inviter'), ('envoyee', 'sans réponse'), ('commencee', 'commencée'), ('repondue', 'a répondu'), ('refusee', 'ne souhaite pas répondre')], default='envoyee', max_length=50, protected=True, verbose_name='état'),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='invitee_le',
            field=models.DateTimeField(blank=True, null=True, verbose_name='invitée le'),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='structure',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academie.structure', verbose_name='structure'),
        ),
        migrations.AlterField(
            model_name='mouvementbesoin',
            name='de',
            field=models.CharField(blank=True, choices=[('recu', 'reçu'), ('qualifie', 'qualifié'), ('regroupe', 'regroupé'), ('retenu', 'retenu'), ('ecarte', 'écarté'), ('programme', 'programmé'), ('satisfait', 'satisfait')], max_length=10, verbose_name='de'),
        ),
        migrations.AlterField(
            model_name='mouvementbesoin',
            name='vers',
            field=models.CharField(choices=[('recu', 'reçu'), ('qualifie', 'qualifié'), ('regroupe', 'regroupé'), ('retenu', 'retenu'), ('ecarte', 'écarté'), ('programme', 'programmé'), ('satisfait', 'satisfait')], max_length=10, verbose_name='vers'),
        ),
        migrations.AlterField(
            model_name='preuve',
            name='genre',
            field=models.CharField(choices=[('resultat', "résultat d'enquête"), ('theme', "thème d'une question ouverte"), ('signal', 'signal'), ('demande', 'demande')], max_length=10, verbose_name='nature'),
        ),
        migrations.AlterField(
            model_name='question',
            name='genre',
            field=models.CharField(choices=[('choix_unique', 'choix unique'), ('choix_multiple', 'choix multiple'), ('echelle', 'échelle'), ('nombre', 'nombre'), ('date', 'date'), ('texte_court', 'texte court'), ('texte', 'texte libre'), ('classement', 'classement'), ('matrice', 'importance et maîtrise'), ('oui_non', 'oui, non, ne sait pas'), ('territoire', 'territoire')], max_length=16, verbose_name='type de réponse'),
        ),
        migrations.AlterField(
            model_name='signal',
            name='axe',
            field=models.CharField(choices=[('usages', 'usages'), ('techniques', 'techniques'), ('organisations', 'organisations'), ('fonctions', 'fonctions'), ('impacts', 'impacts transverses'), ('implications', 'implications sociétales')], max_length=16, verbose_name='axe'),
        ),
        migrations.AlterField(
            model_name='sourceveille',
            name='genre',
            field=models.CharField(choices=[('flux', 'flux (RSS ou Atom)'), ('etude', 'étude'), ('article', 'article'), ('lecture', 'lecture'), ('blog', 'blog'), ('evenement', 'événement'), ('capteur', 'observation de terrain'), ('autre', 'autre')], max_length=12, verbose_name='nature'),
        ),
        migrations.AlterField(
            model_name='valeur',
            name='question',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='valeurs', to='besoins.question'),
        ),
        migrations.AlterField(
            model_name='valeur',
            name='reponse',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='valeurs', to='besoins.reponse'),
        ),
        migrations.AddField(
            model_name='arbitrage',
            name='par',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par'),
        ),
        migrations.AddField(
            model_name='arbitrage',
            name='valeur',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='arbitrages', to='besoins.valeur'),
        ),
        migrations.AddField(
            model_name='article',
            name='signal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='besoins.signal', verbose_name='signal'),
        ),
        migrations.AddField(
            model_name='article',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='articles', to='besoins.sourceveille', verbose_name='source'),
        ),
        migrations.AddField(
            model_name='citation',
            name='par',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vérifiée par'),
        ),
        migrations.AddField(
            model_name='citation',
            name='valeur',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='citation', to='besoins.valeur'),
        ),
        migrations.AddField(
            model_name='codage',
            name='par',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par'),
        ),
        migrations.AddField(
            model_name='codage',
            name='valeur',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codages', to='besoins.valeur'),
        ),
        migrations.AddField(
            model_name='code',
            name='cree_par',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='créé par'),
        ),
        migrations.AddField(
            model_name='code',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='besoins.question'),
        ),
        migrations.AddField(
            model_name='codage',
            name='code',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='codages', to='besoins.code'),
        ),
        migrations.AddField(
            model_name='arbitrage',
            name='code',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='arbitrages', to='besoins.code'),
        ),
        migrations.AddField(
            model_name='preuve',
            name='code',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='preuves', to='besoins.code', verbose_name='thème'),
        ),
        migrations.AddField(
            model_name='condition',
            name='option',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='besoins.option', verbose_name='réponse'),
        ),
        migrations.AddField(
            model_name='condition',
            name='question',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='conditions', to='besoins.question'),
        ),
        migrations.AddField(
            model_name='condition',
            name='section',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='conditions', to='besoins.section'),
        ),
        migrations.AddField(
            model_name='condition',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conditions_suivantes', to='besoins.question', verbose_name='quand, à la question'),
        ),
        migrations.AddField(
            model_name='correction',
            name='enquete',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='besoins.enquete'),
        ),
        migrations.AddField(
            model_name='correction',
            name='par',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par'),
        ),
        migrations.AddField(
            model_name='cotation',
            name='par',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noté par'),
        ),
        migrations.AddField(
            model_name='cotation',
            name='signal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cotations', to='besoins.signal'),
        ),
        migrations.AddField(
            model_name='envoi',
            name='enquete',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='envois', to='besoins.enquete'),
        ),
        migrations.AddField(
            model_name='envoi',
            name='par',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par'),
        ),
        migrations.AddField(
            model_name='importation',
            name='enquete',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='importations', to='besoins.enquete'),
        ),
        migrations.AddField(
            model_name='importation',
            name='par',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par'),
        ),
        migrations.AddField(
            model_name='placeimposee',
            name='besoin',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='besoins.besoin', verbose_name='besoin'),
        ),
        migrations.AddField(
            model_name='placeimposee',
            name='par',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='imposée par'),
        ),
        migrations.AddField(
            model_name='placeimposee',
            name='retiree_par',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retirée par'),
        ),
        migrations.AddField(
            model_name='poidspriorite',
            name='par',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par'),
        ),
        migrations.AddField(
            model_name='rapport',
            name='enquete',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rapports', to='besoins.enquete'),
        ),
        migrations.AddField(
            model_name='rapport',
            name='par',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandé par'),
        ),
        migrations.AddField(
            model_name='suggestionecartee',
            name='par',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par'),
        ),
        migrations.AddField(
            model_name='suggestionecartee',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions_ecartees', to='besoins.question'),
        ),
    ]
