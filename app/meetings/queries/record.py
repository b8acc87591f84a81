"""Who was there, as a page to print and as a document."""

from flask import render_template

from app import clock
from app.meetings.queries.pages import meeting_page
from app.models.meeting import Meeting
from app.web.language import current

SPARE_ROWS = 3  # for somebody who comes late and signs on paper


def record_values(meeting: Meeting) -> dict[str, object]:
    """What the record's body is drawn from. No query: everything came with the meeting."""
    return {"page": meeting_page(meeting), "spare": range(SPARE_ROWS)}


def record_pdf(meeting: Meeting) -> bytes:
    """The record as a tagged PDF in the reader's language. Raises certificates.errors.RenderError."""
    from certificates.paper import paper_pdf  # its library takes seconds to load: only when asked

    values = record_values(meeting)
    page = meeting_page(meeting)
    return paper_pdf(
        render_template("meetings/record_body.html", **values),
        title=page.text.title,
        language=current(),
        dated=(meeting.finished_at or clock.now()).date(),
        author=meeting.school.name,
    )


def record_name(meeting: Meeting) -> str:
    """A file name that says what it is and sorts by date."""
    return f"meeting-{meeting.held_on:%Y-%m-%d}-{meeting.module}.pdf"
