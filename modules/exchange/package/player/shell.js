/* The frame: which screen is shown, where answers are kept, Back and Next. */
(function (C) {
  'use strict';

  var READING = ['door', 'lesson', 'tool'];

  function node(id) { return document.getElementById(id); }

  function app(module, store, state) {
    var self = { module: module, state: state, store: store, refused: false };

    self.progress = function () { return C.progress(module, C.facts(module, state)); };
    self.screen = function () { return C.byId(module.screens, state.at); };

    /* platform, browser, or nowhere: which sentence says what becomes of the answers */
    self.place = function () {
      if (store.kind === 'platform') { return 'platform'; }
      return module.scorm ? 'lone' : 'offline';
    };
    self.keep = function () {
      var best = state.best;
      state.passed = state.passed || self.progress().status === 'passed';
      self.refused = !store.save({
        text: C.encode(module, state), at: state.at, passed: state.passed,
        percent: best && best.of ? Math.floor(100 * best.score / best.of) : null
      });
    };
    /* Something was answered: keep it, draw the screen anew, and go to the element of that id. */
    self.changed = function (id) {
      self.keep();
      draw(self);
      C.focus(node(id));
    };
    self.go = function (id) {
      state.at = id;
      self.keep();
      draw(self);
      window.scrollTo(0, 0);
      C.focus(document.querySelector('#screen-' + id + ' h1'));
    };
    self.restart = function () {
      store.forget();
      window.location.reload();
    };
    return self;
  }

  function beside(self, step) {
    var screens = self.module.screens;
    return screens[screens.indexOf(self.screen()) + step] || null;
  }

  function done(self) { return self.progress().missing.indexOf(self.state.at) < 0; }

  function next(self) {
    var screen = self.screen();
    if (READING.indexOf(screen.kind) >= 0) { self.state.seen[screen.id] = 1; }
    self.go(beside(self, 1).id);
  }

  function steps(self) {
    var screen = self.screen(), ready = done(self) || READING.indexOf(screen.kind) >= 0, words = 'next';
    var fast = screen.kind === 'precheck' && C.facts(self.module, self.state).fastLane;
    if (!ready) { words = 'later'; }
    if (screen.kind === 'door') { words = 'begin'; }
    if (fast) { words = 'fast_stay'; }
    return C.el('p', { 'class': 'row onward' }, [
      beside(self, 1) ? C.button(words, function () { next(self); }, !ready || fast) : null, ' ',
      beside(self, -1) ? C.button('back', function () { self.go(beside(self, -1).id); }, true) : null, ' ',
      C.button('print', function () { window.print(); }, true)
    ]);
  }

  /* What is still to do, each with a way there. */
  C.missing = function (self) {
    return C.el('ul', { lang: C.language }, self.progress().missing.map(function (id) {
      var screen = C.byId(self.module.screens, id), best = self.state.best, words = 'todo_' + screen.kind;
      if (screen.kind === 'check' && best) { words = 'todo_check_again'; }
      return C.el('li', {}, [
        C.say(words, { needed: self.module.check.pass, all: self.module.check.draw, best: best ? best.score : 0 }),
        ' ', link(self, screen)
      ]);
    }));
  };

  function link(self, screen) {
    var made = C.el('a', { href: '#screen-' + screen.id, lang: self.module.lang }, screen.title);
    made.onclick = function () { self.go(screen.id); return false; };
    return made;
  }

  function why(self) {
    if (!self.progress().missing.length) { return null; }
    return C.el('details', {}, [C.own('summary', {}, 'why_not'), C.missing(self)]);
  }

  function contents(self) {
    var missing = self.progress().missing;
    return self.module.screens.map(function (screen) {
      var here = screen.id === self.state.at, made = link(self, screen);
      var open = screen.kind === 'done' ? missing.length > 0 : missing.indexOf(screen.id) >= 0;
      if (here) { made.setAttribute('aria-current', 'page'); }
      return C.el('li', {}, [made, open ? null : C.own('span', { 'class': 'muted' }, 'ticked')]);
    });
  }

  function warning(self) {
    if (self.store.kind === 'browser' && !self.store.works) { return C.notice('partly', '', C.say('no_memory')); }
    return self.refused ? C.notice('partly', '', C.say('not_saved')) : null;
  }

  function door(self) {
    var parts = [C.notice('info', '', C.say(self.place() + '_note'))];
    if (self.store.kind === 'browser' && C.keys(self.state.seen).length) {
      parts.push(C.el('details', {}, [
        C.own('summary', {}, 'restart'), C.own('p', {}, 'restart_text'),
        C.el('p', { 'class': 'row' }, C.button('restart_yes', self.restart, true))
      ]));
    }
    return parts;
  }

  function fillIn(place, parts) {
    C.clear(place).appendChild(C.el('div', {}, parts));
  }

  function draw(self) {
    var screen = self.screen(), count = self.module.screens.length, now = self.progress();
    var kind = screen.kind === 'door' ? door : C.screens[screen.kind];
    self.module.screens.forEach(function (one) {
      node('screen-' + one.id).style.display = one.id === screen.id ? '' : 'none';
      C.clear(node('task-' + one.id));
    });
    fillIn(node('warning'), [warning(self)]);
    fillIn(node('task-' + screen.id), kind ? kind(self, screen) : []);
    fillIn(node('onward'), [steps(self), why(self)]);
    C.clear(node('contents')).appendChild(C.el('ol', {}, contents(self)));
    C.clear(node('place')).appendChild(document.createTextNode(
      C.say('place', { n: self.module.screens.indexOf(screen) + 1, all: count }) +
      (now.minutes ? ' · ' + C.say('minutes', { n: now.minutes }) : '')));
    document.title = screen.kind === 'door' ? self.module.title : screen.title + ' – ' + self.module.title;
  }

  function stateFrom(module, kept) {
    var state = C.decode(module, kept.text) || C.newState(module, String(Math.floor(Math.random() * 1e9)));
    if (C.byId(module.screens, kept.at)) { state.at = kept.at; }
    state.passed = state.passed || kept.passed;
    return state;
  }

  C.start = function (source) {
    var module = JSON.parse(source), api = module.scorm ? C.findApi(window) : null, store, self;
    function now() { return new Date().getTime(); }
    C.words = module.words;
    C.language = module.language;
    store = (api && C.platformStore(api, now)) || C.browserStore(window, 'ciss:' + module.id);
    self = app(module, store, stateFrom(module, store.load()));
    C.app = self;
    document.documentElement.className = 'ready';
    self.keep();
    draw(self);
    function leave() { self.keep(); store.finish(); }
    if ('onpagehide' in window) { window.addEventListener('pagehide', leave); } else { window.onunload = leave; }
    window.onpageshow = function (event) {  /* brought back as it was, its session closed: begin a new one */
      if (event.persisted && store.kind === 'platform') { window.location.reload(); }
    };
  };
}(window.CISS = window.CISS || {}));
