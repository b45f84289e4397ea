// Enter in a box that finds people finds them; what is found comes while typing, by htmx.
"use strict";
document.addEventListener("keydown", (event) => {
  const box = event.target.closest("[data-find]");
  if (!box || event.key !== "Enter") return;
  event.preventDefault();
  htmx.trigger(box, "input");
  box.closest("[data-chooser]").querySelector(".chooser-found input")?.focus();
});
