// Lets a file be dropped anywhere on its card, not only on the small button.
"use strict";
document.querySelectorAll("[data-drop]").forEach((card) => {
  const input = card.querySelector("input[type=file]");
  card.addEventListener("dragover", (event) => event.preventDefault());
  card.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
});
