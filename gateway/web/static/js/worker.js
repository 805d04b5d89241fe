// The service worker. What it keeps is small: the frame of the pages, the pages that say so in their
// answer ("Offline-Copy", with a mark of whose they are), and forms that found no network.
// What belongs to somebody is gone when they sign out, or when somebody else signs in.

const FRAME = "frame-{digest}";
const OWN = "own";
const WHOSE = "/whose";
const OFFLINE = "/offline";
const KEPT = "/offline/kept";
const SIGN_IN = "/sign-in";
const SIGN_OUT = "/sign-out";
const STATIC = "/static/";
const FORMS = "forms";
const TOKEN = /name="form_token" value="([^"]*)"/;

// -- what is kept ---------------------------------------------------------------------------

async function keepFrame() {
  const frame = await caches.open(FRAME);
  const nobodys = [OFFLINE, KEPT].map((page) => new Request(page, { credentials: "omit" }));
  await frame.addAll([...nobodys, ...{frame}]);
}

async function forgetOldFrames() {
  const names = await caches.keys();
  const old = names.filter((name) => name !== FRAME && name !== OWN);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function whoseItIs() {
  const mark = await (await caches.open(OWN)).match(WHOSE);
  return mark ? mark.text() : "";
}

async function forget() {
  await caches.delete(OWN);
  await onForms("readwrite", (forms) => forms.clear());
}

async function belongTo(whose) {
  const before = await whoseItIs();
  if (before === whose) return;
  if (before) await forget();
  await (await caches.open(OWN)).put(WHOSE, new Response(whose));
}

// How often somebody has signed out here: an answer that was on its way meanwhile is not kept.
let signOuts = 0;

async function leave() {
  signOuts += 1;
  await forget();
}

async function keepCopy(request, answer, askedAfter) {
  const whose = answer.headers.get("Offline-Copy");
  if (!whose || !answer.ok || answer.redirected || askedAfter !== signOuts) return;
  await belongTo(whose);
  const own = await caches.open(OWN);
  if (askedAfter === signOuts) await own.put(new URL(request.url).pathname, answer);
}

async function fetchAndKeep(request) {
  const askedAfter = signOuts;
  await keepCopy(request, await fetch(request), askedAfter);
}

// -- forms ----------------------------------------------------------------------------------

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("exchange", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(FORMS, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function onForms(mode, work) {
  const store = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const change = store.transaction(FORMS, mode);
      const asked = work(change.objectStore(FORMS));
      change.oncomplete = () => resolve(asked.result);
      change.onerror = () => reject(change.error);
    });
  } finally {
    store.close();
  }
}

async function keepForm(request) {
  const fields = [...(await request.formData())];
  const named = new Map(fields);
  if (named.get("form_kept") !== "yes") return false;
  const key = named.get("form_key");
  const whose = await whoseItIs();
  await onForms("readwrite", (forms) => forms.put({ key, url: request.url, fields, whose }));
  return true;
}

// A form is sealed for a visit; the page it stands on gives it the seal of today.
async function freshToken(url) {
  const page = await fetch(url);
  if (!page.ok || new URL(page.url).pathname === SIGN_IN) return null;
  return (await page.text()).match(TOKEN)?.[1] ?? null;
}

async function sendForm(form) {
  const token = await freshToken(form.url);
  if (token === null) return null;
  const fields = form.fields.map(([name, value]) => [name, name === "form_token" ? token : value]);
  const answer = await fetch(form.url, { method: "POST", body: new URLSearchParams(fields) });
  if (answer.status >= 500 || answer.status === 429) return null;
  await onForms("readwrite", (forms) => forms.delete(form.key));
  return answer.ok;
}

let sending = null;

function sendForms(whose) {
  sending ??= sendEach(whose).finally(() => (sending = null));
  return sending;
}

async function sendEach(whose) {
  await belongTo(whose);
  const forms = await onForms("readonly", (kept) => kept.getAll());
  const news = { sent: false, refused: false, waiting: false };
  for (const form of forms) {
    const wasTaken = await sendForm(form).catch(() => null);
    news[wasTaken === null ? "waiting" : wasTaken ? "sent" : "refused"] = true;
  }
  if (forms.length) await tellPages(news);
}

async function tellPages(news) {
  for (const page of await self.clients.matchAll()) page.postMessage(news);
}

// -- requests -------------------------------------------------------------------------------

async function instead(name) {
  const own = await (await caches.open(OWN)).match(name);
  return own ?? (await (await caches.open(FRAME)).match(name)) ?? Response.error();
}

async function keptPage(path) {
  const copy = await (await caches.open(OWN)).match(path);
  return copy ?? instead(OFFLINE);
}

async function opensPage(request) {
  const askedAfter = signOuts;
  try {
    const answer = await fetch(request);
    await keepCopy(request, answer.clone(), askedAfter);
    return answer;
  } catch {
    return keptPage(new URL(request.url).pathname);
  }
}

async function sendsForm(request) {
  const again = request.clone();
  try {
    const answer = await fetch(request);
    if (new URL(request.url).pathname === SIGN_OUT) await leave();
    return answer;
  } catch {
    return instead((await keepForm(again)) ? KEPT : OFFLINE);
  }
}

async function fetchesStatic(request) {
  return (await caches.match(request)) ?? fetch(request);
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepFrame());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldFrames().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(request.method === "POST" ? sendsForm(request) : opensPage(request));
  } else if (url.pathname.startsWith(STATIC)) {
    event.respondWith(fetchesStatic(request));
  }
});

self.addEventListener("message", (event) => {
  const { keep, send, whose } = event.data;
  if (send) event.waitUntil(sendForms(whose));
  for (const url of keep ? [OFFLINE, KEPT, ...keep] : []) {
    event.waitUntil(fetchAndKeep(new Request(url)).catch(() => {}));
  }
});
