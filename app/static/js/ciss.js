// Every page works without this file. It only adds: focus on errors, no double sending, a warning before
// unsaved words are lost, a live count of characters, the print button, and slides that fit the wall.
document.documentElement.classList.add("js");

document.querySelector("[data-focus]")?.focus();

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.getAttribute("aria-busy") === "true") event.preventDefault();
    form.setAttribute("aria-busy", "true");
    setTimeout(() => form.removeAttribute("aria-busy"), 8000);
  });
}
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy"));
});

let unsaved = false;
for (const form of document.querySelectorAll("form[data-guard]")) {
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
}
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

for (const area of document.querySelectorAll("textarea[data-count]")) {
  const words = document.getElementById(`${area.id}-count`);
  const show = () => { words.textContent = `${words.dataset.left} ${area.dataset.count - area.value.length}`; };
  if (words) { area.addEventListener("input", show); show(); }
}

document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });

// A slide on the wall that is taller than the screen gets smaller type, down to what the last row can still read.
const wall = document.querySelector("body.wall");
const fit = () => {
  wall.style.fontSize = "";
  const full = parseFloat(getComputedStyle(wall).fontSize);
  for (let share = 0.96; share > 0.74 && wall.scrollHeight > innerHeight; share -= 0.04) wall.style.fontSize = `${full * share}px`;
};
if (wall) { window.addEventListener("load", fit); window.addEventListener("resize", fit); }
