// A page that stays open asks now and then whether there is something new in the inbox: while it
// is looked at, and as soon as it is looked at again. Without network it asks the next time.
// The inbox itself is told at once, while it is looked at: each stream takes a connection. Where
// there is none to be had, it asks like the other pages.

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

function listen(page, address, live) {
  const stream = new EventSource(live);
  ["inbox", "reset"].forEach((kind) => stream.addEventListener(kind, () => ask(page, address)));
  stream.addEventListener("open", () => ask(page, address));
  return stream;
}

export function hearNews(page) {
  const address = page.querySelector("[data-news]")?.dataset.news;
  if (!address) return;
  const live = page.querySelector("[data-live]")?.dataset.live;
  let stream = null;
  const look = () => {
    const isSeen = page.visibilityState === "visible";
    if (live && isSeen && (!stream || stream.readyState === EventSource.CLOSED)) stream = listen(page, address, live);
    if (!isSeen) { stream?.close(); stream = null; }
    if (stream?.readyState !== EventSource.OPEN) ask(page, address);
  };
  setInterval(look, every);
  page.addEventListener("visibilitychange", look);
  if (live) look();
}
