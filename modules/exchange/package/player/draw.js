/* Drawing a check and shuffling options: every objective gets its share, what was met least often comes first. */
(function (C) {
  'use strict';

  function times(a, b) {  /* 32-bit product; old browsers have no Math.imul */
    return ((a & 0xffff) * b + ((((a >>> 16) * b) & 0xffff) << 16)) | 0;
  }

  /* A number that looks drawn by chance, the same for the same words. */
  C.lot = function (words) {
    var found = 0x811c9dc5 | 0, i;
    for (i = 0; i < words.length; i += 1) { found = times(found ^ words.charCodeAt(i), 0x01000193); }
    found = times(found ^ (found >>> 16), 0x85ebca6b);
    found = times(found ^ (found >>> 13), 0xc2b2ae35);
    return (found ^ (found >>> 16)) >>> 0;
  };

  function compare(one, other) {
    var i;
    for (i = 0; i < one.length; i += 1) {
      if (one[i] < other[i]) { return -1; }
      if (one[i] > other[i]) { return 1; }
    }
    return 0;
  }

  function sorted(list, key) {
    return list.slice().sort(function (one, other) { return compare(key(one), key(other)); });
  }

  /* bank: [{id, objective}]; met: id -> how often; lot: words -> something to order by. Answers ids in their order. */
  C.draw = function (bank, size, met, lot) {
    var waiting = {}, taken = {}, drawn = [], best;
    function often(item) { return met[item.id] || 0; }
    sorted(bank, function (item) { return [often(item), lot(item.id)]; }).forEach(function (item) {
      (waiting[item.objective] = waiting[item.objective] || []).push(item);
    });
    function rank(objective) { return [taken[objective] || 0, often(waiting[objective][0]), lot(objective)]; }
    while (C.keys(waiting).length && drawn.length < size) {
      best = sorted(C.keys(waiting), rank)[0];
      drawn.push(waiting[best].shift().id);
      taken[best] = (taken[best] || 0) + 1;
      if (!waiting[best].length) { delete waiting[best]; }
    }
    return sorted(drawn, function (id) { return [lot('place of ' + id)]; });
  };

  /* list: [{id}], in an order of this learner's own that a reload does not change. */
  C.shuffled = function (list, seed) {
    return sorted(list, function (one) { return [C.lot(seed + '\n' + one.id)]; });
  };
}(window.CISS = window.CISS || {}));
