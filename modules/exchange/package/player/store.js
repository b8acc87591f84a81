/* Where answers are kept: a learning platform that speaks SCORM 1.2, or this browser, or nowhere. */
(function (C) {
  'use strict';

  var MOST_PARENTS = 20;

  function own(place) {  /* a frame from another place may not be looked into */
    try { return place && place.API ? place.API : null; } catch (_error) { return null; }
  }

  function upwards(place) {
    var steps = 0, found = own(place), above;
    while (!found && steps < MOST_PARENTS) {
      try { above = place.parent; } catch (_error) { above = null; }
      if (!above || above === place) { return null; }
      place = above;
      found = own(place);
      steps += 1;
    }
    return found;
  }

  /* The API of SCORM 1.2: up the frames, then up those of the window that opened this one. */
  C.findApi = function (place) {
    var found = upwards(place), opener = null;
    try { opener = place.opener || place.top.opener; } catch (_error) { opener = null; }
    return found || (opener ? upwards(opener) : null);
  };

  function two(number) { return (number < 10 ? '0' : '') + number; }

  /* Milliseconds as SCORM 1.2 writes a span of time: HHHH:MM:SS.SS */
  C.timespan = function (milliseconds) {
    var hundredths = Math.max(0, Math.floor(milliseconds / 10)), seconds = Math.floor(hundredths / 100);
    var hours = Math.min(9999, Math.floor(seconds / 3600));
    return ('000' + hours).slice(-4) + ':' + two(Math.floor(seconds / 60) % 60) + ':' + two(seconds % 60) +
      '.' + two(hundredths % 100);
  };

  /* null where the platform does not answer: then the module works as it does offline. */
  C.platformStore = function (api, now) {
    var began = now(), open = true, mode, writable, failed = false, before;

    function call(name, first, second) {
      try {
        return String(arguments.length > 2 ? api[name](first, second) : api[name](first));
      } catch (_error) {
        return 'false';
      }
    }
    function set(name, value) {
      if (call('LMSSetValue', name, value) !== 'true') { failed = true; }
    }

    if (call('LMSInitialize', '') !== 'true') { return null; }
    before = parseInt(call('LMSGetValue', 'cmi.core.score.raw'), 10) || 0;
    mode = call('LMSGetValue', 'cmi.core.lesson_mode');
    writable = ['browse', 'review'].indexOf(mode) < 0;
    if (mode === 'browse' && call('LMSGetValue', 'cmi.core.lesson_status') === 'not attempted') {
      set('cmi.core.lesson_status', 'browsed');  /* else Moodle takes a first look for “completed” */
    }
    return {
      kind: 'platform',
      load: function () {
        var status = call('LMSGetValue', 'cmi.core.lesson_status');
        return {
          text: call('LMSGetValue', 'cmi.suspend_data'),
          at: call('LMSGetValue', 'cmi.core.lesson_location'),
          passed: status === 'passed'
        };
      },
      /* kept: {text, at, passed, percent (null before the first check)}; answers whether all was taken. */
      save: function (kept) {
        failed = false;
        if (!open || !writable) { return true; }
        set('cmi.suspend_data', kept.text);
        set('cmi.core.lesson_location', kept.at);
        set('cmi.core.lesson_status', kept.passed ? 'passed' : 'incomplete');
        if (kept.percent !== null) {
          set('cmi.core.score.min', '0');
          set('cmi.core.score.max', '100');
          set('cmi.core.score.raw', String(Math.max(before, kept.percent)));
        }
        set('cmi.core.session_time', C.timespan(now() - began));
        set('cmi.core.exit', 'suspend');
        if (call('LMSCommit', '') !== 'true') { failed = true; }
        return !failed;
      },
      finish: function () {
        if (!open) { return; }
        open = false;
        call('LMSFinish', '');
      }
    };
  };

  /* This browser's own memory; opened from a file some browsers refuse it, then `works` is false. */
  C.browserStore = function (place, key) {
    var memory = null;
    try {
      memory = place.localStorage;
      memory.setItem(key + ':test', '1');
      memory.removeItem(key + ':test');
    } catch (_error) {
      memory = null;
    }
    function attempt(action) {
      try { return memory ? action() : null; } catch (_error) { return null; }
    }
    return {
      kind: 'browser',
      works: memory !== null,
      load: function () {
        return { text: attempt(function () { return memory.getItem(key); }) || '', at: '', passed: false };
      },
      save: function (kept) {
        return attempt(function () { memory.setItem(key, kept.text); return true; }) === true;
      },
      forget: function () {
        attempt(function () { memory.removeItem(key); });
        memory = null;  /* what this page still saves while it closes is not wanted */
      },
      finish: function () { return; }
    };
  };
}(window.CISS = window.CISS || {}));
