/* A question to answer, and an answered one explained option by option. */
(function (C) {
  'use strict';

  function chooser(item, options) {
    var many = item.type === 'multiple', name = 'q-' + item.id;
    return {
      inside: [many ? C.own('p', { 'class': 'hint' }, 'several') : null,
        C.options(name, many ? 'checkbox' : 'radio', options)],
      read: function (form) { return C.ticked(form, name); },
      wrong: function (form, given) {
        return given.length ? null : [C.say(many ? 'need_some' : 'need_one'), C.field(form, name)];
      }
    };
  }

  function select(name, places) {
    var made = C.el('select', { name: name, id: name }, [C.el('option', { value: '' }, C.say('choose'))]);
    places.forEach(function (one) { made.appendChild(C.el('option', { value: one.id }, one.text)); });
    return made;
  }

  function line(item, option, places) {
    var name = 'q-' + item.id + '-' + option.id;
    if (item.type === 'classify') {
      return C.el('fieldset', { 'class': 'placing' }, [
        C.el('legend', {}, option.text), C.options(name, 'radio', places)
      ]);
    }
    return C.el('div', { 'class': 'placing' }, [
      C.el('label', { 'for': name }, option.text), select(name, places)
    ]);
  }

  function placer(item, options) {
    var places = item.targets;
    function value(form, option) {
      var name = 'q-' + item.id + '-' + option.id;
      return item.type === 'classify' ? C.ticked(form, name)[0] || '' : C.field(form, name).value;
    }
    function read(form) {
      var found = {};
      item.options.forEach(function (option) { found[option.id] = value(form, option); });
      return found;
    }
    if (item.type === 'order') {
      places = item.options.map(function (_option, place) {
        return { id: String(place + 1), text: String(place + 1) };
      });
    }
    return {
      inside: [item.type === 'order' ? C.own('p', { 'class': 'hint' }, 'order_hint') : null,
        options.map(function (option) { return line(item, option, places); })],
      read: function (form) {
        var given = read(form);
        return item.type === 'order' ? C.keys(given).sort(function (one, other) {
          return given[one] - given[other];
        }) : given;
      },
      wrong: function (form) {
        var given = read(form), used = {}, problem = null;
        options.forEach(function (option) {
          var place = given[option.id], field = C.field(form, 'q-' + item.id + '-' + option.id);
          if (!problem && !place) { problem = [C.say('need_each'), field]; }
          if (!problem && item.type === 'order' && C.has(used, place)) {
            problem = [C.say('place_twice', { n: place }), field];
          }
          used[place] = 1;
        });
        return problem;
      }
    };
  }

  function sureness(item) {
    return C.el('fieldset', { 'class': 'sure', lang: C.language }, [C.own('legend', {}, 'sure_ask')].concat(
      C.options('sure-' + item.id, 'radio', [
        { id: 'yes', text: C.say('sure_yes') }, { id: 'no', text: C.say('sure_no') }
      ])));
  }

  /* how: {place, count, seed, sure: ask how sure?, submit: words of the button, done: function (response, sure)} */
  C.question = function (item, how) {
    var options = C.shuffled(item.options, how.seed + '\n' + item.id);
    var kind = C.isList(item.answer) && item.type !== 'order' ? chooser(item, options) : placer(item, options);
    var form = C.el('form', { novalidate: '', 'class': 'question' }, [
      C.own('h2', { 'class': 'caption', id: 'asked-' + item.id }, 'question', { n: how.place, all: how.count }),
      C.errorPlace('error-' + item.id),
      C.el('fieldset', {}, [C.el('legend', { 'class': 'stem' }, item.stem)].concat(kind.inside)),
      how.sure ? sureness(item) : null,
      C.own('button', { type: 'submit' }, how.submit)
    ]);
    form.onsubmit = function () {
      var given = kind.read(form), wrong = kind.wrong(form, given);
      var sure = C.ticked(form, 'sure-' + item.id)[0];
      if (!wrong && how.sure && !sure) { wrong = [C.say('need_sure'), C.field(form, 'sure-' + item.id)]; }
      if (wrong) { C.complain(form, wrong[0], wrong[1]); } else { how.done(given, sure); }
      return false;
    };
    return form;
  };

  function textOf(list, id) { return (C.byId(list, id) || { text: '–' }).text; }

  function note(item, response, option) {
    var target, place;
    if (!C.isList(item.answer)) {
      target = item.answer[option.id];
      return [C.tag('done', textOf(item.targets, target)), ' ', response[option.id] === target ? null :
        C.tag('partly', C.say('you_chose', { answer: textOf(item.targets, response[option.id]) }))];
    }
    if (item.type === 'order') {
      place = response.indexOf(option.id);
      return item.answer[place] === option.id ? C.tag('done', C.say('your_place')) :
        C.tag('partly', C.say('put_at', { n: place + 1 }));
    }
    if (response.indexOf(option.id) >= 0) {
      return item.answer.indexOf(option.id) >= 0 ? C.tag('done', C.say('your_right')) :
        C.tag('partly', C.say('your_answer'));
    }
    return item.answer.indexOf(option.id) >= 0 ? C.tag('done', C.say('right_answer')) : null;
  }

  function ordered(item) {
    if (item.type !== 'order') { return item.options; }
    return item.answer.map(function (id) { return C.byId(item.options, id); });
  }

  function verdictTag(verdict) {
    if (verdict === 'right') { return C.tag('done', C.say('right')); }
    return C.tag('partly', C.say(verdict === 'partial' ? 'partly' : 'wrong'));
  }

  function sureSentence(verdict, sure) {
    if (!sure) { return null; }
    return C.own('p', { 'class': 'muted' },
      (sure === 'yes' ? 'sure_' : 'doubt_') + (verdict === 'right' ? 'right' : 'wrong'));
  }

  /* An answered question: what was right, and why, at every option. */
  C.explained = function (item, response, place, sure) {
    var verdict = C.markItem(item, response).verdict, words = [];
    ordered(item).forEach(function (option, index) {
      words.push(C.el('dt', {}, [item.type === 'order' ? (index + 1) + '. ' : '', option.text, ' ',
        note(item, response, option)]));
      words.push(C.el('dd', {}, option.why));
    });
    return C.el('section', { 'class': 'panel', 'aria-labelledby': 'told-' + item.id }, [
      C.el('p', { 'class': 'row', lang: C.language }, [
        C.el('span', { 'class': 'caption' }, C.say('question_short', { n: place })), ' ', verdictTag(verdict)
      ]),
      C.el('h2', { 'class': 'stem', id: 'told-' + item.id, tabindex: '-1' }, item.stem),
      C.el('dl', {}, words),
      item.why ? C.el('p', {}, C.el('strong', {}, item.why)) : null,
      sureSentence(verdict, sure)
    ]);
  };
}(window.CISS = window.CISS || {}));
