// A page that waits for somebody else's answer asks now and then whether it has come, and is then
// loaded again. It asks only while somebody looks.

const EVERY_MS = 10_000;

async function hasChanged(part) {
  const { watched, watchedState } = part.dataset;
  const answer = await fetch(watched, { headers: { Accept: "text/plain" } });
  return answer.ok && (await answer.text()) !== watchedState;
}

export function watch(page) {
  const part = page.querySelector("[data-watched]");
  if (!part) return;
  setInterval(async () => {
    if (page.hidden) return;
    if (await hasChanged(part).catch(() => false)) location.reload();
  }, EVERY_MS);
}
