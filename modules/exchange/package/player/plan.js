/* The plan: five suggestions or one's own words; and the last screen. */
(function (C) {
  'use strict';

  var PARTS = ['when', 'who', 'action', 'proof'];
  var wish = '';  /* what the form begins from: a suggestion's id, 'own' or 'saved' */

  function sentence(plan) {
    return C.el('div', {}, [
      C.el('p', {}, C.say('plan_sentence', plan)),
      C.el('p', { 'class': 'muted' }, C.say('proof_sentence', plan) +
        (plan.criterion ? ' · ' + C.say('criterion', { id: plan.criterion }) : ''))
    ]);
  }

  function clean(text) {  /* one line, so that the plan stays short wherever it is kept */
    return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').replace(/^\s+|\s+$/g, '');
  }

  function write(app, screen, name) {
    var from = C.byId(screen.suggestions, name) || (name === 'saved' ? app.state.plan : null) || {};
    var form = C.el('form', { novalidate: '', 'class': 'question' }, [C.errorPlace('error-plan')].concat(
      PARTS.map(function (part) {
        var long = part === 'action' || part === 'proof', id = 'plan-' + part, hint = part !== 'action';
        var field = C.el(long ? 'textarea' : 'input', {
          id: id, name: id, maxlength: C.PLAN_LIMITS[part], rows: long ? '3' : null, type: long ? null : 'text'
        });
        field.value = from[part] || '';
        return C.el('div', { 'class': 'line' }, [
          C.own('label', { 'for': id }, 'plan_' + part),
          hint ? C.own('p', { 'class': 'hint' }, 'plan_' + part + '_hint') : null, field
        ]);
      }), [
        C.own('button', { type: 'submit' }, 'save_plan'), ' ',
        C.button('see_suggestions', function () { wish = ''; app.changed('task-' + screen.id); }, true)
      ]));
    form.onsubmit = function () {
      var plan = { criterion: from.criterion || '' }, missing = null;
      PARTS.forEach(function (part) {
        var field = C.field(form, 'plan-' + part);
        plan[part] = clean(field.value).slice(0, C.PLAN_LIMITS[part]);
        missing = missing || (plan[part] ? null : field);
      });
      if (missing) {
        C.complain(form, C.say('need_text'), missing);
        return false;
      }
      wish = '';
      app.state.plan = plan;
      app.state.seen[screen.id] = 1;
      app.changed('our-plan');
      return false;
    };
    return [form];
  }

  function saved(app, screen) {
    return C.el('section', { 'class': 'panel', 'aria-labelledby': 'our-plan' }, [
      C.own('h2', { id: 'our-plan', tabindex: '-1' }, 'our_plan'), sentence(app.state.plan),
      screen ? C.el('p', { 'class': 'row' }, C.button('change_plan', function () {
        wish = 'saved';
        app.changed('plan-when');
      }, true)) : null
    ]);
  }

  C.screens = C.screens || {};
  C.screens.plan = function (app, screen) {
    function begin(name) {
      return function () { wish = name; app.changed('plan-when'); };
    }
    if (wish) { return write(app, screen, wish); }
    if (app.state.plan) { return [saved(app, screen)]; }
    return [
      C.el('ul', { 'class': 'plain' }, screen.suggestions.map(function (one) {
        return C.el('li', { 'class': 'panel' }, [sentence(one), C.el('p', { 'class': 'row' },
          C.button('take_this', begin(one.id), true, one.action))]);
      })),
      C.el('p', { 'class': 'row' }, C.button('own_plan', begin('own')))
    ];
  };

  C.screens.done = function (app) {
    var missing = app.progress().missing, best = app.state.best, parts;
    if (missing.length) {
      parts = [C.notice('info', C.say('almost'), C.say('open_left')), C.missing(app)];
    } else {
      parts = [C.el('p', {}, C.html(app.module.well)), C.notice('done', '', C.say(app.place() + '_done'))];
    }
    if (app.state.plan) { parts.push(saved(app, null)); }
    if (best && best.objectives.length) {
      parts.push(C.own('h2', {}, 'what_right'), C.el('ul', {}, best.objectives.filter(function (id) {
        return C.has(app.module.objectives, id);
      }).map(function (id) { return C.el('li', {}, app.module.objectives[id]); })));
    }
    return parts;
  };
}(window.CISS = window.CISS || {}));
