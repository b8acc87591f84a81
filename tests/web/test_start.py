"""The application starts and answers."""

from tests.support.client import Client


def test_the_process_and_the_database_answer(client: Client) -> None:
    assert client.get("/healthz").response.text == "ok\n"
    assert client.get("/readyz").response.text == "ready\n"
