// Pages work without scripts. With them some things are quicker: each module looks for what it
// makes better, and does nothing where there is none.
import { closeMenus } from "./menus.js";
import { showAtOnce } from "./facets.js";
import { sendOnce } from "./sending.js";
import { makeMovable } from "./ranking.js";
import { slide } from "./as_of.js";
import { listenForShortcuts } from "./shortcuts.js";
import { workWithoutNetwork } from "./offline.js";
import { watch } from "./watching.js";
import { hearNews } from "./news.js";

closeMenus(document);
showAtOnce(document);
sendOnce(document);
document.querySelectorAll("[data-ranking]").forEach(makeMovable);
document.querySelectorAll("[data-as-of]").forEach(slide);
listenForShortcuts(document);
workWithoutNetwork(document);
watch(document);
hearNews(document);
document.querySelector("[data-focus]")?.focus();
