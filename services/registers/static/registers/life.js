// Enter in a box that finds people finds them, as the page does by itself while one types. A link to the events of a
// card opens their menu.
"use strict";
document.addEventListener("keydown", (event) => {
  const box = event.target.closest("[data-find]");
  if (!box || event.key !== "Enter") return;
  event.preventDefault();
  htmx.trigger(box, "input");
});
document.addEventListener("click", (event) => {
  if (!event.target.closest('a[href="#life"]')) return;
  const menu = document.querySelector("#life .record");
  if (!menu) return;
  menu.open = true;
  menu.querySelector("a").focus();
  event.preventDefault();
});
