"""Rows and their constraints. Rules are in `app.domain`; a row offers them `facts()`."""

from app.models.account import (
    Invitation,
    OnceKey,
    PasswordReset,
    RoleGrant,
    SignInFailure,
    User,
    WebSession,
)
from app.models.application import (
    Application,
    BreakGlass,
    Claim,
    Evidence,
    EvidenceForm,
    EvidenceState,
    EvidenceVersion,
)
from app.models.assessment import Decision, Finding, Judgement, Outcome, Severity, Visit
from app.models.audit import AuditEvent, AuditPayload
from app.models.award import Award, AwardLevel, Letter, SupersededDocument
from app.models.base import Base
from app.models.batch import Batch, BatchItem, BatchKind
from app.models.check_in import CheckIn
from app.models.completion import WHOLE_COURSE, Completion
from app.models.followup import FollowUp
from app.models.learning import Attempt, Enrolment, Plan, Response, ScreenVisit
from app.models.meeting import Attendance, Meeting
from app.models.message import Job, Notice, OutgoingMail
from app.models.programme import Assignment, Programme
from app.models.review import ChangeRequest, Readiness, Review
from app.models.school import School, SchoolImport, Task
from app.models.tool import ToolDraft

__all__ = [
    "WHOLE_COURSE",
    "Application",
    "Assignment",
    "Attempt",
    "Attendance",
    "AuditEvent",
    "AuditPayload",
    "Award",
    "AwardLevel",
    "Base",
    "Batch",
    "BatchItem",
    "BatchKind",
    "BreakGlass",
    "ChangeRequest",
    "CheckIn",
    "Claim",
    "Completion",
    "Decision",
    "Enrolment",
    "Evidence",
    "EvidenceForm",
    "EvidenceState",
    "EvidenceVersion",
    "Finding",
    "FollowUp",
    "Invitation",
    "Job",
    "Judgement",
    "Letter",
    "Meeting",
    "Notice",
    "OnceKey",
    "Outcome",
    "OutgoingMail",
    "PasswordReset",
    "Plan",
    "Programme",
    "Readiness",
    "Response",
    "Review",
    "RoleGrant",
    "School",
    "SchoolImport",
    "ScreenVisit",
    "Severity",
    "SignInFailure",
    "SupersededDocument",
    "Task",
    "ToolDraft",
    "User",
    "Visit",
    "WebSession",
]
