/* Screens that ask for a decision: the incident and the branching scenario. */
(function (C) {
  'use strict';

  function decision(name, choices, done) {
    var form = C.el('form', { novalidate: '', 'class': 'question' }, [
      C.errorPlace('error-' + name),
      C.el('fieldset', {}, [C.own('legend', { 'class': 'stem' }, 'what_do')].concat(
        C.options(name, 'radio', choices))),
      C.own('button', { type: 'submit' }, 'decide')
    ]);
    form.onsubmit = function () {
      var given = C.ticked(form, name)[0];
      if (given) { done(given); } else { C.complain(form, C.say('need_decision'), C.field(form, name)); }
      return false;
    };
    return form;
  }

  function decided(choice) {
    return C.el('section', { 'class': 'panel', 'aria-labelledby': 'then' }, [
      C.own('h2', { id: 'then', tabindex: '-1' }, 'you_decided'),
      C.el('p', {}, C.el('strong', {}, choice.text)),
      C.html(choice.then)
    ]);
  }

  function others(choices, taken) {
    var words = [];
    choices.forEach(function (one) {
      if (one.id !== taken) { words.push(C.el('dt', {}, one.text), C.el('dd', {}, C.html(one.then))); }
    });
    return C.el('details', {}, [C.own('summary', {}, 'otherwise'), C.el('dl', {}, words)]);
  }

  C.screens = C.screens || {};
  C.screens.incident = function (app, screen) {
    var taken = C.byId(screen.choices, app.state.decided);
    if (taken) { return [decided(taken), others(screen.choices, taken.id)]; }
    return [decision('incident', screen.choices, function (id) {
      app.state.decided = id;
      app.state.seen[screen.id] = 1;
      app.changed('then');
    })];
  };

  function retell(app, keep) {
    app.state.path = app.state.path.slice(0, keep);
    app.changed('decision');
  }

  var RANKS = { good: ['done', 'ending_good'], mixed: ['partly', 'ending_mixed'], poor: ['poor', 'ending_poor'] };

  function ending(app, walked) {
    var story = app.module.scenario, words = story.endings[walked.node], rank = RANKS[words.rank];
    return [
      C.el('h2', {}, words.title),
      C.el('p', { lang: C.language }, C.tag(rank[0], C.say(rank[1]))),
      C.el('dl', {}, [
        C.own('dt', {}, 'child'), C.el('dd', {}, words.child),
        C.own('dt', {}, 'school'), C.el('dd', {}, words.school),
        C.own('dt', {}, 'law'), C.el('dd', {}, words.law)
      ]),
      C.el('div', { 'class': 'rule' }, [
        C.own('p', { 'class': 'caption' }, 'take_along'), C.el('p', {}, C.el('strong', {}, words.lesson))
      ]),
      C.own('h2', {}, 'replay'),
      C.own('p', {}, 'met', { n: C.keys(app.state.endings).length, all: C.keys(story.endings).length }),
      C.el('ol', { 'class': 'steps' }, walked.steps.map(function (step, place) {
        var again = C.button('anew', function () { retell(app, place); }, true, step.choice.text);
        return C.el('li', {}, [C.el('p', {}, step.choice.text), C.el('p', { 'class': 'row' }, again)]);
      }))
    ];
  }

  function scene(app, screen, walked) {
    var node = app.module.scenario.nodes[walked.node], count = walked.steps.length;
    var parts = [
      C.own('h2', { id: 'decision', tabindex: '-1' }, 'decision', { n: count + 1 }),
      C.html(node.scene),
      decision('scene-' + walked.node, node.choices, function (id) {
        var reached = C.walk(app.module, app.state.path.concat(id));
        app.state.path = reached.path;
        if (C.has(app.module.scenario.endings, reached.node)) {
          app.state.endings[reached.node] = 1;
          app.state.seen[screen.id] = 1;
        }
        app.changed('then');
      })
    ];
    if (count) {
      parts.push(C.el('p', { 'class': 'row' },
        C.button('take_back', function () { retell(app, count - 1); }, true)));
    }
    return parts;
  }

  C.screens.scenario = function (app, screen) {
    var walked = C.walk(app.module, app.state.path);
    var last = walked.steps[walked.steps.length - 1];
    var over = C.has(app.module.scenario.endings, walked.node);
    return [last ? decided(last.choice) : null].concat(over ? ending(app, walked) : scene(app, screen, walked));
  };
}(window.CISS = window.CISS || {}));
