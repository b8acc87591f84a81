"""Every verb of the product. One verb has one name everywhere (house.md §5)."""

from enum import StrEnum


class Action(StrEnum):
    """Value = the word used in URLs, audit entries and generated documents."""

    # anyone, or anyone signed in
    SEE_PUBLIC = "see-public"
    MANAGE_ACCOUNT = "manage-account"
    LEARN = "learn"
    CHECK_POLICY = "check-policy"

    # the platform
    SEE_PLATFORM = "see-platform"
    OPEN_PROGRAMME = "open-programme"
    NAME_COORDINATOR = "name-coordinator"
    CONFIRM_ROLE = "confirm-role"
    REVOKE_ROLE = "revoke-role"
    DISABLE_ACCOUNT = "disable-account"
    SEE_ITEMS = "see-items"
    EXPORT_ITEMS = "export-items"

    # a country programme
    SEE_PROGRAMME = "see-programme"
    EDIT_PROGRAMME = "edit-programme"
    SEE_PROGRAMME_LOG = "see-programme-log"
    PROPOSE_ROLE = "propose-role"
    ADD_SCHOOL = "add-school"
    IMPORT_SCHOOLS = "import-schools"
    INVITE_HEAD = "invite-head"
    REMIND = "remind"
    EXPORT_LIST = "export-list"
    EXPORT_PROGRESS = "export-progress"
    RUN_BATCH = "run-batch"

    # a school
    SEE_SCHOOL = "see-school"
    SEE_PROGRESS = "see-progress"
    INVITE_MEMBER = "invite-member"
    REMOVE_MEMBER = "remove-member"
    NUDGE = "nudge"
    HOLD_MEETING = "hold-meeting"
    FILL_TOOL = "fill-tool"
    WORK_ON_TASK = "work-on-task"
    SIGN_COMMITMENT = "sign-commitment"
    OPEN_APPLICATION = "open-application"
    CHECK_IN = "check-in"

    # an application
    SEE_APPLICATION = "see-application"
    EXPORT_APPLICATION = "export-application"
    SEE_FORECAST = "see-forecast"
    GIVE_CRITERION = "give-criterion"
    CLAIM_LEVEL = "claim-level"
    ADD_EVIDENCE = "add-evidence"
    REMOVE_EVIDENCE = "remove-evidence"
    OPEN_EVIDENCE = "open-evidence"
    BREAK_GLASS = "break-glass"
    REQUEST_SUPPORT = "request-support"
    ANSWER_CHANGES = "answer-changes"
    SUBMIT = "submit"
    CANCEL = "cancel"
    ANSWER_INFORMATION = "answer-information"
    CHECK_FACTS = "check-facts"
    OBJECT = "object"

    # assignments
    PROPOSE_ASSIGNMENT = "propose-assignment"
    END_ASSIGNMENT = "end-assignment"
    DECLARE_INTEREST = "declare-interest"

    # an expert's support
    ADVISE = "advise"
    REQUEST_CHANGES = "request-changes"
    END_SUPPORT = "end-support"

    # screening, assessment, decision
    START_SCREENING = "start-screening"
    RETURN = "return"
    ACCEPT_CASE = "accept-case"
    JUDGE = "judge"
    RECORD_FINDING = "record-finding"
    RECORD_VISIT = "record-visit"
    REQUEST_INFORMATION = "request-information"
    FINISH_ASSESSMENT = "finish-assessment"
    SEND_REPORT = "send-report"
    FINALISE_REPORT = "finalise-report"
    SEE_ASSESSMENT = "see-assessment"
    AWARD = "award"
    DECLINE = "decline"

    # an award
    SEE_AWARD = "see-award"
    SUSPEND = "suspend"
    RESTORE = "restore"
    WITHDRAW = "withdraw"
