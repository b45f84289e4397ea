// What is typed narrows a list of links; letters that a Russian keyboard has not are as good as those it has.
"use strict";
{
  const plain = (text) => text.toLowerCase().replaceAll("ң", "н").replaceAll("ө", "о").replaceAll("ү", "у");
  document.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-narrow]")) return;
    const words = plain(target.value).split(/\s+/);
    for (const line of target.closest("details").querySelectorAll("li")) {
      const text = plain(line.textContent);
      line.hidden = !words.every((word) => text.includes(word));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("[data-narrow]")) return;
    event.preventDefault();
    event.target.closest("details").querySelector("li:not([hidden]) a")?.click();
  });
  document.addEventListener("toggle", ({ target }) => {
    if (target.open && target.matches(".more-offers")) target.querySelector("[data-narrow]").focus();
  }, true);
}
