"""The application starts and answers."""

from tests.support.client import Client


def test_the_process_and_the_database_answer(client: Client) -> None:
    assert client.get("/healthz").response.text == "ok\n"
    assert client.get("/readyz").response.text == "ready\n"


def test_every_public_page_answers_in_every_language(client: Client) -> None:
    for language in ("en", "ru", "uk", "ro", "be"):
        client.get(f"/language/{language}?next=/", status=303)
        for url in (
            "/",
            "/standard",
            "/standard/3.1",
            "/help",
            "/privacy",
            "/accessibility",
            "/verify",
            "/accounts/sign-in",
        ):
            page = client.get(url)
            assert page.soup.html is not None
            assert page.soup.html["lang"] == language
