/* How far a learner is: the platform's rule. Passed = all required screens, the check, the plan. */
(function (C) {
  'use strict';

  var MINUTES = {
    door: 1, precheck: 2, incident: 2, lesson: 2, 'try': 1.75, tool: 2, scenario: 5, check: 5, plan: 2.5, done: 1
  };

  function kinds(module) { return module.screens.map(function (screen) { return screen.kind; }); }

  /* The fast lane skips what lies between pre-check and tool; "done" asks nothing. */
  C.required = function (module, fastLane) {
    var from = kinds(module).indexOf('precheck'), to = kinds(module).indexOf('tool');
    return module.screens.filter(function (screen, place) {
      var skipped = fastLane && from >= 0 && to >= 0 && place > from && place < to;
      return screen.kind !== 'done' && !skipped;
    });
  };

  function complete(screen, module, facts) {
    if (screen.kind === 'check') { return (facts.best || 0) >= module.check.pass; }
    if (screen.kind === 'plan') { return facts.planned; }
    return C.has(facts.seen, screen.id);
  }

  function minutes(module, waiting) {
    function sum(total, screen) { return total + MINUTES[screen.kind]; }
    var whole = module.screens.reduce(sum, 0);
    return whole ? Math.ceil(module.minutes * waiting.reduce(sum, 0) / whole) : 0;
  }

  /* facts: {seen: {id: 1}, best: number or null, planned, fastLane, passed: was it passed before?} */
  C.progress = function (module, facts) {
    var required = C.required(module, facts.fastLane);
    var waiting = required.filter(function (screen) { return !complete(screen, module, facts); });
    var seen = required.length - waiting.length;
    var started = C.keys(facts.seen).length > 0 || facts.planned || facts.best !== null;
    var status = started ? 'in-progress' : 'not-started';
    if (facts.passed || !waiting.length) { status = 'passed'; }
    return {
      status: status,
      required: required.length,
      seen: seen,
      percent: required.length ? Math.floor(100 * seen / required.length) : 100,
      missing: waiting.map(function (screen) { return screen.id; }),
      next: (waiting[0] || module.screens[module.screens.length - 1]).id,
      minutes: minutes(module, waiting)
    };
  };
}(window.CISS = window.CISS || {}));
