// A page that stays open asks now and then whether there is something new in the inbox: while it
// is looked at, and as soon as it is looked at again. Without network it asks the next time.

const every = 30_000;

function show(page, news) {
  const count = page.querySelector("[data-unread]");
  count.textContent = news.shown;
  page.querySelector("[data-unread-said]").textContent = ` ${news.said}`;
  count.parentElement.hidden = news.unread === 0;
}

function offer(page, news) {
  const told = page.querySelector("[data-news-told][data-latest]:not([data-latest=''])");
  if (told && told.dataset.latest !== news.latest) told.firstElementChild.hidden = false;
}

async function ask(page, address) {
  if (page.visibilityState !== "visible") return;
  const answer = await fetch(address, { redirect: "error" }).catch(() => null);
  if (!answer?.ok) return;
  const news = await answer.json();
  show(page, news);
  offer(page, news);
}

export function hearNews(page) {
  const address = page.querySelector("[data-news]")?.dataset.news;
  if (!address) return;
  setInterval(() => ask(page, address), every);
  page.addEventListener("visibilitychange", () => ask(page, address));
}
