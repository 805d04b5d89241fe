// A form that is on its way is not sent a second time, and says so. (If it is after all, its key
// has it carried out once.) A page that comes back out of the browser's memory can be sent again.

function markAsSent(form, isSent) {
  for (const button of form.querySelectorAll("button[type=submit]")) {
    button.setAttribute("aria-disabled", String(isSent));
  }
  form.toggleAttribute("data-sent", isSent);
}

export function sendOnce(page) {
  const forms = page.querySelectorAll("form[data-sending]");
  for (const form of forms) {
    form.addEventListener("submit", (event) => {
      if (form.hasAttribute("data-sent")) event.preventDefault();
      else markAsSent(form, true);
    });
  }
  addEventListener("pageshow", () => forms.forEach((form) => markAsSent(form, false)));
}
