// A filter that is ticked, and an order that is chosen, are applied at once; the button is for those
// without scripts.

export function showAtOnce(page) {
  for (const form of page.querySelectorAll("form[data-facets]")) {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=checkbox]")) form.requestSubmit();
    });
  }
}
