"""The coordinator of a country: brings schools in, finds people for each case, keeps an eye on all."""

from pathlib import Path
from typing import Self

from tests.browser.people.person import Person


class Coordinator(Person):
    """At home at the board of a programme."""

    home = "/programmes/belarus"

    def adds_a_school(self, name: str, region: str, locality: str) -> str:
        """Add a school by the form; returns its reference."""
        self.goes_to(f"{self.home}/add-school").looks("add a school")
        self.fills(name=name, region=region, locality=locality).presses("Add the school")
        self.sees(f"{name} is in the list as").looks("schools")
        return self.page.locator("main table a").first.get_attribute("href").rsplit("/", 1)[-1]

    def imports_schools(self, file: Path) -> Self:
        """A dry run tells each row's verdict with its line; then the good rows come in and the bad come back."""
        self.goes_to(f"{self.home}/import-schools").looks("import").chooses("file", file).presses(
            "Look at the rows"
        )
        self.sees("2 rows are good", "The name is missing.").looks("dry run").presses("Take in the good rows")
        self.sees("2 schools came into the list.").looks("imported")
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name="Download the rows to mend").first.click()
        rows = Path(download.value.path()).read_text("utf-8-sig").splitlines()
        assert [row.split(",", 4)[4] for row in rows[1:]] == ["3,The name is missing."]
        return self

    def invites_the_head(self, school: str, head: Person) -> Self:
        self.goes_to(f"{self.home}/schools/{school}").looks("a school")
        self.fills(name=head.name, email=head.address).presses("Send the invitation")
        return self.sees("is on its way")

    def proposes(self, person: Person, role: str) -> Self:
        """Propose an expert or an assessor; a second person confirms."""
        self.goes_to(f"{self.home}/people").fills(role=role, name=person.name, email=person.address)
        return self.presses("Propose").looks("experts and assessors")

    def asks(self, person: Person, ref: str) -> Self:
        """Ask a person to take the open seat of a case."""
        self.goes_to(f"{self.home}/applications/{ref}").looks("case")
        offered = self.page.locator("select[name=person]")
        label = next(one for one in offered.locator("option").all_inner_texts() if person.name in one)
        offered.select_option(label=label)
        return self.presses("Ask this person").sees("The person was asked")

    def begins_the_screening(self, ref: str) -> Self:
        self.goes_to(self.home).looks("board")
        return (
            self.goes_to(f"{self.home}/applications/{ref}")
            .presses("Begin the screening")
            .sees("Screening has begun")
        )
