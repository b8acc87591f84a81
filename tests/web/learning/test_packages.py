"""Taking a module away: every signed-in person, in every language, the same bytes as the package itself."""

import io
import zipfile

import pytest

from modules.exchange.package import offline_package, scorm_package
from modules.load import LANGUAGES, curriculum
from tests.factories.people import make_coordinator, make_head, make_school, make_user
from tests.support.client import Client
from tests.support.queries import counted

M3 = "m3-reporting"
OFFLINE, SCORM = f"/learning/{M3}/offline.zip", f"/learning/{M3}/scorm.zip"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_module_comes_in_the_language_asked_for(client: Client, language: str) -> None:
    client.sign_in(make_user(language="ru"))
    assert client.get(f"{OFFLINE}?in={language}").response.data == offline_package(M3, language)
    assert client.get(f"{SCORM}?in={language}").response.data == scorm_package(M3, language)


def test_without_a_wish_or_with_nonsense_it_comes_in_the_language_of_the_page(client: Client) -> None:
    client.sign_in(make_user(language="uk"))
    for url in (OFFLINE, f"{OFFLINE}?in=xx"):
        answer = client.get(url).response
        assert answer.headers["Content-Disposition"] == "attachment; filename=ciss-m3-reporting-uk.zip"
        assert answer.mimetype == "application/zip"
        assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None
    named = client.get(SCORM).response.headers["Content-Disposition"]
    assert named == "attachment; filename=ciss-m3-reporting-uk-scorm12.zip"


def test_who_has_the_archive_does_not_load_it_twice(client: Client) -> None:
    client.sign_in(make_user())
    for url in (OFFLINE, SCORM):
        tag = client.get(url).response.headers["ETag"]
        client.get(url, status=304, headers={"If-None-Match": tag})


def test_an_unknown_module_has_no_archive(client: Client) -> None:
    client.sign_in(make_user())
    client.get("/learning/m9-none/offline.zip", status=404)
    client.get("/learning/m9-none/scorm.zip", status=404)


def test_the_door_offers_the_archive_with_its_size(client: Client) -> None:
    client.sign_in(make_user())
    link = client.get(f"/learning/{M3}").soup.select_one(f"main a[href='{OFFLINE}']")
    size = -(-len(offline_package(M3, "en")) // 1024)
    assert link is not None
    assert f"{size} kB" in link.text


def test_all_modules_stand_on_one_page_in_a_language_of_ones_choice(client: Client) -> None:
    client.sign_in(make_head(make_school()))
    page = client.get("/learning/packages?in=ro")
    for module in curriculum().modules:
        assert page.soup.select_one(f"main a[href='/learning/{module.id}/scorm.zip?in=ro']")
        assert page.soup.select_one(f"main a[href='/learning/{module.id}/offline.zip?in=ro']")
        size = -(-len(offline_package(module.id, "ro")) // 1024)
        assert f"about {size} kB" in page.text
    assert page.soup.select_one("main a[href$='/packages?in=uk']")
    assert not page.soup.select("main a[href$='items.gift']"), "right answers are for who runs a programme"


def test_who_runs_a_programme_finds_the_question_banks_there(client: Client) -> None:
    client.sign_in(make_coordinator())
    page = client.get("/learning/packages")
    assert len(page.soup.select("main a[href$='items.gift']")) == len(curriculum().modules)
    assert len(page.soup.select("main a[href$='items.xml']")) == len(curriculum().modules)


def test_the_page_asks_the_database_for_no_more_than_the_session(client: Client) -> None:
    client.sign_in(make_user())
    client.get("/learning/packages")
    with counted() as found:
        client.get("/learning/packages")
    assert len(found) <= 2
