"""What a process holds as soon as it is ready: a library of one page in a thousand waits for that page."""

import subprocess
import sys

LOURDES = {"aiohttp", "holidays", "numpy", "pyhanko", "pyld", "pypdf", "scipy", "snowballstemmer", "xlsxwriter"}
PRET = "import django, sys; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns; "


def test_ce_qui_sert_rarement_n_est_pas_charge_au_depart():
    fait = subprocess.run(
        [sys.executable, "-c", PRET + "print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    assert not LOURDES & set(fait.stdout.split())
