// "/" goes to what is marked with it, unless somebody is typing.

const typing = "input, textarea, select, [contenteditable]";

export function listenForShortcuts(page) {
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(typing)) return;
    const target = page.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches(typing)) target.focus();
    else target.click();
  });
}
