"""A calendar file for one day's reminder (RFC 5545): what a school promised, in the calendar people already look at."""

from datetime import date, datetime, timedelta


def all_day(*, uid: str, day: date, summary: str, description: str, url: str, made_at: datetime) -> bytes:
    """An iCalendar file with one all-day event and a reminder at eight that morning. `made_at` is in UTC."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//CISS//Plan//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{made_at:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escape(summary)}",
        f"DESCRIPTION:{_escape(description)}",
        f"URL:{url}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escape(summary)}",
        "TRIGGER:PT8H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _escape(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A content line of at most 75 octets, continued after a blank, never inside a character."""
    parts, now = [], b""
    for sign in line:
        coded = sign.encode()
        if len(now) + len(coded) > 74:
            parts.append(now)
            now = b""
        now += coded
    return b"\r\n ".join([*parts, now]) + b"\r\n"
