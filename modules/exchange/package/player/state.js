/* What a learner did, and how it is written down in less than 4,000 characters. */
(function (C) {
  'use strict';

  var FORM = 1;
  C.PLAN_LIMITS = { when: 120, who: 120, action: 300, proof: 500 };

  C.newState = function (module, seed) {
    return {
      seed: seed, at: module.screens[0].id, seen: {}, given: {}, sure: {}, decided: '', path: [], endings: {},
      round: null, rounds: 0, best: null, met: {}, plan: null, passed: false
    };
  };

  C.byId = function (list, id) {
    return list.filter(function (one) { return one.id === id; })[0] || null;
  };

  C.finished = function (round) {
    return !!round && round.items.every(function (id) { return C.has(round.given, id); });
  };

  /* The facts that the rule of progress asks for. */
  C.facts = function (module, state) {
    var precheck = module.screens.filter(function (screen) { return screen.kind === 'precheck'; })[0];
    var items = precheck ? precheck.items : [];
    return {
      seen: state.seen,
      best: state.best ? state.best.score : null,
      planned: !!state.plan,
      passed: state.passed,
      fastLane: items.length > 0 && items.every(function (id) {
        return C.has(state.given, id) && C.isRight(C.byId(module.items, id), state.given[id]);
      })
    };
  };

  function shorten(module, id) {
    return id.indexOf(module.prefix) === 0 ? id.slice(module.prefix.length) : '_' + id;
  }

  function lengthen(module, id) { return id.charAt(0) === '_' ? id.slice(1) : module.prefix + id; }

  function pack(response) {
    if (C.isList(response)) { return response.join('.'); }
    return C.keys(response).map(function (key) { return key + ':' + response[key]; }).join('.');
  }

  function unpack(text) {
    var parts = text ? text.split('.') : [], found = {};
    if (text.indexOf(':') < 0) { return parts; }
    parts.forEach(function (part) { found[part.split(':')[0]] = part.split(':')[1]; });
    return found;
  }

  function packAll(module, given) {
    var found = {};
    C.keys(given).forEach(function (id) { found[shorten(module, id)] = pack(given[id]); });
    return found;
  }

  function known(module, id) { return C.byId(module.items, id) !== null; }

  function unpackAll(module, packed) {
    var found = {};
    C.keys(packed || {}).forEach(function (short) {
      var id = lengthen(module, short);
      if (known(module, id)) { found[id] = unpack(packed[short]); }
    });
    return found;
  }

  function renamed(object, rename) {
    var found = {};
    C.keys(object || {}).forEach(function (key) { found[rename(key)] = object[key]; });
    return found;
  }

  C.encode = function (module, state) {
    function short(id) { return shorten(module, id); }
    return JSON.stringify({
      f: FORM, z: state.seed, a: state.at, s: C.keys(state.seen), g: packAll(module, state.given),
      u: renamed(state.sure, short), d: state.decided, p: state.path, e: C.keys(state.endings),
      r: state.round && { i: state.round.items.map(short), g: packAll(module, state.round.given) },
      n: state.rounds, b: state.best && [state.best.score, state.best.of, state.best.objectives.map(short)],
      k: renamed(state.met, short), l: state.plan, ok: state.passed ? 1 : 0
    });
  };

  function ones(list) {
    var found = {};
    (list || []).forEach(function (one) { found[one] = 1; });
    return found;
  }

  function restored(module, kept) {
    function long(id) { return lengthen(module, id); }
    function there(id) { return known(module, id); }
    var state = C.newState(module, kept.z), items;
    state.at = C.byId(module.screens, kept.a) ? kept.a : state.at;
    state.seen = ones((kept.s || []).filter(function (id) { return C.byId(module.screens, id); }));
    state.given = unpackAll(module, kept.g);
    state.sure = renamed(kept.u, long);
    state.decided = kept.d || '';
    state.path = C.walk(module, kept.p || []).path;
    state.endings = ones((kept.e || []).filter(function (id) { return C.has(module.scenario.endings, id); }));
    items = kept.r ? kept.r.i.map(long).filter(there) : [];
    state.round = items.length ? { items: items, given: unpackAll(module, kept.r.g) } : null;
    state.rounds = kept.n || 0;
    state.best = kept.b ? { score: kept.b[0], of: kept.b[1], objectives: kept.b[2].map(long) } : null;
    state.met = renamed(kept.k, long);
    state.plan = kept.l || null;
    state.passed = !!kept.ok;
    return state;
  }

  /* The state that `encode` wrote; null for anything else. Ids that the module no longer has are left out. */
  C.decode = function (module, text) {
    var kept;
    try {
      kept = JSON.parse(text);
      return kept && kept.f === FORM ? restored(module, kept) : null;
    } catch (_error) {
      return null;
    }
  };

  /* Follow the choices from the first scene: {node, path, steps: [{node, choice}]}; a choice unknown ends the walk. */
  C.walk = function (module, choices) {
    var story = module.scenario, found = { node: story.start, path: [], steps: [] };
    choices.every(function (id) {
      var node = story.nodes[found.node], choice = node ? C.byId(node.choices, id) : null;
      if (!choice) { return false; }
      found.steps.push({ node: found.node, choice: choice });
      found.path.push(id);
      found.node = choice.to;
      return true;
    });
    return found;
  };
}(window.CISS = window.CISS || {}));
