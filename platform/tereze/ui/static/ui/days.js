// A day is typed; the browser's own calendar stands beside it.
"use strict";
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-pick]");
  if (!button) return;
  const text = button.previousElementSibling;
  const calendar = button.nextElementSibling ?? document.createElement("input");
  calendar.type = "date";
  calendar.className = "visually-hidden";
  calendar.tabIndex = -1;
  calendar.value = text.value.replace(/^(\d\d)\.(\d\d)\.(\d{4})$/, "$3-$2-$1");
  calendar.onchange = (event) => {
    event.stopPropagation();
    text.value = calendar.value.split("-").reverse().join(".");
    text.dispatchEvent(new Event("change", { bubbles: true }));
  };
  button.after(calendar);
  calendar.showPicker();
});
