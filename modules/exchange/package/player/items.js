/* Screens with questions: pre-check and tries explain each answer at once, the check at its end. */
(function (C) {
  'use strict';

  function item(app, id) { return C.byId(app.module.items, id); }

  function waiting(items, given) {
    return items.filter(function (id) { return !C.has(given, id); })[0] || null;
  }

  function answered(app, screen, id, response, sure) {
    app.state.given[id] = response;
    if (sure) { app.state.sure[id] = sure; }
    if (!waiting(screen.items, app.state.given)) { app.state.seen[screen.id] = 1; }
    app.changed('told-' + id);
  }

  function one(app, screen) {
    var given = app.state.given, open = waiting(screen.items, given), parts = [];
    screen.items.forEach(function (id, place) {
      if (C.has(given, id)) { parts.push(C.explained(item(app, id), given[id], place + 1, app.state.sure[id])); }
    });
    if (open) {
      parts.push(C.question(item(app, open), {
        place: screen.items.indexOf(open) + 1, count: screen.items.length, seed: app.state.seed,
        sure: screen.kind === 'precheck', submit: 'answer',
        done: function (response, sure) { answered(app, screen, open, response, sure); }
      }));
    }
    return parts;
  }

  C.screens = C.screens || {};
  C.screens['try'] = function (app, screen) { return one(app, screen); };

  C.screens.precheck = function (app, screen) {
    var parts = one(app, screen), tool;
    if (waiting(screen.items, app.state.given)) { return parts; }
    if (!C.facts(app.module, app.state).fastLane) {
      return parts.concat(C.notice('info', '', C.say('precheck_end')));
    }
    tool = app.module.screens.filter(function (one) { return one.kind === 'tool'; })[0];
    return parts.concat(C.notice('done', C.say('fast_title'), C.say('fast_text')),
      C.el('p', { 'class': 'row' }, C.button('fast_go', function () { app.go(tool.id); })));
  };

  function begin(app) {
    var state = app.state, bank = app.module.items.filter(function (one) { return one.use === 'check'; });
    var seed = state.seed + ':' + (state.rounds + 1);
    function lot(words) { return C.lot(seed + '\n' + words); }
    state.rounds += 1;
    state.round = { items: C.draw(bank, app.module.check.draw, state.met, lot), given: {} };
    state.round.items.forEach(function (id) { state.met[id] = Math.min(99, (state.met[id] || 0) + 1); });
    app.changed('asked-' + state.round.items[0]);
  }

  /* Objectives whose questions in this round were all right. */
  function known(app, round) {
    return C.keys(app.module.objectives).filter(function (objective) {
      var asked = round.items.filter(function (id) { return item(app, id).objective === objective; });
      return asked.length > 0 && asked.every(function (id) { return C.isRight(item(app, id), round.given[id]); });
    });
  }

  function score(app, round) {
    return round.items.filter(function (id) { return C.isRight(item(app, id), round.given[id]); }).length;
  }

  function settle(app) {
    var state = app.state, found = score(app, state.round);
    if (!state.best || found > state.best.score) {
      state.best = { score: found, of: state.round.items.length, objectives: known(app, state.round) };
    }
  }

  function start(app) {
    var check = app.module.check, bank = app.module.items.filter(function (one) { return one.use === 'check'; });
    return [
      C.el('ul', { lang: C.language }, [
        C.own('li', {}, 'check_count', { all: check.draw, bank: bank.length }),
        C.own('li', {}, 'check_pass', { needed: check.pass }),
        C.own('li', {}, 'check_clock'),
        C.own('li', {}, 'check_again')
      ]),
      C.el('p', { 'class': 'row' }, C.button('start_check', function () { begin(app); }))
    ];
  }

  function asking(app, id) {
    var round = app.state.round;
    return [
      C.own('p', { 'class': 'muted' }, 'answered', { n: C.keys(round.given).length, all: round.items.length }),
      C.question(item(app, id), {
        place: round.items.indexOf(id) + 1, count: round.items.length, seed: app.state.seed + app.state.rounds,
        sure: false, submit: 'save_on',
        done: function (response) {
          round.given[id] = response;
          if (C.finished(round)) { settle(app); }
          app.changed(C.finished(round) ? 'check-result' : 'asked-' + waiting(round.items, round.given));
        }
      })
    ];
  }

  function verdict(app, found) {
    var check = app.module.check, all = app.state.round.items.length, passed = found >= check.pass, words;
    words = C.say(passed ? 'result' : 'not_yet_text', { score: found, all: all, needed: check.pass });
    if (!passed && app.state.best.score >= check.pass) { words += ' ' + C.say('passed_before'); }
    words = C.notice(passed ? 'done' : 'partly', C.say(passed ? 'passed_title' : 'not_yet'), words);
    words.querySelector('h2').id = 'check-result';
    return words;
  }

  function result(app) {
    var round = app.state.round, found = score(app, round), passed = found >= app.module.check.pass;
    var again = C.el('p', { 'class': 'row' }, C.button(passed ? 'practise' : 'again', function () { begin(app); }, passed));
    function told(right) {
      return round.items.filter(function (id) { return C.isRight(item(app, id), round.given[id]) === right; })
        .map(function (id) { return C.explained(item(app, id), round.given[id], round.items.indexOf(id) + 1); });
    }
    return [verdict(app, found), passed ? null : again, C.own('h2', {}, 'explained')]
      .concat(told(false), told(true), passed ? again : null);
  }

  C.screens.check = function (app) {
    var round = app.state.round;
    if (!round) { return start(app); }
    return C.finished(round) ? result(app) : asking(app, waiting(round.items, round.given));
  };
}(window.CISS = window.CISS || {}));
