// The demo shop: what a real one does with analytics.js, against the public intake. Nothing here knows Relance's inside.
'use strict';

const WRITE_KEY = 'trial';
const CURRENCY = 'EUR';
const FREE_SHIPPING_FROM = 60;
const SHIPPING = 4.9;

const PRODUCTS = [
  { id: 'lamp', price: 89, fr: ['Lampe Aurore', 'Lumière', 'Une lumière douce, comme à sept heures du matin en mai.'], en: ['Aurore lamp', 'Light', 'A soft light, like seven on a May morning.'] },
  { id: 'armchair', price: 449, fr: ['Fauteuil Nuage', 'Salon', 'On s’assoit pour une page, on en lit trente.'], en: ['Nuage armchair', 'Living room', 'You sit down for a page and read thirty.'] },
  { id: 'mug', price: 18.5, fr: ['Tasse Galet', 'Table', 'Grès tourné à la main, jamais deux pareilles.'], en: ['Galet mug', 'Table', 'Hand-thrown stoneware, no two alike.'] },
  { id: 'coffee', price: 12.9, fr: ['Café du matin, 250 g', 'Épicerie', 'En grains, torréfié la semaine de l’envoi.'], en: ['Morning coffee, 250 g', 'Larder', 'Whole beans, roasted in the week they leave.'] },
  { id: 'throw', price: 69, fr: ['Plaid Dune', 'Salon', 'Laine peignée, franges nouées une à une.'], en: ['Dune throw', 'Living room', 'Combed wool, fringes knotted one by one.'] },
  { id: 'plant', price: 34, fr: ['Monstera en pot', 'Jardin', 'Se contente d’un verre d’eau par semaine.'], en: ['Potted monstera', 'Garden', 'Content with one glass of water a week.'] },
  { id: 'notebook', price: 14, fr: ['Carnet Brume', 'Papeterie', '160 pages qui s’ouvrent bien à plat.'], en: ['Brume notebook', 'Stationery', '160 pages that lie perfectly flat.'] },
  { id: 'vase', price: 158, fr: ['Vase Vague', 'Lumière', 'Verre soufflé, deux litres, beaucoup d’allure.'], en: ['Vague vase', 'Light', 'Blown glass, two litres, plenty of style.'] },
];

const WORDS = {
  fr: {
    trialClock: 'Horloge du produit', threeDays: '+3 jours', mailbox: 'Boîte aux lettres →', claim: 'De belles choses pour chez soi. Toutes inventées.',
    cart: 'Votre panier', emptyCart: 'Il est encore vide.', coupon: 'Code promo', soldOut: 'Épuisé', left: '% en stock', tellMe: 'Me prévenir', tellMeDone: 'Nous vous préviendrons dès son retour.', known: 'Ce que la boutique sait', knownHint: 'Compté à chaque événement ; les groupes viennent des tables de l’analyste.', points: 'Points', tier: 'Niveau', score: 'Score', rfm: 'Récence, fréquence, montant', next: 'Prochain achat vers le', nowhere: 'Dans aucun groupe pour l’instant.', backRoom: 'L’arrière-boutique', backRoomHint: 'Ce que font les systèmes de la boutique : prix et stock de chaque article.', sellOut: 'Épuiser', restock: 'Réassort', cheaper: 'Solder', dearer: 'Prix plein', yourEmail: 'Votre e-mail ?', checkout: 'Passer commande', pay: 'Payer', fail: 'Le paiement échoue',
    account: 'Votre compte', firstName: 'Prénom', customer: 'Numéro client', email: 'E-mail', phone: 'Téléphone', mayWe: 'Vous écrire, vous appeler ?',
    byEmail: 'E-mail', bySms: 'SMS', byPhone: 'Appel', measured: 'Ouvertures et clics mesurés', signIn: 'Se connecter', signOut: 'Se déconnecter', give: 'Oui', withdraw: 'Non merci',
    support: 'Demander de l’aide', events: 'Événements envoyés', eventsHint: 'Ce que la boutique vient d’envoyer, et la réponse reçue.',
    add: 'Ajouter au panier', addShort: 'Ajouter', close: 'Fermer', subtotal: 'Sous-total', shipping: 'Livraison', total: 'Total', free: 'offerte',
    madeUp: 'Une boutique de démonstration : rien n’est à vendre, personne ne paie, aucun message ne quitte cette machine.',
    hello: 'Bonjour %', visitor: 'Visite anonyme', paid: 'Merci ! Commande %', failed: 'Le paiement a été refusé.', asked: 'Votre demande est partie.',
    restored: 'Votre panier, comme vous l’aviez laissé.', moving: 'Le temps passe…',
    wordingGive: 'J’accepte de recevoir des offres de Boutique Exemple par ce moyen.', wordingWithdraw: 'Je ne souhaite plus être contacté par ce moyen.',
  },
  en: {
    trialClock: 'The product’s clock', threeDays: '+3 days', mailbox: 'Mailbox →', claim: 'Beautiful things for the home. All made up.',
    cart: 'Your cart', emptyCart: 'It is still empty.', coupon: 'Promo code', soldOut: 'Sold out', left: '% in stock', tellMe: 'Tell me', tellMeDone: 'We will tell you as soon as it is back.', known: 'What the shop knows', knownHint: 'Counted with every event; the groups come from the analyst’s tables.', points: 'Points', tier: 'Tier', score: 'Score', rfm: 'Recency, frequency, value', next: 'Next order about', nowhere: 'In no group so far.', backRoom: 'The back room', backRoomHint: 'What the shop’s own systems do: price and stock of each product.', sellOut: 'Sell out', restock: 'Restock', cheaper: 'Mark down', dearer: 'Full price', yourEmail: 'Your e-mail?', checkout: 'Check out', pay: 'Pay', fail: 'Payment fails',
    account: 'Your account', firstName: 'First name', customer: 'Customer number', email: 'E-mail', phone: 'Phone', mayWe: 'May we write, may we call?',
    byEmail: 'E-mail', bySms: 'SMS', byPhone: 'Call', measured: 'Opens and clicks measured', signIn: 'Sign in', signOut: 'Sign out', give: 'Yes', withdraw: 'No, thanks',
    support: 'Ask for help', events: 'Events sent', eventsHint: 'What the shop has just sent, and the answer it got.',
    add: 'Add to cart', addShort: 'Add', close: 'Close', subtotal: 'Subtotal', shipping: 'Delivery', total: 'Total', free: 'free',
    madeUp: 'A demo shop: nothing is for sale, nobody pays, no message leaves this machine.',
    hello: 'Hello %', visitor: 'Anonymous visit', paid: 'Thank you! Order %', failed: 'The payment was refused.', asked: 'Your question is on its way.',
    restored: 'Your cart, as you left it.', moving: 'Time goes by…',
    wordingGive: 'I agree to receive offers from Boutique Exemple this way.', wordingWithdraw: 'I no longer wish to be contacted this way.',
  },
};

const byId = id => document.getElementById(id);
const all = selector => [...document.querySelectorAll(selector)];
const stored = (key, otherwise) => JSON.parse(localStorage.getItem('trial.' + key)) ?? otherwise;
const store = (key, value) => localStorage.setItem('trial.' + key, JSON.stringify(value));
const short = kind => kind + '-' + crypto.randomUUID().slice(0, 8);
const cents = amount => Math.round(amount * 100) / 100;

// analytics.js keeps these under the same names.
let anonymousId = localStorage.getItem('ajs_anonymous_id') ?? crypto.randomUUID();
localStorage.setItem('ajs_anonymous_id', anonymousId);
let customer = stored('customer', null);
let cart = stored('cart', { id: short('cart'), lines: [] });
let language = stored('language', 'fr');
// What the shop's own systems know: stock and price of each product, told to Relance as they change.
const shelf = Object.fromEntries(PRODUCTS.map(({ id, price }) => [id, { stock: 12, price }]));
Object.assign(shelf, stored('shelf', {}));
const events = [];

const t = (key, value) => WORDS[language][key].replace('%', value ?? '');
const money = amount => new Intl.NumberFormat(language, { style: 'currency', currency: CURRENCY }).format(amount);
const product = id => PRODUCTS.find(each => each.id === id);
const picture = id => `${location.origin}/trial/pictures/${id}.svg`;
const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// ---- events -------------------------------------------------------------------------------------------------------

async function send(path, type, fields, name) {
  const now = new Date().toISOString();
  const body = {
    messageId: `ajs-next-${Date.now()}-${crypto.randomUUID()}`, type, anonymousId, userId: customer?.userId ?? null,
    ...fields, timestamp: now, sentAt: now, writeKey: WRITE_KEY, integrations: {},
    context: {
      library: { name: 'trial-shop', version: '1' }, locale: language, userAgent: navigator.userAgent,
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      page: { path: location.pathname, search: location.search, title: document.title, url: location.href, referrer: document.referrer },
    },
  };
  const entry = { name, body, answer: '…' };
  events.unshift(entry);
  events.length = Math.min(events.length, 12);
  showEvents();
  try {
    const answer = await fetch(path, {
      method: 'POST', body: JSON.stringify(body), keepalive: true,
      headers: { 'Content-Type': 'text/plain', Authorization: 'Basic ' + btoa(WRITE_KEY + ':') },
    });
    entry.answer = answer.status;
    entry.text = await answer.text();
  } catch (failure) {
    entry.answer = '✗';
    entry.text = String(failure);
  }
  showEvents();
}

const track = (event, properties) => send('/v1/t', 'track', { event, properties }, event);
const priceOf = id => shelf[id].price;

// ---- what the shop's own systems tell: it belongs to nobody -------------------------------------------------------

const CONSUMED = { coffee: 21, notebook: 90 };

function tellProduct(id) {
  const [name, category] = product(id)[language];
  const { stock, price } = shelf[id];
  return track('Product Updated', {
    product_id: id, sku: id.toUpperCase() + '-1', name, category, price, currency: CURRENCY, stock,
    ...(price < product(id).price ? { compare_at_price: product(id).price } : {}),
    ...(CONSUMED[id] ? { usage_days: CONSUMED[id] } : {}),
    url: `${location.origin}/trial/shop#${id}`, image_url: picture(id),
  });
}

async function shelve(id, change) {
  // A price is a drop only against one told before.
  if (!stored('told', {})[id]) await tellProduct(id);
  store('told', { ...stored('told', {}), [id]: true });
  Object.assign(shelf[id], change);
  store('shelf', shelf);
  show();
  if ('price' in change) tellProduct(id);
  else track('Stock Changed', { product_id: id, stock: change.stock });
}

function tellMe(id) {
  const email = customer ? null : prompt(t('yourEmail'));
  if (!customer && !email) return;
  track('Back In Stock Requested', { product_id: id, sku: id.toUpperCase() + '-1', ...(email ? { email: email.trim() } : {}) });
  say(t('tellMeDone'));
}

const sold = (id, quantity) => {
  const [name, category] = product(id)[language];
  return {
    product_id: id, sku: id.toUpperCase() + '-1', name, category, price: priceOf(id), quantity, currency: CURRENCY,
    url: `${location.origin}/trial/shop#${id}`, image_url: picture(id),
  };
};
const soldLines = () => cart.lines.map(line => sold(line.id, line.quantity));

// ---- what a customer does -----------------------------------------------------------------------------------------

function view(id) {
  const [name, , about] = product(id)[language];
  const detail = byId('detail');
  detail.querySelector('img').src = picture(id);
  detail.querySelector('h2').textContent = name;
  detail.querySelector('.about').textContent = about;
  detail.querySelector('.price').textContent = money(priceOf(id));
  const there = shelf[id].stock > 0;
  detail.querySelector('button.main').textContent = t(there ? 'add' : 'tellMe');
  detail.querySelector('button.main').onclick = () => { detail.close(); if (there) change(id, 1); else tellMe(id); };
  detail.querySelector('button.quiet').onclick = () => detail.close();
  detail.showModal();
  track('Product Viewed', sold(id, 1));
}

function change(id, by) {
  const line = cart.lines.find(each => each.id === id) ?? { id, quantity: 0 };
  const lines = cart.lines.filter(each => each.id !== id);
  line.quantity += by;
  cart.lines = line.quantity > 0 ? [...lines, line] : lines;
  say('');
  keepCart();
  track(by > 0 ? 'Product Added' : 'Product Removed', { cart_id: cart.id, ...sold(id, Math.abs(by)) });
}

function keepCart() {
  store('cart', cart);
  showCart();
}

function sums() {
  const subtotal = cents(cart.lines.reduce((sum, line) => sum + priceOf(line.id) * line.quantity, 0));
  const free = subtotal >= FREE_SHIPPING_FROM || byId('coupon').value.trim() !== '';
  const shipping = free ? 0 : SHIPPING;
  return { subtotal, shipping, total: cents(subtotal + shipping) };
}

function checkoutFacts() {
  cart.checkout ??= short('checkout');
  store('cart', cart);
  return { cart_id: cart.id, checkout_id: cart.checkout, currency: CURRENCY, products: soldLines() };
}

function checkout() {
  track('Checkout Started', { ...checkoutFacts(), value: sums().total });
}

function pay() {
  const { subtotal, shipping, total } = sums();
  const order = short('order');
  const coupon = byId('coupon').value.trim();
  track('Order Completed', {
    order_id: order, ...checkoutFacts(), total, revenue: subtotal, shipping, ...(coupon ? { coupon } : {}),
  });
  cart = { id: short('cart'), lines: [] };
  byId('coupon').value = '';
  keepCart();
  say(t('paid', order));
}

function paymentFails() {
  track('Payment Failed', { ...checkoutFacts(), value: sums().total, reason: 'card_declined' });
  say(t('failed'));
}

function askSupport() {
  track('Support Requested', { cart_id: cart.id, topic: 'order', channel: 'shop' });
  say(t('asked'));
}

function signIn(event) {
  event.preventDefault();
  const form = new FormData(event.target);
  const allowed = form.getAll('consent');
  const words = ['firstName', 'email', 'phone'].map(name => [name, form.get(name).trim()]).filter(([, value]) => value);
  customer = { userId: form.get('userId').trim(), firstName: form.get('firstName').trim() };
  if (allowed.includes('measured')) allowed.push('tracking_opens', 'tracking_clicks');
  const topics = ['email', 'sms', 'phone', 'tracking_opens', 'tracking_clicks'];
  store('customer', customer);
  send('/v1/i', 'identify', {
    traits: {
      ...Object.fromEntries(words), language,
      consents: Object.fromEntries(topics.map(topic => [topic, allowed.includes(topic)])),
    },
  }, 'identify');
  show();
}

function signOut() {
  customer = null;
  anonymousId = crypto.randomUUID();
  localStorage.setItem('ajs_anonymous_id', anonymousId);
  store('customer', null);
  cart = { id: short('cart'), lines: [] };
  keepCart();
  show();
}

function consent(channel, given) {
  track(given ? 'Consent Given' : 'Consent Withdrawn', {
    channel, source: 'trial shop', wording: t(given ? 'wordingGive' : 'wordingWithdraw'),
  });
}

// A link in a message brings the cart back: ?cart=cart-1&items=lamp:1,mug:2
function restore() {
  const asked = new URLSearchParams(location.search);
  if (!asked.get('cart')) return;
  const lines = (asked.get('items') ?? '').split(',').map(item => item.split(':'))
    .map(([id, quantity]) => ({ id, quantity: Math.max(1, Math.round(Number(quantity ?? 1)) || 1) }))
    .filter(line => product(line.id));
  cart = { id: asked.get('cart'), lines };
  keepCart();
  history.replaceState(null, '', location.pathname + location.hash);
  say(t('restored'));
  track('Cart Viewed', { cart_id: cart.id, products: soldLines() });
}

// ---- the page -----------------------------------------------------------------------------------------------------

function show() {
  document.documentElement.lang = language;
  all('[data-t]').forEach(each => { each.textContent = t(each.dataset.t); });
  all('[data-language]').forEach(each => each.setAttribute('aria-pressed', each.dataset.language === language));
  byId('hello').textContent = customer ? t('hello', customer.firstName) : t('visitor');
  byId('who').textContent = customer ? `${customer.firstName} · ${customer.userId}` : '';
  byId('sign-in').hidden = customer !== null;
  byId('signed-in').hidden = customer === null;
  byId('shelf').replaceChildren(...PRODUCTS.map(shelfCard));
  byId('back-room').replaceChildren(...PRODUCTS.map(backRoomRow));
  showCart();
  showEvents();
  showKnown();
}

function shelfCard({ id, [language]: [name, category] }) {
  const { stock, price } = shelf[id];
  const open = element('button', { type: 'button', className: 'picture', onclick: () => view(id) },
    element('img', { src: picture(id), alt: name }));
  const add = stock > 0
    ? element('button', { type: 'button', textContent: t('addShort'), onclick: () => change(id, 1) })
    : element('button', { type: 'button', className: 'tell-me', textContent: t('tellMe'), onclick: () => tellMe(id) });
  return element('article', { className: 'product', id }, open, element('div', { className: 'words' },
    element('h3', { textContent: name }), element('span', { className: 'category', textContent: `${category} · ${stock > 0 ? t('left', stock) : t('soldOut')}` }),
    element('div', { className: 'buy' }, element('span', { className: 'price', textContent: money(price) }), add)));
}

function backRoomRow({ id, price, [language]: [name] }) {
  const button = (key, change) => element('button', { type: 'button', className: 'quiet', textContent: t(key), onclick: () => shelve(id, change) });
  const { stock, price: now } = shelf[id];
  return element('tr', { id: 'back-room-' + id }, element('td', { textContent: name }), element('td', {},
    stock > 0 ? button('sellOut', { stock: 0 }) : button('restock', { stock: 12 }), ' ',
    now < price ? button('dearer', { price }) : button('cheaper', { price: cents(price * 0.8) })));
}

function cartLine({ id, quantity }) {
  const step = (sign, by) => element('button', { type: 'button', className: 'quiet', textContent: sign, onclick: () => change(id, by) });
  return element('li', {}, element('img', { src: picture(id), alt: '' }), element('span', { textContent: product(id)[language][0] }),
    element('span', { className: 'quantity' }, step('−', -1), String(quantity), step('+', 1)),
    element('span', { className: 'price', textContent: money(priceOf(id) * quantity) }));
}

function showCart() {
  const { subtotal, shipping, total } = sums();
  const empty = cart.lines.length === 0;
  const row = (key, value, className = '') => [
    element('dt', { className, textContent: t(key) }), element('dd', { className, textContent: value })];
  byId('cart-id').textContent = cart.id;
  byId('lines').replaceChildren(...cart.lines.map(cartLine));
  byId('cart').querySelector('.empty').hidden = !empty;
  byId('cart').querySelector('.coupon').hidden = empty;
  byId('sums').replaceChildren(...(empty ? [] : [...row('subtotal', money(subtotal)),
    ...row('shipping', shipping ? money(shipping) : t('free')), ...row('total', money(total), 'total')]));
  ['checkout', 'pay', 'fail'].forEach(id => { byId(id).disabled = empty; });
}

function showEvents() {
  byId('events').replaceChildren(...events.map(({ name, body, answer, text }) => {
    const kind = answer === 200 ? '' : answer === '…' ? ' waiting' : ' bad';
    return element('li', {}, element('details', {},
      element('summary', {}, element('span', { className: 'name', textContent: name }),
        element('span', { className: 'answer' + kind, textContent: answer, title: text ?? '' })),
      element('pre', { textContent: `${text ?? ''}\n\n${JSON.stringify(body, null, 2)}`.trim() })));
  }));
}

const say = text => { byId('done').textContent = text; };

// ---- what is known of the customer --------------------------------------------------------------------------------

async function showKnown() {
  byId('known').hidden = customer === null;
  if (customer === null) return;
  const known = await fetch(`/trial/known/${encodeURIComponent(customer.userId)}`).then(answer => answer.json()).catch(() => ({}));
  const { points, tier, score, rfm, value, segments = [] } = known;
  const facts = [['points', points], ['tier', tier], ['score', score], ['rfm', rfm && rfm.r && `${rfm.r} ${rfm.f} ${rfm.m}`],
    ['next', value && value.nextOrder && new Date(value.nextOrder).toLocaleDateString(language, { dateStyle: 'long' })]];
  byId('facts').replaceChildren(...facts.filter(([, fact]) => fact !== undefined && fact !== null)
    .map(([key, fact]) => element('tr', {}, element('td', { textContent: t(key) }), element('td', { textContent: fact }))));
  byId('belongs').replaceChildren(...(segments.length ? segments : [t('nowhere')])
    .map(name => element('li', { textContent: name })));
}

// ---- the clock ----------------------------------------------------------------------------------------------------

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
  showKnown();
  byId('moving').textContent = answer.ok ? '' : moved.detail;
  buttons.forEach(each => { each.disabled = false; });
}

all('[data-advance]').forEach(each => { each.onclick = () => advance(each.dataset.advance); });
all('[data-language]').forEach(each => { each.onclick = () => { language = each.dataset.language; store('language', language); say(''); show(); showClock(); }; });
all('[data-give]').forEach(each => { each.onclick = () => consent(each.dataset.give, true); });
all('[data-withdraw]').forEach(each => { each.onclick = () => consent(each.dataset.withdraw, false); });
byId('checkout').onclick = checkout;
byId('pay').onclick = pay;
byId('fail').onclick = paymentFails;
byId('support').onclick = askSupport;
byId('sign-in').onsubmit = signIn;
byId('sign-out').onclick = signOut;
byId('coupon').oninput = showCart;

show();
restore();
send('/v1/p', 'page', { name: 'Shop', properties: { path: location.pathname, url: location.href, title: document.title } }, 'page');
readClock();
setInterval(showClock, 1000);
setInterval(readClock, 10000);
setInterval(showKnown, 5000);
