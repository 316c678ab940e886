import { files, scripts } from './mini-program.js';
import { createDrawing } from './flow.js';
import { startPhone, wipe } from './phone.js';
import { createTraffic } from './traffic.js';

const at = (id) => document.getElementById(id);
const switches = ['weChatBusy', 'codeUsed', 'storeDown'];
const LINES = 40;

function tell({ title, detail, failed }) {
  at('story-empty').hidden = true;
  const line = document.createElement('li');
  line.className = failed ? 'failed' : '';
  const what = line.appendChild(document.createElement('b'));
  what.textContent = title;
  line.append(' ', detail);
  at('story').prepend(line);
  while (at('story').children.length > LINES) at('story').lastChild.remove();
  refresh();
}

function show(state) {
  for (const name of switches) at(name).setAttribute('aria-checked', String(state[name]));
  at('facts').textContent = `Logins at WeChat since the start: ${state.loginsAtWeChat}`;
}

async function refresh() {
  show(await (await fetch('/fake/trouble')).json());
}

async function trouble(name, on) {
  show(await (await fetch(`/fake/trouble/${name}/${on}`, { method: 'PUT' })).json());
}

for (const name of switches) {
  at(name).addEventListener('click', () => trouble(name, at(name).getAttribute('aria-checked') !== 'true'));
}

at('revoked').addEventListener('click', async () => {
  await trouble('revoked', true);
  tell({ title: 'Revoked', detail: 'The server has ended all sessions of this user. The phone does not know yet.', failed: false });
});

const traffic = createTraffic(createDrawing(at('flow')), tell);
const boot = () => startPhone({ scripts, files }, at('screen'), at('title'), traffic);

at('reset').addEventListener('click', () => {
  wipe();
  boot();
  tell({ title: 'A new phone', detail: 'Nothing is stored on it, so the first request signs in.', failed: false });
});

boot();
await refresh();
