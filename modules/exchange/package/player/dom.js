/* Making elements, and the player's own words. */
(function (C) {
  'use strict';

  function add(parent, child) {
    if (child === null || child === undefined || child === '') { return; }
    if (C.isList(child)) {
      child.forEach(function (one) { add(parent, one); });
    } else {
      parent.appendChild(typeof child === 'object' ? child : document.createTextNode(String(child)));
    }
  }

  /* el('p', {'class': 'muted'}, 'words' or element or list of both) */
  C.el = function (tag, attributes, children) {
    var made = document.createElement(tag);
    C.keys(attributes || {}).forEach(function (name) {
      if (attributes[name] !== null && attributes[name] !== false) { made.setAttribute(name, attributes[name]); }
    });
    add(made, children);
    return made;
  };

  /* HTML that was made from the module's Markdown when the package was built. */
  C.html = function (source) {
    var made = C.el('div');
    made.innerHTML = source;
    return made;
  };

  C.clear = function (element) {
    while (element.firstChild) { element.removeChild(element.firstChild); }
    return element;
  };

  C.fill = function (text, values) {
    return text.replace(/\{(\w+)\}/g, function (gap, name) { return C.has(values, name) ? values[name] : gap; });
  };

  /* One of the player's own sentences; `values` fill its {gaps}. */
  C.say = function (key, values) {
    if (!C.has(C.words, key)) { throw new Error('no words for ' + key); }
    return C.fill(C.words[key], values || {});
  };

  /* An element with the player's own words, which may be of another language than the module's. */
  C.own = function (tag, attributes, key, values) {
    var made = C.el(tag, attributes, C.say(key, values));
    made.lang = C.language;
    return made;
  };

  C.button = function (key, action, quiet, described) {
    var made = C.own('button', { type: 'button', 'class': quiet ? 'quiet' : '' }, key);
    if (described) { made.setAttribute('aria-label', C.say(key) + ': ' + described); }
    made.onclick = action;
    return made;
  };

  C.tag = function (tone, text) { return C.el('strong', { 'class': 'tag ' + tone }, text); };

  C.notice = function (tone, title, text) {
    return C.el('div', { 'class': 'notice ' + tone, lang: C.language, role: 'status' }, [
      title ? C.el('h2', { tabindex: '-1' }, title) : null, C.el('p', {}, text)
    ]);
  };

  C.focus = function (element) {
    if (!element) { return; }
    if (!/^(A|BUTTON|INPUT|SELECT|TEXTAREA)$/.test(element.tagName)) { element.setAttribute('tabindex', '-1'); }
    element.focus();
  };

  /* Say in a form what is missing, and go there. */
  C.complain = function (form, message, field) {
    var place = form.querySelector('.error');
    C.clear(place).appendChild(document.createTextNode(message));
    place.style.display = 'block';
    Array.prototype.forEach.call(form.elements, function (one) {
      one.removeAttribute('aria-invalid');
      one.removeAttribute('aria-describedby');
    });
    if (field) {  /* a radio button has no validity of its own */
      if (field.type !== 'radio' && field.type !== 'checkbox') { field.setAttribute('aria-invalid', 'true'); }
      field.setAttribute('aria-describedby', place.id);
      field.focus();
    }
  };

  C.errorPlace = function (id) { return C.el('p', { 'class': 'error', role: 'alert', id: id, lang: C.language }); };

  /* Radio buttons or checkboxes: [{id, text}] */
  C.options = function (name, type, list) {
    return list.map(function (one) {
      var id = name + '-' + one.id;
      return C.el('div', { 'class': 'option' }, [
        C.el('input', { type: type, name: name, id: id, value: one.id }),
        C.el('label', { 'for': id }, one.text)
      ]);
    });
  };

  C.ticked = function (form, name) {
    return Array.prototype.filter.call(form.elements, function (one) {
      return one.name === name && one.checked;
    }).map(function (one) { return one.value; });
  };

  C.field = function (form, name) {
    return Array.prototype.filter.call(form.elements, function (one) { return one.name === name; })[0];
  };
}(window.CISS = window.CISS || {}));
