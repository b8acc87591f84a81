"""The platform's administrators: they open a country and confirm who may see evidence."""

from typing import Self

from tests.browser.people.person import Person


class Administrator(Person):
    """Made from a shell, at home under /platform."""

    def is_made_from_the_shell(self) -> Self:
        """Choose a password at the link that `./ciss create-admin` prints, then sign in and set up the phone."""
        self.goes_to(self.stage.product.create_admin(self.address, self.name)).arrives("Your new password")
        self.looks("chooses a password").chooses_a_password().presses("Save the password")
        return self.signs_in().sets_up_two_step().arrives("Platform").looks("lamps")

    def opens_a_programme(self, country: str, name: str, slug: str) -> Self:
        self.follows("Open a programme").looks("open a programme")
        return self.fills(country=country, name=name, slug=slug).presses("Open the programme")

    def names_a_coordinator(self, person: Person) -> Self:
        self.arrives("Name a coordinator").looks("name a coordinator")
        self.fills(name=person.name, email=person.address).presses("Send the invitation")
        return self.sees("is on its way").looks("programmes")

    def confirms_the_role_of(self, person: Person) -> Self:
        self.goes_to("/platform/roles").sees(person.name).looks(f"role of {person.name}")
        return self.presses("Confirm").sees(f"The role of {person.name} counts from now on.")
