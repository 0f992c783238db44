"""The reading room in a real browser, a test for each page. No test here leaves the machine, and each one checks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: uv sync")
from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402 - after the check above
from tests.web.conftest import ARGUMENTS, CHROMIUM  # noqa: E402

from demarche.store import Store  # noqa: E402

# Fields without a label, and links and buttons without a name.
UNNAMED = """() => [...document.querySelectorAll("input:not([type=hidden]):not([id]), select, a, button")]
  .filter((one) => (one.labels ? one.tagName !== "BUTTON" && one.labels.length !== 1 : false) ||
    (["A", "a", "BUTTON"].includes(one.tagName) && !(one.getAttribute("aria-label") || one.textContent).trim()))
  .map((one) => one.outerHTML.slice(0, 80))"""

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: apt-get install chromium")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A tab; afterwards, that every request went to the reading room and the console is silent."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    context.set_default_timeout(6000)
    tab = context.new_page()
    requests: list[str] = []
    messages: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("pageerror", lambda error: messages.append(str(error)))
    yield tab
    assert requests
    assert [url for url in requests if not url.startswith(address)] == []
    assert messages == []
    context.close()


def test_front_lists_stories_and_dyads(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("link", name="Varnia urges Ostrava to open the ports")).to_be_visible()
    page.get_by_role("link", name="OST – VAR").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("OST and VAR")


def test_story_sets_versions_and_wordings_side_by_side(page: Page) -> None:
    page.goto("/story/story-ports")
    versions = page.locator(".version")
    expect(versions).to_have_count(2)
    first, second = (versions.nth(number).bounding_box() for number in (0, 1))
    assert first is not None
    assert second is not None
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] <= second["x"]
    assert page.locator(".variants dd").nth(1).locator("mark").all_inner_texts() == ["its", "every", "ship"]
    expect(page.locator(".pair .asked")).to_contain_text("to open the northern ports")
    expect(page.locator(".pair .answer")).to_contain_text("a piece of theatre")
    expect(page.locator(".difference")).to_contain_text("called on Coast Daily; urged The Tarn Courier")
    # What the article recalls stands at its own day, before the news.
    days = page.locator(".timeline .day").all_inner_texts()
    assert days[0].split() == ["2019", "recalled"]


def test_highlight_shows_its_note(page: Page) -> None:
    page.goto("/article/first")
    pop = page.locator("#pop")
    expect(pop).to_be_hidden()
    page.locator(".mark", has_text="to open its northern ports").hover()
    expect(pop).to_be_visible()
    for words in ("Petra Holm", "urge", "OST", "cue urged"):
        expect(pop).to_contain_text(words)
    page.keyboard.press("Escape")
    expect(pop).to_be_hidden()
    page.locator(".mark", has_text="rejected the appeal").hover()
    expect(pop).to_contain_text("happened")


def test_without_script_a_highlight_leads_to_its_note(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, base_url=address) as context:
        page = context.new_page()
        page.goto("/article/first")
        page.locator(".mark", has_text="to open its northern ports").click()
        assert page.url.endswith("#note-first.s1")
        expect(page.locator("#note-first\\.s1")).to_be_in_viewport()


def test_keyboard_path(page: Page) -> None:
    page.goto("/article/first")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the page")
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('mark')"):
            break
    expect(page.locator("#pop")).to_be_visible()
    assert page.locator(":focus").get_attribute("aria-describedby") == "pop"
    target = page.locator(":focus").get_attribute("href")
    page.keyboard.press("Enter")
    assert page.url.endswith(str(target))


def test_permalink_and_fragment(page: Page) -> None:
    page.goto("/statement/first.s1")
    assert page.url.endswith("/article/first#note-first.s1")
    link = page.locator("#note-first\\.s1").get_by_role("link", name="in the outlet’s page")
    assert link.get_attribute("href") == (
        "https://courier.example/ports#:~:text=to%20open%20its%20northern%20ports%20to%20every%20ship"
    )


def test_article_beside_its_source(page: Page) -> None:
    page.goto("/article/first")
    expect(page.locator(".text")).not_to_contain_text("Menu")
    page.get_by_role("link", name="Beside the page as it came").click()
    expect(page.locator(".original .furniture")).to_contain_text("Menu")


def test_correction_and_its_undoing(page: Page, store: Store) -> None:
    page.goto("/article/second")
    note = page.locator("#note-second\\.s1")
    note.get_by_text("Correct", exact=True).click()
    note.locator("select[name=act]").select_option("demand")
    note.get_by_role("button", name="Save the correction").click()
    expect(page.locator("#note-second\\.s1 .act")).to_have_text("demand")
    assert store.reading("second").statements[0].act == "demand"
    page.goto("/review")
    made = page.locator(".corrections li").first
    expect(made).to_contain_text("tester")
    made.get_by_role("button", name="Undo").click()
    expect(page.locator(".corrections li").first).to_contain_text("undoes 1")
    assert store.reading("second").statements[0].act == "urge"
    assert [c.who for c in store.corrections()] == ["tester", "tester"]


def test_reject_and_accept(page: Page, store: Store) -> None:
    page.goto("/review")
    least_sure = page.locator(".note").first
    expect(least_sure).to_have_id("note-second.s1")
    least_sure.get_by_role("button", name="Reject").click()
    expect(page.locator("#note-second\\.s1")).to_have_count(0)
    assert store.reading("second").statements == ()
    page.locator("#note-first\\.s1").get_by_role("button", name="Accept").click()
    expect(page.locator(".corrections li").first).to_contain_text("accepted first.s1")
    assert [c.old == c.new for c in store.corrections()] == [False, True]


def test_a_date_is_corrected(page: Page, store: Store) -> None:
    page.goto("/article/first")
    note = page.locator("#note-first\\.e2")
    note.get_by_text("Correct", exact=True).click()
    note.get_by_label("target").fill("VAR, NATO")
    note.get_by_label("date").fill("2024-06-03")
    note.get_by_label("date").press("Enter")  # sends the change, not the acceptance
    expect(page.locator("#note-first\\.e2 dl")).to_contain_text("2024-06-03")
    page.get_by_text("Correct the article").click()
    page.get_by_label("published").fill("2024-05")
    page.locator(".article-review").get_by_role("button", name="Save the correction").last.click()
    expect(page.locator(".kicker")).to_contain_text("2024-05 ")
    made = [("first.e2", "target"), ("first.e2", "date"), ("first", "published")]
    assert [(c.target, c.field) for c in store.corrections()] == made
    assert store.reading("first").events[1].target == ("VAR", "NATO")
    dating = store.reading("first").article.published
    assert (dating.date, dating.earliest, dating.latest) == ("2024-05", "2024-05-01", "2024-05-31")
    page.goto("/dyad/VAR/OST")
    expect(page.locator(".timeline .day").first).to_contain_text("2024-06-03")
    page.goto("/review")
    page.get_by_role("button", name="Undo correction 3").click()
    expect(page.locator(".corrections li").first).to_contain_text("undoes 3")
    assert store.reading("first").article.published.date == "2024-05-14"


def test_an_article_moves_to_another_story_and_back(page: Page, store: Store) -> None:
    page.goto("/story/story-ports")
    version = page.locator(".version", has_text="Coast Daily")
    version.get_by_text("Another story").click()
    version.get_by_label("tells the news of").fill("/story/story-hostile")
    version.get_by_role("button", name="Move it there").click()
    expect(page.locator(".version")).to_have_count(2)
    assert page.url.endswith("/story/story-hostile")
    assert store.reading("second").story == "story-hostile"
    page.locator(".version", has_text="Coast Daily").get_by_text("Another story").click()
    page.get_by_role("button", name="Split it off").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Holm calls for open ports")
    page.goto("/review")
    expect(page.locator(".corrections li").first).to_contain_text("story")
    page.get_by_role("button", name="Undo correction 2").click()
    page.get_by_role("button", name="Undo correction 1").click()
    expect(page.locator(".corrections li").first).to_contain_text("undoes 1")
    page.goto("/")
    expect(page.locator(".stories li").first).to_contain_text("2 articles")
    assert [c.who for c in store.corrections()] == ["tester"] * 4


def test_search_marks_its_hits(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Search the record").fill("northern ports")
    page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text().lower() in ("northern", "northern ports")
    assert len(page.locator(".hits").first.locator("li").all()) == 2
    page.get_by_label("outlet").fill("coast daily")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".hits").first.locator("li")).to_have_count(1)


def test_dyad_chart_is_drawn_and_leads_to_its_events(page: Page) -> None:
    page.goto("/dyad/VAR/OST")
    expect(page.locator(".chart:not(.strip) circle")).to_have_count(2)
    circle = page.locator(".chart circle").first.bounding_box()
    assert circle is not None
    assert circle["width"] > 5
    assert page.locator(".chart .mean").count() == 1
    page.get_by_label("background").check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".timeline > li")).to_have_count(2)  # the strait was closed to nobody of the two in particular
    page.locator(".chart a", has=page.locator(".conflict")).click()
    chosen = page.locator("#deed")
    expect(chosen).to_be_in_viewport()
    expect(chosen.locator(".evidence li")).to_have_count(1)
    expect(page.locator(".chart circle.chosen")).to_have_count(1)
    chosen.get_by_role("link", name="The Tarn Courier: Varnia").click()
    assert page.url.endswith("/article/first#note-first.e2")


def test_brush_shows_a_part_of_the_time(page: Page) -> None:
    page.goto("/dyad/VAR/OST?with=background")
    strip = page.locator(".strip").bounding_box()
    assert strip is not None
    middle, down = strip["x"] + strip["width"] * 0.5, strip["y"] + strip["height"] * 0.4
    page.mouse.move(middle, down)
    page.mouse.down()
    page.mouse.move(strip["x"] + strip["width"] - 40, down, steps=4)
    page.mouse.up()
    page.wait_for_url("**since=2024-05*")
    assert "with=background" in page.url
    expect(page.get_by_label("since")).not_to_have_value("")
    expect(page.locator(".chart:not(.strip) circle")).to_have_count(1)
    page.get_by_role("link", name="All its time").click()
    expect(page.locator(".chart:not(.strip) circle")).to_have_count(2)


def test_brush_by_keys(page: Page) -> None:
    page.goto("/dyad/VAR/OST")
    first = page.get_by_role("slider").first
    first.focus()
    start = first.get_attribute("aria-valuetext")
    for _ in range(32):
        page.keyboard.press("ArrowRight")
    assert first.get_attribute("aria-valuetext") != start
    page.keyboard.press("Enter")
    page.wait_for_url("**since=2024-06-02*")
    expect(page.locator(".chart:not(.strip) circle")).to_have_count(1)


def test_without_script_the_form_shows_a_part_of_the_time(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, base_url=address) as context:
        page = context.new_page()
        page.goto("/dyad/VAR/OST")
        page.get_by_label("since").fill("2024-06")
        page.get_by_role("button", name="Show").click()
        expect(page.locator(".chart:not(.strip) circle")).to_have_count(1)
        expect(page.locator(".strip .window")).to_have_count(1)
        expect(page.get_by_role("slider")).to_have_count(0)


def test_network_leads_to_its_dyads(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Network").click()
    expect(page.locator(".network .tie")).to_have_count(1)
    expect(page.locator(".network text")).to_have_text(["OST", "VAR"])
    row = page.locator(".ties tbody tr")
    assert row.inner_text().split() == ["OST", "–", "VAR", "2", "−1", "0", "1"]
    page.get_by_label("type").select_option("REJECT")
    page.get_by_role("button", name="Show").click()
    assert row.inner_text().split() == ["OST", "–", "VAR", "1", "−2", "0", "1"]
    expect(page.locator(".network .tie.conflict")).to_have_count(1)
    page.get_by_label("since").fill("2025")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("main")).to_contain_text("No deeds between parties")
    page.go_back()
    page.locator(".network .reach").dispatch_event("click")
    expect(page.get_by_role("heading", level=1)).to_have_text("OST and VAR")


def test_map_shows_what_happened_at_a_place(page: Page) -> None:
    page.goto("/map")
    expect(page.locator(".map .land")).to_have_count(1)
    expect(page.locator(".map a")).to_have_count(1)
    expect(page.locator("main")).to_contain_text("Named, but not in the gazetteer: Lesna (1)")
    page.locator(".map a").click()
    expect(page.locator("#deeds")).to_be_in_viewport()
    expect(page.locator("#deeds")).to_contain_text("Geneva")
    expect(page.locator(".timeline > li")).to_have_count(1)
    page.locator("select[name=area]").select_option("Africa")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".map a")).to_have_count(0)
    expect(page.locator(".ties tbody tr")).to_have_count(1)


def test_party(page: Page) -> None:
    page.goto("/party/OST")
    assert page.locator(".ties tbody tr").inner_text().split() == ["VAR", "2", "−1", "0", "1"]
    days = [day.split()[0] for day in page.locator(".timeline .day").all_inner_texts()]
    assert days == ["2024-06-02", "2024-05-14", "2024-05-14", "2019"]


def test_actor(page: Page) -> None:
    page.goto("/article/first")
    page.locator("#note-first\\.s1").get_by_role("link", name="Petra Holm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Petra Holm")
    expect(page.locator(".roles")).to_contain_text("foreign minister")
    expect(page.locator(".timeline").first.locator("li")).to_have_count(
        2
    )  # the two outlets' one utterance, and another


@pytest.mark.parametrize(
    "path", ["/", "/story/story-hostile", "/article/hostile", "/article/hostile?beside", "/search?q=Holm", "/review"]
)
def test_no_script_of_a_page_runs(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_timeout(50)
    assert page.title() != "taken"
    assert page.locator("main script, main img, main svg[onload]").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    expect(page.locator("main")).to_contain_text("document.title=")


PATHS = (
    "/",
    "/story/story-ports",
    "/article/first",
    "/dyad/VAR/OST?deed=first.e2",
    "/review",
    "/search?q=ports",
    "/network",
    "/map?place=Geneva",
    "/party/OST",
    "/actor/VAR:petra-holm",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_width_and_contrast(browser: Browser, address: str, scheme: str) -> None:
    script = Path(__file__).with_name("contrast.js").read_text("utf-8")
    with browser.new_context(
        viewport={"width": 390, "height": 844},
        base_url=address,
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
    ) as context:
        page = context.new_page()
        for path in PATHS:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
            assert page.evaluate(script) == [], path
            assert page.evaluate(UNNAMED) == [], path
