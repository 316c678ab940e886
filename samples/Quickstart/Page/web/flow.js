/** The drawing: five places, five ways between them, and what lights up. */
const SVG = 'http://www.w3.org/2000/svg';
const PLACES = {
  phone: ['Phone', 'mini-program'],
  gateway: ['Gateway', 'or function URL'],
  function: ['Function', 'your backend'],
  wechat: ['WeChat', 'code2session'],
  database: ['Database', 'sessions'],
};
const WIDE = {
  size: [760, 272], box: [128, 62],
  places: { phone: [76, 152], gateway: [284, 152], function: [492, 152], wechat: [684, 52], database: [684, 234] },
  ways: {
    code: ['M76 121 C76 30 200 34 620 46', 300, 48],
    front: ['M140 152 L220 152', 180, 140], gate: ['M348 152 L428 152', 388, 140],
    wechat: ['M540 121 C560 84 590 66 620 60', 520, 92], database: ['M540 183 C560 214 590 228 620 232', 520, 222],
  },
};
const TALL = {
  size: [344, 430], box: [132, 62],
  places: { phone: [74, 44], gateway: [74, 170], function: [74, 296], wechat: [270, 170], database: [270, 390] },
  ways: {
    code: ['M140 44 C230 44 270 70 270 139', 232, 66],
    front: ['M74 75 L74 139', 110, 112], gate: ['M74 201 L74 265', 110, 238],
    wechat: ['M140 284 C220 276 256 250 262 201', 214, 262], database: ['M140 308 C220 316 256 330 262 359', 214, 338],
  },
};
const ENDS = { code: ['phone', 'wechat'], front: ['phone', 'gateway'], gate: ['gateway', 'function'], wechat: ['function', 'wechat'], database: ['function', 'database'] };

/** @param {SVGSVGElement} svg */
export function createDrawing(svg) {
  const narrow = matchMedia('(max-width: 640px)');
  let lit = [];
  draw();
  narrow.addEventListener('change', () => {
    draw();
    lit.forEach(show);
  });

  function draw() {
    const { size, box, places, ways } = narrow.matches ? TALL : WIDE;
    svg.setAttribute('viewBox', `0 0 ${size.join(' ')}`);
    svg.replaceChildren();
    for (const [name, [path, x, y]] of Object.entries(ways)) {
      const group = add(svg, 'g', { class: 'way', 'data-way': name });
      add(group, 'path', { d: path, class: 'track' });
      add(group, 'path', { d: path, class: 'light', pathLength: 100 });
      add(group, 'text', { x, y, class: 'time' });
    }
    for (const [name, [x, y]] of Object.entries(places)) {
      const group = add(svg, 'g', { class: 'place', 'data-place': name });
      add(group, 'rect', { x: x - box[0] / 2, y: y - box[1] / 2, width: box[0], height: box[1], rx: 14 });
      add(group, 'text', { x, y: y - 4, class: 'name' }).textContent = PLACES[name][0];
      add(group, 'text', { x, y: y + 16, class: 'what' }).textContent = PLACES[name][1];
    }
  }

  function show({ way, text, failed }) {
    const group = svg.querySelector(`[data-way="${way}"]`);
    group.classList.remove('pending');
    group.classList.add('lit');
    group.classList.toggle('failed', failed);
    group.querySelector('.time').textContent = text;
    for (const place of ENDS[way]) svg.querySelector(`[data-place="${place}"]`).classList.add('lit');
    if (failed && ENDS[way][0] === 'function') svg.querySelector(`[data-place="${ENDS[way][1]}"]`).classList.add('failed');
  }

  return {
    clear() {
      lit = [];
      for (const element of svg.querySelectorAll('.lit, .failed')) element.classList.remove('lit', 'failed');
      for (const text of svg.querySelectorAll('.time')) text.textContent = '';
    },
    light(hop) {
      lit.push(hop);
      show(hop);
    },
    /** Shows that an answer is awaited. */
    wait(isWaiting) {
      svg.querySelector('[data-way="front"]').classList.toggle('pending', isWaiting);
    },
  };
}

function add(parent, name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, text] of Object.entries(attributes)) made.setAttribute(key, text);
  return parent.appendChild(made);
}
