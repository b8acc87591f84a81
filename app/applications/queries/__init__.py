"""What the pages of an application show."""

from app.applications.queries.claim import ClaimPage, claim_page
from app.applications.queries.evidence import EvidencePage, evidence_page, team_choices
from app.applications.queries.forecast import ForecastPage, forecast_page
from app.applications.queries.last_time import usable
from app.applications.queries.overview import ClaimsPage, OverviewPage, claims_page, overview
from app.applications.queries.submission import ChecklistPage, checklist
from app.applications.queries.support import ChangesPage, FactsPage, changes_page, facts_page

__all__ = [
    "ChangesPage",
    "ChecklistPage",
    "ClaimPage",
    "ClaimsPage",
    "EvidencePage",
    "FactsPage",
    "ForecastPage",
    "OverviewPage",
    "changes_page",
    "checklist",
    "claim_page",
    "claims_page",
    "evidence_page",
    "facts_page",
    "forecast_page",
    "overview",
    "team_choices",
    "usable",
]
