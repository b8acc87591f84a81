"""The rules in the player's JavaScript give what the platform's rules give, for every module."""

import itertools
import random
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page

from app.domain.marking import Response, draw, lot, mark_item
from app.domain.progress import LearningFacts, progress
from modules.load import curriculum
from modules.model import Item
from tests.modules.exchange.package.conftest import open_module

pytestmark = pytest.mark.browser
MODULES = [module.id for module in curriculum().modules]
TODAY = date(2026, 9, 1)


def answers(item: Item) -> list[Response]:
    """The right answer, every single and some mixed wrong ones, nothing, too much, and nonsense."""
    odd: list[Response] = [None, [], {}, "", "zzz", ["zzz"], {"zzz": "a"}, item.options[0]]
    if isinstance(item.answer, dict):
        answer, targets = item.answer, [*item.targets, "zzz"]
        changed = [{**answer, option: target} for option in item.options for target in targets]
        some = {option: answer[option] for option in item.options[:2]}
        same = [dict.fromkeys(item.options, target) for target in targets]
        return [*odd, dict(answer), some, {**answer, "zzz": "x"}, list(item.options), *changed, *same]
    if item.type == "order":
        orders = [list(one) for one in itertools.islice(itertools.permutations(item.options), 0, None, 7)]
        whole = list(item.answer)
        return [*odd, whole, whole[:3], [*whole, "zzz"], [*whole, whole[0]], [whole[0]] * len(whole), *orders]
    subsets = [list(one) for n in range(1, 5) for one in itertools.combinations(item.options, n)]
    right = list(item.answer)
    return [*odd, right, [*right, "zzz"], [*right, *right], dict.fromkeys(right, "x"), *subsets]


@pytest.mark.parametrize("module_id", MODULES)
def test_every_answer_to_every_item_is_marked_alike(player: Page, module_id: str) -> None:
    open_module(player, module_id)
    items = curriculum().module(module_id).items
    cases = [[item.id, answer] for item in items for answer in answers(item)]
    found: list[dict[str, Any]] = player.evaluate(
        "cases => cases.map(one => CISS.markItem(CISS.byId(CISS.app.module.items, one[0]), one[1]))", cases
    )
    assert len(found) == len(cases) > 10 * len(items)
    for (name, answer), mark in zip(cases, found, strict=True):
        wanted = mark_item(curriculum().module(module_id).item(name), answer)
        assert mark["verdict"] == wanted.verdict.value, (name, answer)
        assert (set(mark["right"]), set(mark["wrong"])) == (wanted.right, wanted.wrong), (name, answer)


def facts_of(module_id: str) -> list[LearningFacts]:
    """Nothing, everything but one thing, everything, and many ways between; with and without the fast lane."""
    chance = random.Random(module_id)
    module = curriculum().module(module_id)
    ids = [screen.id for screen in module.screens]
    seen: list[frozenset[str]] = [frozenset(), frozenset(ids), *(frozenset(ids) - {one} for one in ids)]
    seen += [frozenset(chance.sample(ids, chance.randint(0, len(ids)))) for _ in range(10)]
    return [
        LearningFacts(one, best, planned, fast, *passed)
        for one in seen
        for best in (None, 0, module.check.pass_ - 1, module.check.pass_)
        for planned in (False, True)
        for fast in (False, True)
        for passed in ((None, ""), (TODAY, module.version))
    ]


@pytest.mark.parametrize("module_id", MODULES)
def test_a_module_is_passed_by_the_same_rule_the_fast_lane_included(player: Page, module_id: str) -> None:
    open_module(player, module_id)
    cases = facts_of(module_id)
    found: list[dict[str, Any]] = player.evaluate(
        "cases => cases.map(one => CISS.progress(CISS.app.module, one))",
        [
            {
                "seen": dict.fromkeys(one.screens_seen, 1),
                "best": one.best_check_score,
                "planned": one.plan_saved,
                "fastLane": one.precheck_all_right,
                "passed": one.passed_on is not None,
            }
            for one in cases
        ],
    )
    statuses = set()
    for facts, given in zip(cases, found, strict=True):
        wanted = progress(curriculum().module(module_id), facts, TODAY)
        statuses.add(given["status"])
        assert given == {
            "status": wanted.status.value,
            "required": wanted.required,
            "seen": wanted.seen,
            "percent": wanted.percent,
            "missing": [one.screen for one in wanted.missing],
            "next": wanted.next_screen,
            "minutes": wanted.minutes_left,
        }, facts
    assert statuses == {"not-started", "in-progress", "passed"}


@pytest.mark.parametrize("module_id", MODULES)
def test_a_check_is_drawn_as_the_platform_draws_it(player: Page, module_id: str) -> None:
    """Given the same lots, the same items in the same order, round after round."""
    open_module(player, module_id)
    module = curriculum().module(module_id)
    met: list[str] = []
    for seed in ("1:1", "1:2", "1:3", "1:4", "1:5"):
        wanted = draw(module.bank, module.check.draw, seed=seed, seen=met)
        words = [item.id for item in module.bank] + list(module.objectives)
        words += [f"place of {item.id}" for item in module.bank]
        found = player.evaluate(
            "([bank, size, met, lots]) => CISS.draw(bank, size, met, words => lots[words])",
            [
                [{"id": one.id, "objective": one.objective} for one in module.bank],
                module.check.draw,
                {one: met.count(one) for one in met},
                {word: lot(seed, word).hex() for word in words},
            ],
        )
        assert tuple(found) == wanted
        met.extend(wanted)


def test_options_are_shuffled_fairly_and_stay_in_their_places(player: Page) -> None:
    open_module(player, "m3-reporting")
    places: list[int] = player.evaluate(
        """() => {
          var list = [{id: 'a'}, {id: 'b'}, {id: 'c'}], found = [];
          for (var seed = 0; seed < 900; seed += 1) {
            var one = CISS.shuffled(list, seed + '\\nm3-c01').map(o => o.id).join('');
            if (one !== CISS.shuffled(list, seed + '\\nm3-c01').map(o => o.id).join('')) { throw one; }
            found.push(one.indexOf('a'));
          }
          return found;
        }"""
    )
    assert all(240 <= places.count(place) <= 360 for place in range(3))


WORST = """() => {
  var module = CISS.app.module, state = CISS.newState(module, '999999999');
  function longest(item) {
    var found = {};
    if (CISS.isList(item.answer)) { return item.options.map(o => o.id); }
    item.options.forEach(o => { found[o.id] = item.targets.map(t => t.id).sort((a, b) => b.length - a.length)[0]; });
    return found;
  }
  function all(list) { var found = {}; list.forEach(id => { found[id] = 1; }); return found; }
  state.at = module.screens.map(s => s.id).sort((a, b) => b.length - a.length)[0];
  state.seen = all(module.screens.map(s => s.id));
  module.items.forEach(item => {
    if (item.use === 'check') { state.met[item.id] = 99; return; }
    state.given[item.id] = longest(item);
    state.sure[item.id] = 'yes';
  });
  var bank = module.items.filter(item => item.use === 'check');
  state.round = {items: bank.slice(0, module.check.draw).map(item => item.id), given: {}};
  state.round.items.forEach(id => { state.round.given[id] = longest(CISS.byId(module.items, id)); });
  state.rounds = 9999;
  state.best = {score: module.check.draw, of: module.check.draw, objectives: CISS.keys(module.objectives)};
  state.decided = 'a';
  state.path = CISS.longestPath(module);
  state.endings = all(CISS.keys(module.scenario.endings));
  state.plan = {criterion: '3.1'};
  CISS.keys(CISS.PLAN_LIMITS).forEach(part => { state.plan[part] = Array(CISS.PLAN_LIMITS[part] + 1).join('"'); });
  state.passed = true;
  var text = CISS.encode(module, state);
  return {text: text, again: CISS.encode(module, CISS.decode(module, text))};
}"""
LONGEST = """() => { CISS.longestPath = function (module) {
  var best = [];
  (function go(path) {
    var walked = CISS.walk(module, path), node = module.scenario.nodes[walked.node];
    if (path.length > best.length) { best = path; }
    if (node) { node.choices.forEach(choice => go(path.concat(choice.id))); }
  }([]));
  return best;
}; }"""


@pytest.mark.parametrize("module_id", MODULES)
def test_the_longest_module_with_the_longest_answers_fits_into_suspend_data(
    player: Page, module_id: str
) -> None:
    """SCORM 1.2 gives 4,096 characters; a plan of quotation marks takes twice its length."""
    open_module(player, module_id)
    player.evaluate(LONGEST)
    worst = player.evaluate(WORST)
    assert 2000 < len(worst["text"].encode("utf-16-le")) // 2 < 4000
    assert worst["again"] == worst["text"], "what was written down must come back as it was"


def test_a_state_from_elsewhere_is_not_believed(player: Page) -> None:
    open_module(player, "m3-reporting")
    for text in ("", "null", "{", "[]", '{"f":2}', '"x"', '{"f":1,"s":5}'):
        assert player.evaluate("text => CISS.decode(CISS.app.module, text)", text) is None, text
    left = player.evaluate(
        "text => { var s = CISS.decode(CISS.app.module, text); return [s.at, s.seen, s.given, s.path, s.round]; }",
        '{"f":1,"a":"gone","s":["gone","door"],"g":{"zz9":"a"},"p":["zz"],"r":{"i":["zz9"],"g":{}}}',
    )
    assert left == ["door", {"door": 1}, {}, [], None]


def test_the_platform_is_found_up_the_frames_behind_the_opener_and_past_closed_doors(player: Page) -> None:
    open_module(player, "m3-reporting")
    found = player.evaluate(
        """() => {
          function top(own) { var w = {}; for (var k in own) { w[k] = own[k]; } w.parent = w; w.top = w; return w; }
          function within(parent, own) { var w = top(own || {}); w.parent = parent; w.top = parent.top; return w; }
          var course = top({API: 'course'}), popup = top({opener: within(course)}), closed = top({});
          Object.defineProperty(closed, 'API', {get: function () { throw new Error('another place'); }});
          var ring = {}; ring.parent = {parent: ring};
          var deep = course, i;
          for (i = 0; i < 15; i += 1) { deep = within(deep); }
          return [course, within(within(course)), deep, popup, within(popup), closed, within(closed), ring, top({})]
            .map(place => CISS.findApi(place));
        }"""
    )
    assert found == ["course"] * 5 + [None] * 4


def test_time_is_told_as_scorm_writes_it(player: Page) -> None:
    open_module(player, "m3-reporting")
    spans = player.evaluate("[0, 999, 61001, 3600000 * 27 + 59990, -5].map(CISS.timespan)")
    assert spans == ["0000:00:00.00", "0000:00:00.99", "0000:01:01.00", "0027:00:59.99", "0000:00:00.00"]
