"""The people of a school: the head and those the head brings in."""

from pathlib import Path
from typing import Self

from tests.browser.people.learner import Learner
from tests.browser.people.person import Person


class SchoolPerson(Learner):
    """At home at the school's board; `case` is the address of the application once it is open."""

    case = ""

    def signs_the_commitment(self) -> Self:
        self.follows("Read the commitment").arrives("Our commitment").looks("commitment")
        return (
            self.fills(agreed="y")
            .presses("Sign the commitment")
            .sees("The commitment is signed.")
            .looks("signed")
        )

    def invites(self, person: Person, position: str) -> Self:
        self.follows("Team").follows("Invite a colleague").looks("invite a colleague")
        self.fills(name=person.name, email=person.address, position=position).presses("Send the invitation")
        return self.sees(f"The invitation is on its way to {person.address}.").looks("team")

    def opens_the_application(self) -> str:
        """Open it from the board; returns its reference."""
        self.follows("Board").looks("board").presses("Open the application")
        self.arrives("Application").looks("application")
        self.case = self.page.url.removeprefix(self.stage.product.url)
        return self.case.rsplit("/", 1)[-1]

    def gives(self, criterion: str, colleague: Person) -> Self:
        self.goes_to(f"{self.case}/claims/{criterion}")
        self.page.locator("select[name=owner]").select_option(label=colleague.name)
        return self.presses("Give it").sees(f"{colleague.name} prepares this criterion now")

    def claims(self, criterion: str, level: int, how: str, responsible: str) -> Self:
        self.goes_to(f"{self.case}/claims/{criterion}").looks(f"claim {criterion}")
        self.fills(level=str(level), how=how, responsible=responsible).presses("Save")
        return self.sees(f"Saved: criterion {criterion}.")

    def offers(self, criterion: str, title: str, *, words: str = "", file: Path | None = None) -> Self:
        """Fill in the form of evidence and send it; what comes of it is for the caller to see."""
        self.goes_to(f"{self.case}/claims/{criterion}/add-evidence")
        self.fills(form="text" if words else "file", title=title, dated_on="2026-03-02", redacted="y")
        if words:
            self.fills(text=words)
        if file is not None:
            self.chooses("document", file)
        return self.presses("Keep it")

    def asks_for_an_expert(self) -> Self:
        self.goes_to(self.case).confirms("Ask for an expert", "Ask now")
        return self.sees("Your programme was asked for an expert.")

    def answers_the_expert(self, answer: str) -> Self:
        self.goes_to(self.case).follows("Answer now").looks("answer the expert")
        self.page.locator("main textarea").first.fill(answer)
        return self.presses("Send the answers").sees("Your answers are with the expert.")

    def submits(self) -> Self:
        self.goes_to(f"{self.case}/submit").sees("Nothing is missing.").looks("checklist").fills(
            confirmed="y"
        )
        return (
            self.presses("Submit the application").sees("Your application is submitted.").looks("submitted")
        )

    def finds_the_facts_right(self) -> Self:
        self.goes_to(f"{self.case}/check-facts").looks("check of facts").fills(verdict="right")
        self.goes_on_with(self.page.locator("main form button").first)
        return self.sees("The assessor has your answer.")
