"""Assessors: one judges, another decides."""

from typing import Self

from tests.browser.album import for_the_readme
from tests.browser.people.expert import Outsider


class Assessor(Outsider):
    """At home at /assessments."""

    desk = "/assessments"

    def accepts_the_case(self) -> Self:
        return self.presses("Accept the case").sees("The case is yours.").looks("case accepted")

    def judges(self, ref: str, criterion: str, level: int, reason: str) -> Self:
        self.goes_to(f"/assessments/{ref}/desk/{criterion}").looks("desk")
        for_the_readme(self.page, "desk")
        self.fills(d=str(level), p=str(level), reason=reason).presses("Save and go on")
        return self.sees(f"{criterion} is saved.")

    def records_interviews(self, ref: str, day: str, note: str) -> Self:
        self.goes_to(f"/assessments/{ref}/record-visit").looks("record a visit")
        self.fills(kind="interviews", held_on=day, note=note).presses("Put it on record")
        return self.sees("The visit is on record.")

    def finishes_and_sends_the_report(self) -> Self:
        self.confirms("Finish the assessment", "Finish now").sees("The assessment is finished.")
        self.follows("Read the report").looks("report")
        self.page.go_back()
        return self.confirms("Send the report", "Send it to the school").sees("checks its facts")

    def makes_the_report_final(self, ref: str) -> Self:
        self.goes_to(f"/assessments/{ref}/finalise-report").looks("final report").presses("Make it final")
        return self.sees("The report is final.")

    def awards(self, ref: str, tier: str, reason: str) -> Self:
        """Decide, with the phone's code asked once more."""
        self.goes_to(f"/assessments/{ref}/award").gives_the_code_once_more().arrives("Decision").looks(
            "decision"
        )
        self.fills(tier=tier, award_reason=reason).presses("Award")
        return self.sees("The award is given.").looks("awarded")

    def gives_the_code_once_more(self) -> Self:
        self.arrives("Your code once more").looks("step up")
        return self.fills(code=self.code()).presses("Go on")

    def changes_the_award(self, code: str, button: str, reason: str) -> Self:
        self.goes_to(f"/assessments/awards/{code}").looks("award").fills(reason=reason).presses(button)
        return self.sees("Everybody who checks the certificate sees it from now on.")
