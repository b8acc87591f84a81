"""Somebody who has never heard of CISS and holds a certificate in their hand."""

from typing import Self

from playwright.sync_api import expect

from tests.browser.people.person import Person


class Stranger(Person):
    """Has no account."""

    def types_the_code(self, code: str) -> Self:
        self.goes_to("/").looks("front page").follows("Verify a certificate").looks("verify a certificate")
        return self.fills(q=code.lower().replace("-", " ")).presses("Check")

    def reads_that_it_is(self, status: str) -> Self:
        """What the certificate is worth today, read anew."""
        self.page.reload()
        expect(self.page.locator("main .verdict")).to_contain_text(status)
        return self.looks(f"certificate {status}")

    def gets_the_certificate(self) -> bytes:
        """The PDF behind the link of the page."""
        link = self.page.locator("main a[href$='.pdf']").first.get_attribute("href")
        answer = self.page.request.get(self.stage.product.url + str(link))
        assert answer.ok, f"{answer.status} for {link}"
        return answer.body()

    def searches_the_register(self, name: str) -> Self:
        self.goes_to("/verify/register").fills(q=name).presses("Show").looks("register")
        return self.sees(name)
