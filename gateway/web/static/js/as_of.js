// A slider over the days on which something happened. Without scripts the day is typed.

export function slide(form) {
  const days = form.dataset.asOf.split(" ");
  const field = form.elements.on;
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: 0, max: days.length - 1, value: placeOf(days, field.value) });
  slider.setAttribute("aria-label", field.labels[0].textContent);
  const tell = () => {
    field.value = days[slider.value];
    slider.setAttribute("aria-valuetext", field.value);
  };
  slider.addEventListener("input", tell);
  slider.addEventListener("change", () => form.requestSubmit());
  field.addEventListener("change", () => { slider.value = placeOf(days, field.value); });
  slider.setAttribute("aria-valuetext", field.value);
  form.prepend(slider);
}

// The last day up to the one that is shown.
function placeOf(days, day) {
  return Math.max(days.findLastIndex((one) => one <= day), 0);
}
