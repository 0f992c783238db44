// The note beside the words: shown where a mark is pointed at, focused or tapped. Without this script a mark is a link
// to its note on the page.
"use strict";
(() => {
  const pop = document.createElement("div");
  pop.className = "pop";
  pop.id = "pop";
  pop.setAttribute("role", "tooltip");
  pop.hidden = true;
  document.body.append(pop);
  let shown = null;
  let closing = 0;

  function hide() {
    clearTimeout(closing);
    pop.hidden = true;
    for (const lit of document.querySelectorAll(".mark.lit")) lit.classList.remove("lit");
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
  }

  function show(mark) {
    clearTimeout(closing);
    if (shown === mark) return;
    hide();
    const gists = mark.dataset.notes
      .split(" ")
      .map((id) => document.getElementById("note-" + id)?.querySelector(".gist"))
      .filter(Boolean)
      .map((gist) => gist.cloneNode(true));
    if (!gists.length) return;
    for (const gist of gists) {
      for (const part of gist.querySelectorAll("[id]")) part.removeAttribute("id");
      for (const link of gist.querySelectorAll("a")) link.tabIndex = -1;
    }
    pop.replaceChildren(...gists);
    pop.hidden = false;
    const line = mark.getClientRects()[0];
    const room = document.documentElement.clientWidth - pop.offsetWidth - 16;
    const above = line.bottom + pop.offsetHeight + 16 > innerHeight && line.top > pop.offsetHeight + 16;
    pop.style.left = Math.max(16, Math.min(line.left, room)) + scrollX + "px";
    pop.style.top = (above ? line.top - pop.offsetHeight - 8 : line.bottom + 8) + scrollY + "px";
    for (const other of document.querySelectorAll(".text .mark[data-notes]")) {
      if (other.dataset.notes === mark.dataset.notes) other.classList.add("lit");
    }
    mark.setAttribute("aria-describedby", "pop");
    shown = mark;
  }

  const soon = () => {
    clearTimeout(closing);
    closing = setTimeout(hide, 180);
  };

  for (const mark of document.querySelectorAll("a.mark[data-notes]")) {
    mark.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && show(mark));
    mark.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && soon());
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("blur", soon);
    mark.addEventListener("click", (event) => {
      // A first tap shows the note; a second one, or Enter, goes to it.
      if (event.pointerType === "touch" && shown !== mark) {
        event.preventDefault();
        show(mark);
      }
    });
  }
  pop.addEventListener("pointerenter", () => clearTimeout(closing));
  pop.addEventListener("pointerleave", soon);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
})();
