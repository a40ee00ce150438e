import pytest

from sessions.agendas.clients import famille_du_client
from sessions.models import AbonnementAgenda

AGENTS = {
    "google": ["Google-Calendar-Importer", "Mozilla/5.0 (compatible; Googlebot/2.1)"],
    "apple": [
        "iOS/17.4 (21E219) dataaccessd/1.0",
        "macOS/14.4 (23E214) CalendarAgent/1064",
        "Mac+OS+X/10.15.7 (19H15) CalendarAgent/930.5.1",
        "iCal/5.0.3",
    ],
    "thunderbird": ["Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.9.0"],
    "outlook": [
        "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0)",
        "Microsoft.Exchange/15.20",
        "Outlook-iOS",
    ],
    "autre": ["", "vdirsyncer/0.19", "curl/8.5", "x" * 100_000],
}


@pytest.mark.parametrize("famille", AGENTS)
def test_chaque_application_est_de_sa_famille(famille):
    assert {famille_du_client(agent) for agent in AGENTS[famille]} == {famille}


def test_les_familles_ont_un_nom():
    assert AGENTS.keys() == set(AbonnementAgenda.Client)
