// One month of a row: a slider, a step back and forth, play and stop.
// A new month is asked for only when the last one has been answered, so that nothing queues up, however fast one pulls.

const PACE = 1100; // milliseconds that a month stands while it plays, at least

function monthField(field, id) {
  let waiting = false, behind = false, playing = false, since = 0, timer = null;
  const last = field.options.length - 1;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const range = element("input", { type: "range", min: 0, max: last, step: 1, value: 0, id });
  const shown = element("output", { for: id, class: "memo-month-name" });
  const place = () => Number(range.value);
  const step = (to) => { range.value = Math.max(0, Math.min(last, to)); ask(); };
  const back = element("button", { type: "button", "aria-label": "One month back", onclick: () => { stop(); step(place() - 1); } }, "◀");
  const forth = element("button", { type: "button", "aria-label": "One month on", onclick: () => { stop(); step(place() + 1); } }, "▶");
  const play = element("button", { type: "button", class: "memo-play", onclick: () => (playing ? stop() : start()) }, "Play");
  const help = element("p", { class: "memo-help", id: `${id}-help` }, [field.help, still ? "This computer asks for little motion: step with the buttons or the arrow keys." : null].filter(Boolean).join(" "));
  const node = element("div", { class: "memo-question memo-month" }, element("label", { for: id }, field.label),
    element("div", { class: "memo-month-row" }, back, range, forth, still ? null : play, shown), help.textContent ? help : null);
  if (help.textContent) range.setAttribute("aria-describedby", help.id);

  function name() {
    shown.textContent = field.shown[place()];
    range.setAttribute("aria-valuetext", shown.textContent);
  }
  function ask() {
    name();
    behind = waiting;
    if (waiting) return;
    waiting = true;
    since = performance.now();
    node.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function start() {
    playing = true;
    play.textContent = "Stop";
    step(place() === last ? 0 : place() + 1);
  }
  function stop() {
    playing = false;
    clearTimeout(timer);
    play.textContent = "Play";
  }
  function next() {
    if (!playing || !node.isConnected || document.hidden || place() === last) return stop();
    step(place() + 1);
  }
  function answered() {
    waiting = false;
    if (behind) return ask();
    clearTimeout(timer);
    if (playing) timer = setTimeout(next, Math.max(0, PACE - (performance.now() - since)));
  }

  range.addEventListener("input", (event) => { event.stopPropagation(); stop(); ask(); });
  const write = (value) => { if (!waiting) range.value = Math.max(0, field.options.indexOf(value)); name(); };
  return { node, read: () => field.options[place()], write, answered };
}
