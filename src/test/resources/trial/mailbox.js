// Shows what reached the SMTP server and the SMS stand-in, newest first; looks again every two seconds.
'use strict';

const WORDS = {
  fr: { shop: '← Boutique', clock: 'Horloge du produit', threeDays: '+3 jours', tenDays: '+10 jours', mailbox: 'Boîte aux lettres', filter: 'Adresse ou numéro',
    none: 'Aucun message.', pick: 'Choisissez un message à gauche.', html: 'Mise en page', text: 'Texte', headers: 'En-têtes', from: 'De', to: 'À', moving: 'Le temps passe…' },
  en: { shop: '← Shop', clock: 'The product’s clock', threeDays: '+3 days', tenDays: '+10 days', mailbox: 'Mailbox', filter: 'Address or number',
    none: 'No message.', pick: 'Pick a message on the left.', html: 'Layout', text: 'Text', headers: 'Headers', from: 'From', to: 'To', moving: 'Time goes by…' },
};

const byId = id => document.getElementById(id);
const all = selector => [...document.querySelectorAll(selector)];
const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
let language = JSON.parse(localStorage.getItem('trial.language')) ?? 'fr';
let messages = [];
let picked = null;
let part = 'html';
const t = key => WORDS[language][key];
const when = at => new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });

function show() {
  document.documentElement.lang = language;
  document.title = `${t('mailbox')} · Boutique Exemple`;
  all('[data-t]').forEach(each => { each.textContent = t(each.dataset.t); });
  all('[data-language]').forEach(each => each.setAttribute('aria-pressed', each.dataset.language === language));
  byId('to').placeholder = t('filter');
  showList();
  showOpen();
}

function shownMessages() {
  const wanted = byId('to').value.trim().toLowerCase();
  return messages.filter(message => message.to.toLowerCase().includes(wanted)).reverse();
}

function showList() {
  const shown = shownMessages();
  byId('none').hidden = shown.length > 0;
  byId('list').replaceChildren(...shown.map(listed));
}

function listed(message) {
  const sms = message.channel === 'sms';
  const button = element('button', { type: 'button', onclick: () => { picked = message; show(); } },
    element('span', { className: 'kind ' + message.channel, textContent: sms ? 'SMS' : '✉' }),
    element('span', { className: 'subject', textContent: message.subject ?? message.text }),
    element('span', { className: 'to', textContent: message.to }),
    element('time', { className: 'at', textContent: when(message.at) }));
  button.setAttribute('aria-current', message === picked);
  return element('li', {}, button);
}

function showOpen() {
  byId('open').replaceChildren(...(picked === null ? [element('p', { className: 'nothing', textContent: t('pick') })]
    : picked.channel === 'sms' ? [phone()] : mail()));
}

function mail() {
  const head = element('div', { className: 'head' }, element('h2', { textContent: picked.subject }),
    element('p', { textContent: `${t('from')} ${picked.from} · ${t('to')} ${picked.to} · ${when(picked.at)}` }),
    element('div', { className: 'tabs' }, ...['html', 'text', 'headers'].map(tab)));
  return [head, { html: frame, text: () => element('pre', {}, ...linked(picked.text ?? '')), headers }[part]()];
}

function tab(name) {
  const button = element('button', { type: 'button', textContent: t(name), onclick: () => { part = name; showOpen(); } });
  button.setAttribute('aria-pressed', name === part);
  return button;
}

// No script of a mail runs here; its links open beside this page, as in a mail program.
function frame() {
  const made = element('iframe', { title: picked.subject ?? '', srcdoc: '<base target="_blank">' + (picked.html ?? '') });
  made.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox');
  return made;
}

function headers() {
  return element('table', { className: 'headers' }, ...Object.entries(picked.headers).map(([name, value]) =>
    element('tr', {}, element('th', { textContent: name }), element('td', { textContent: value }))));
}

function phone() {
  const bubbles = messages.filter(message => message.channel === 'sms' && message.to === picked.to).flatMap(message => [
    element('span', { className: 'at', textContent: when(message.at) }),
    element('div', { className: 'bubble' + (message === picked ? ' picked' : '') }, ...linked(message.text)),
  ]);
  return element('div', { className: 'phone' }, element('div', { className: 'number', textContent: `${picked.from} → ${picked.to}` }), ...bubbles);
}

function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((piece, i) =>
    i % 2 ? element('a', { href: piece, target: '_blank', rel: 'noopener', textContent: piece }) : piece);
}

async function look() {
  const found = await fetch('/trial/mailbox.json').then(answer => answer.json()).catch(() => messages);
  if (found.length === messages.length) return;
  const at = picked === null ? -1 : messages.indexOf(picked);
  messages = found;
  picked = at >= 0 ? messages[at] ?? null : shownMessages()[0] ?? null;
  showList();
  if (at < 0) showOpen();
}

let ahead = 0;
const setClock = ({ now }) => { ahead = Date.parse(now) - Date.now(); showClock(); };
const showClock = () => {
  byId('now').textContent = new Date(Date.now() + ahead).toLocaleString(language, { dateStyle: 'full', timeStyle: 'medium' });
};
const readClock = () => fetch('/trial/clock').then(answer => answer.json()).then(setClock).catch(() => {});

async function advance(by) {
  const buttons = all('[data-advance]');
  buttons.forEach(each => { each.disabled = true; });
  byId('moving').textContent = t('moving');
  const answer = await fetch('/trial/clock', { method: 'POST', body: JSON.stringify({ advance: by }) });
  const moved = await answer.json();
  if (answer.ok) setClock(moved);
  byId('moving').textContent = answer.ok ? '' : moved.detail;
  buttons.forEach(each => { each.disabled = false; });
  look();
}

all('[data-advance]').forEach(each => { each.onclick = () => advance(each.dataset.advance); });
all('[data-language]').forEach(each => {
  each.onclick = () => { language = each.dataset.language; localStorage.setItem('trial.language', JSON.stringify(language)); show(); showClock(); };
});
byId('to').value = new URLSearchParams(location.search).get('to') ?? '';
byId('to').oninput = showList;

show();
look();
readClock();
setInterval(look, 2000);
setInterval(showClock, 1000);
setInterval(readClock, 10000);
