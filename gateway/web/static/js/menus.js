// An open menu closes with Escape, and when somebody goes on elsewhere.

const isOpen = "details.site-menu[open]";

function close(menu, giveFocusBack) {
  menu.open = false;
  if (giveFocusBack) menu.querySelector("summary").focus();
}

export function closeMenus(page) {
  page.addEventListener("keydown", (event) => {
    const menu = page.querySelector(isOpen);
    if (event.key === "Escape" && menu) close(menu, menu.contains(page.activeElement));
  });
  page.addEventListener("click", (event) => {
    const menu = page.querySelector(isOpen);
    if (menu && !menu.contains(event.target)) close(menu, false);
  });
}
