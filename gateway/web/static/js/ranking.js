// A ranked list: rows are dragged, or moved by their buttons without asking the server.

function tell(list) {
  const told = list.parentElement.querySelector("[data-ranking-told]");
  const texts = [...list.querySelectorAll(".ranked-text")].map((text) => text.firstChild.textContent);
  if (told) told.textContent = texts.map((text, at) => `${at + 1}. ${text}`).join(", ");
}

function move(row, way) {
  const list = row.parentElement;
  if (way === "up") row.previousElementSibling?.before(row);
  else if (way === "down") row.nextElementSibling?.after(row);
  else row.remove();
  tell(list);
}

function moveByButtons(list) {
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=move]");
    if (!button) return;
    event.preventDefault();
    move(button.closest("li"), button.value.split(" ")[1]);
    button.focus();
  });
}

function moveByDragging(list) {
  let dragged = null;
  for (const row of list.children) row.draggable = true;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li");
    dragged.classList.add("moving");
  });
  list.addEventListener("dragover", (event) => {
    event.preventDefault();
    const over = event.target.closest("li");
    if (!dragged || !over || over === dragged) return;
    const middle = over.getBoundingClientRect().top + over.offsetHeight / 2;
    if (event.clientY < middle) over.before(dragged);
    else over.after(dragged);
  });
  list.addEventListener("dragend", () => {
    dragged?.classList.remove("moving");
    dragged = null;
    tell(list);
  });
}

export function makeMovable(list) {
  moveByButtons(list);
  moveByDragging(list);
}
