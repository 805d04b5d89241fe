// Without network: the worker keeps a few pages and the forms that could not be sent. Here it is
// started, given what to keep, told who is signed in, and what it did is shown.

const WORKER = "/worker.js";
const KEPT_THIS_VISIT = "kept";

function show(page, news) {
  for (const notice of page.querySelectorAll("[data-kept]")) {
    notice.hidden = !news[notice.dataset.kept];
  }
}

async function tell(message) {
  const registration = await navigator.serviceWorker.ready;
  registration.active.postMessage(message);
}

function keepPages(page, whose) {
  if (sessionStorage.getItem(KEPT_THIS_VISIT) === whose + location.pathname) return;
  sessionStorage.setItem(KEPT_THIS_VISIT, whose + location.pathname);
  const links = [...page.querySelectorAll("a[data-keep]")].map((link) => link.href);
  tell({ keep: [...new Set(links)], whose });
}

export async function workWithoutNetwork(page) {
  const { whose } = page.documentElement.dataset;
  if (!("serviceWorker" in navigator) || !whose) return;
  navigator.serviceWorker.addEventListener("message", (event) => show(page, event.data));
  await navigator.serviceWorker.register(WORKER);
  const send = () => tell({ send: true, whose });
  addEventListener("online", send);
  await send();
  keepPages(page, whose);
}
