// The brush on the strip of a dyad: draw over a part of its time, or move its two ends with the keys, and the form is
// sent with it. Without this script the form's own fields, since and until, do the same.
"use strict";
(() => {
  const strip = document.querySelector("[data-brush] svg");
  const form = document.getElementById("part");
  if (!strip || !form) return;
  const DAY = 86400000;
  const first = Date.parse(strip.dataset.first);
  const last = Date.parse(strip.dataset.last);
  const left = Number(strip.dataset.left);
  const right = Number(strip.dataset.right);
  const byDay = strip.dataset.unit === "day";
  const height = Number(strip.dataset.depth) + 4;
  for (const words of document.querySelectorAll(".scripted")) words.hidden = false;

  // Units are days or months, counted from the first one of the strip; an end is the unit that it includes.
  const monthOf = (time) => new Date(time).getUTCFullYear() * 12 + new Date(time).getUTCMonth();
  const base = byDay ? Math.round(first / DAY) : monthOf(first);
  const units = byDay ? Math.round((last - first) / DAY) : monthOf(last - DAY) - base + 1;
  const begins = (unit) => (byDay ? (base + unit) * DAY : Date.UTC(Math.floor((base + unit) / 12), (base + unit) % 12));
  const written = (unit) => new Date(begins(unit)).toISOString().slice(0, byDay ? 10 : 7);
  const across = (time) => left + ((right - left) * (time - first)) / (last - first);
  const clamp = (unit) => Math.max(0, Math.min(units - 1, unit));
  const unitOf = (time) => clamp((byDay ? Math.floor(time / DAY) : monthOf(time)) - base);

  function unitAt(event) {
    const box = strip.getBoundingClientRect();
    const place = ((event.clientX - box.left) / box.width) * strip.viewBox.baseVal.width;
    return unitOf(first + ((place - left) / (right - left)) * (last - first));
  }

  const read = (name, otherwise) => {
    const time = Date.parse(form.elements[name].value);
    return Number.isNaN(time) ? otherwise : unitOf(time);
  };
  let from = read("since", 0);
  let to = read("until", units - 1);
  if (/^\d{4}$/.test(form.elements.until.value) && !byDay) to = clamp(to + 11);

  const make = (name, attributes, parent) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent.append(made);
    return made;
  };
  const frame = strip.querySelector(".window") || make("rect", { class: "window", y: 2, height: height - 4 }, strip);
  const handles = ["First", "Last"].map((name) => {
    const handle = make(
      "g",
      { class: "handle", role: "slider", tabindex: 0, "aria-label": `${name} ${byDay ? "day" : "month"} shown` },
      strip,
    );
    make("rect", { class: "reach", y: 0, width: 24, height }, handle);
    make("rect", { class: "grip", x: 8, y: height / 2 - 14, width: 8, height: 28, rx: 3 }, handle);
    return handle;
  });

  function show() {
    const ends = [across(Math.max(first, begins(from))), across(Math.min(last, begins(to + 1)))];
    frame.setAttribute("x", ends[0]);
    frame.setAttribute("width", Math.max(2, ends[1] - ends[0]));
    handles.forEach((handle, number) => {
      const unit = number ? to : from;
      handle.setAttribute("transform", `translate(${ends[number] - 12} 0)`);
      handle.setAttribute("aria-valuemin", number ? from : 0);
      handle.setAttribute("aria-valuemax", number ? units - 1 : to);
      handle.setAttribute("aria-valuenow", unit);
      handle.setAttribute("aria-valuetext", written(unit));
    });
  }

  function fill() {
    form.elements.since.value = from > 0 ? written(from) : "";
    form.elements.until.value = to < units - 1 ? written(to) : "";
  }

  function send() {
    fill();
    form.requestSubmit();
  }

  handles.forEach((handle, number) => {
    handle.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 };
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        send();
        return;
      }
      let unit = number ? to : from;
      if (event.key in steps) unit += steps[event.key];
      else if (event.key === "Home") unit = 0;
      else if (event.key === "End") unit = units - 1;
      else return;
      event.preventDefault();
      if (number) to = Math.max(from, clamp(unit));
      else from = Math.min(to, clamp(unit));
      fill();
      show();
    });
  });

  let held = null; // where the pointer went down, or the end that stays while the other one is moved
  let moved = false;
  strip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const handle = handles.findIndex((one) => one.contains(event.target));
    held = handle < 0 ? unitAt(event) : handle ? from : to;
    moved = false;
    strip.setPointerCapture(event.pointerId);
  });
  strip.addEventListener("pointermove", (event) => {
    if (held === null) return;
    const here = unitAt(event);
    moved = moved || here !== held;
    [from, to] = [Math.min(held, here), Math.max(held, here)];
    show();
  });
  strip.addEventListener("pointerup", () => {
    const drawn = held !== null && moved;
    held = null;
    if (drawn) send();
    else {
      [from, to] = [read("since", 0), read("until", units - 1)];
      show();
    }
  });
  strip.addEventListener("pointercancel", () => {
    held = null;
    show();
  });
  show();
})();
