"""Notices of non-delivery as servers write them, around the mark of a mail."""

JETON = "0123456789abcdef01234567"


def postfix(*, action="failed", statut="5.1.1", jeton=JETON, diagnostic="smtp; 550 5.1.1 User unknown") -> bytes:
    """Headers of the mail returned, in text/rfc822-headers."""
    return f"""Return-Path: <>
To: academie@oten.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="frontiere"

--frontiere
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--frontiere
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.oten.example
X-Postfix-Queue-ID: 4ABC

Final-Recipient: rfc822; qui@test.example
Original-Recipient: rfc822;qui@test.example
Action: {action}
Status: {statut}
Remote-MTA: dns; mx.test.example
Diagnostic-Code: {diagnostic}

--frontiere
Content-Type: text/rfc822-headers

From: academie@oten.example
To: qui@test.example
Subject: Convocation
Message-ID: <{jeton}@oten.example>
X-OTeN-Message: {jeton}

--frontiere--
""".encode()


def exchange(*, jeton=JETON) -> bytes:
    """The whole mail returned, in French, our header lost."""
    return f"""To: academie@oten.example
Subject: =?utf-8?q?Non_remis_=3A_Convocation?=
MIME-Version: 1.0
Content-Type: multipart/report; report-type="delivery-status"; boundary=b1

--b1
Content-Type: text/html; charset=utf-8

<p>Boîte pleine</p>
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns;exchange.test.example

Final-recipient: RFC822;qui@test.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full

--b1
Content-Type: message/rfc822

Message-ID: <{jeton}@oten.example>
Subject: Convocation

Bonjour
--b1--
""".encode()


def verp(*, jeton=JETON) -> bytes:
    """Nothing of the mail is returned: only the address it came back to tells."""
    return f"""To: retours+{jeton}@oten.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; x

Final-Recipient: rfc822; qui@test.example
Action: failed
Status: 4.4.7

--b--
""".encode()


ABSENCE = b"""To: academie@oten.example
Subject: Absente jusqu'au 3 mars
Auto-Submitted: auto-replied

Je reviens bientot.
"""
