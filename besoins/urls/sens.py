SENS = ("monter", "descendre")
