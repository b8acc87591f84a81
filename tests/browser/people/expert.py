"""Those from outside the school: whoever works on a case declares first that nothing ties them to it."""

from typing import Self

from tests.browser.people.person import Person


class Outsider(Person):
    """An expert, an assessor or a decider; `desk` is where their cases are."""

    desk = ""

    def comes_in(self) -> Self:
        """Once the role is confirmed: set up the phone, see the first page."""
        return self.goes_to(self.desk).sets_up_two_step().looks("first page")

    def declares_that_nothing_ties_them(self) -> Self:
        self.goes_to(self.desk).follows("Declare your interests").arrives("Declaration of interests")
        self.looks("declaration").fills(
            answer="none", statement="Nothing ties me or my family to this school."
        )
        return self.presses("Save my declaration").sees("Thank you. You can begin.").looks("case")


class Expert(Outsider):
    """Advises; never judges."""

    desk = "/reviews"

    def advises(self, ref: str, criterion: str, note: str, change: str) -> Self:
        self.goes_to(f"/reviews/{ref}/claims/{criterion}").looks("claim beside its evidence")
        self.fills(readiness="nearly", note=note, change=change).presses("Save and go on")
        return self.sees(f"Your advice on {criterion} is saved.")

    def requests_the_changes(self, ref: str) -> Self:
        self.goes_to(f"/reviews/{ref}").confirms("Send these requests", "Send them to the school")
        return self.sees("The requests were sent.").looks("requests sent")

    def ends_the_support(self, ref: str) -> Self:
        self.goes_to(f"/reviews/{ref}").confirms("End the support", "End my support")
        return self.sees("The support has ended. Thank you.")
