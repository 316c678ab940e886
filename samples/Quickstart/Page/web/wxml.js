/**
 * As much of WXML as the sample's pages use: view, text, button and block; wx:if, wx:else, wx:for; {{name}}, {{!name}}, {{item.name}};
 * bindtap and bindgetphonenumber. Anything else is an error and not a blank.
 */
const TAGS = { view: 'div', text: 'span', button: 'button' };

/** @param {string} wxml @returns {Node[]} */
export function parse(wxml) {
  return [...new DOMParser().parseFromString(`<body>${wxml}</body>`, 'text/html').body.childNodes];
}

/** Makes of templates and data what is to be shown: elements, texts, and null where wx:if says no, so that places stay the same. */
export function expand(templates, data) {
  const shown = [];
  let last = true;
  for (const template of templates) {
    if (template.nodeType === Node.TEXT_NODE) {
      if (template.data.trim()) shown.push({ text: fill(template.data.trim(), data) });
      continue;
    }
    if (template.nodeType !== Node.ELEMENT_NODE) continue;
    if (template.hasAttribute('wx:if')) last = Boolean(value(template.getAttribute('wx:if'), data));
    else if (template.hasAttribute('wx:else')) last = !last;
    else last = true;
    if (!last) {
      shown.push(null);
    } else if (template.hasAttribute('wx:for')) {
      for (const item of value(template.getAttribute('wx:for'), data)) shown.push(element(template, { ...data, item }));
    } else if (template.localName === 'block') {
      shown.push(...expand(template.childNodes, data));
    } else {
      shown.push(element(template, data));
    }
  }
  return shown;
}

function element(template, data) {
  const tag = TAGS[template.localName];
  if (!tag) throw new Error(`The page knows no <${template.localName}>.`);
  const made = { tag, attributes: {}, events: {}, children: expand(template.childNodes, data) };
  for (const { name, value: text } of template.attributes) {
    if (name.startsWith('wx:')) continue;
    if (name.startsWith('bind')) made.events[name.slice(4)] = text;
    // Not the browser's disabled, which would take the focus away.
    else if (name === 'disabled') { if (value(text, data)) made.attributes['aria-disabled'] = 'true'; }
    else if (name === 'loading') { if (value(text, data)) made.attributes['aria-busy'] = 'true'; }
    else if (name.startsWith('aria-')) made.attributes[name === 'aria-role' ? 'role' : name] = fill(text, data);
    else if (name === 'class' || name === 'open-type') made.attributes[name] = fill(text, data).trim();
    else throw new Error(`The page knows no attribute ${name}.`);
  }
  if (tag === 'button') made.attributes.type = 'button';
  return made;
}

/** The value of "{{path}}" or "{{!path}}". */
function value(binding, data) {
  const [, not, path] = /^\{\{(!?)([\w.]+)\}\}$/.exec(binding) ?? fail(binding);
  const found = path.split('.').reduce((from, name) => from?.[name], data);
  return not ? !found : found;
}

function fill(text, data) {
  return text.replace(/\{\{[^}]*\}\}/g, (binding) => value(binding, data) ?? '');
}

function fail(binding) {
  throw new Error(`The page cannot read the binding ${binding}.`);
}

/** Brings what is shown in line, in place, so that focus and scrolling stay. */
export function patch(parent, wanted, fire) {
  wanted.forEach((node, index) => {
    const present = parent.childNodes[index];
    const fits = present && (node === null ? present.nodeType === Node.COMMENT_NODE : node.tag ? present.localName === node.tag : present.nodeType === Node.TEXT_NODE);
    const target = fits ? present : create(node, fire);
    if (!fits) present ? present.replaceWith(target) : parent.append(target);
    if (node?.tag) update(target, node, fire);
    else if (node && target.data !== node.text) target.data = node.text;
  });
  while (parent.childNodes.length > wanted.length) parent.lastChild.remove();
}

function create(node, fire) {
  if (node === null) return document.createComment('wx:if');
  if (!node.tag) return document.createTextNode(node.text);
  const made = document.createElement(node.tag);
  made.addEventListener('click', () => fire(made));
  return made;
}

function update(target, { attributes, events, children }, fire) {
  for (const { name } of [...target.attributes]) if (!(name in attributes)) target.removeAttribute(name);
  for (const [name, text] of Object.entries(attributes)) if (target.getAttribute(name) !== text) target.setAttribute(name, text);
  target.wxEvents = events;
  patch(target, children, fire);
}
