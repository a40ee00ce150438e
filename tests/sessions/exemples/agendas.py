from tests.distribution import territoire

EXEMPLES = {
    "sessions:agenda_epci": lambda d: {
        "code": territoire("epci", "242900314", "Brest Métropole", region=d.region).code
    },
}
