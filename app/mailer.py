"""Delivery of mail behind one function: SMTP, or files that a developer can open (MAIL_URL)."""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from config import Settings


class WholeAddresses(EmailPolicy):
    """As the library's, but an address in a header stays whole: folded into encoded words, no program finds it."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() == "list-unsubscribe":
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


POLICY = WholeAddresses()


def compose(
    settings: Settings, recipient: str, subject: str, body: str, *, stop_url: str = ""
) -> EmailMessage:
    """A plain-text mail. Raises ValueError for a subject or address with line breaks.

    stop_url: where one click in the mail program ends mails of this kind (RFC 2369, RFC 8058).
    """
    message = EmailMessage(policy=POLICY)
    message["From"], message["To"], message["Subject"] = settings.mail_from, recipient, subject
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain="ciss.invalid")
    message["Auto-Submitted"] = "auto-generated"
    if stop_url:
        message["List-Unsubscribe"] = f"<{stop_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(body)
    return message


def deliver(settings: Settings, message: EmailMessage) -> None:
    """Hand one mail over. Raises OSError or SMTPException when that fails; the outbox tries again."""
    parts = urlsplit(settings.mail_url)
    if parts.scheme == "file":
        folder = Path(unquote(parts.path))
        folder.mkdir(parents=True, exist_ok=True)
        count = len(list(folder.glob("*.eml")))
        name = f"{count + 1:05d}-{message['To'].split('@')[0]}.eml"
        (folder / "".join(c for c in name if c.isalnum() or c in "-._")).write_bytes(message.as_bytes())
        return
    client = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with client(parts.hostname or "localhost", parts.port or 0, timeout=20) as server:
        if parts.scheme == "smtp+tls":
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)
