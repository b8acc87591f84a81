/* Marking, in the browser: the same rules as the platform's own (a test compares them answer by answer). */
(function (C) {
  'use strict';

  function has(object, key) { return Object.prototype.hasOwnProperty.call(object, key); }

  function isList(value) { return Object.prototype.toString.call(value) === '[object Array]'; }

  function keys(object) {
    var found = [], key;
    for (key in object) { if (has(object, key)) { found.push(key); } }
    return found;
  }

  function once(list) {
    var found = [], i;
    for (i = 0; i < list.length; i += 1) {
      if (found.indexOf(list[i]) < 0) { found.push(list[i]); }
    }
    return found;
  }

  function within(list, other) {
    return list.filter(function (one) { return other.indexOf(one) >= 0; });
  }

  function without(list, other) {
    return list.filter(function (one) { return other.indexOf(one) < 0; });
  }

  function empty(response) {
    if (!response) { return true; }
    return typeof response === 'object' && (isList(response) ? response : keys(response)).length === 0;
  }

  function chosen(response) {
    if (typeof response === 'string') { return [response]; }
    return isList(response) ? response : [];
  }

  function pairs(answer, response) {
    var placed = typeof response === 'object' && !isList(response) ? response : {};
    var given = keys(placed);
    var right = given.filter(function (option) {
      return has(answer, option) && answer[option] === placed[option];
    });
    var all = keys(answer).length;
    return { right: right, wrong: without(given, right), whole: right.length === all && given.length === all };
  }

  function places(answer, placed) {
    var right = once(placed.filter(function (option, place) { return answer[place] === option; }));
    var whole = placed.length === answer.length && placed.every(function (option, place) {
      return answer[place] === option;
    });
    return { right: right, wrong: without(once(placed), right), whole: whole };
  }

  function choices(answer, given) {
    var right = within(once(given), answer);
    var wrong = without(once(given), answer);
    return { right: right, wrong: wrong, whole: right.length === answer.length && wrong.length === 0 };
  }

  /* item: {id, type, answer}; response: ids, or option -> target, or nothing. */
  C.markItem = function (item, response) {
    var parts, verdict;
    if (empty(response)) { return { item: item.id, verdict: 'blank', right: [], wrong: [] }; }
    if (!isList(item.answer)) {
      parts = pairs(item.answer, response);
    } else if (item.type === 'order') {
      parts = places(item.answer, chosen(response));
    } else {
      parts = choices(item.answer, chosen(response));
    }
    if (parts.whole) {
      verdict = 'right';
    } else {
      verdict = parts.right.length && item.type !== 'single' && item.type !== 'scenario' ? 'partial' : 'wrong';
    }
    return { item: item.id, verdict: verdict, right: parts.right, wrong: parts.wrong };
  };

  C.isRight = function (item, response) { return C.markItem(item, response).verdict === 'right'; };
  C.has = has;
  C.isList = isList;
  C.keys = keys;
}(window.CISS = window.CISS || {}));
