// Keyword in context: one line a hit, one Tab stop, arrow keys up and down; the sentence opens under its line.

function keyword({ before, hit, after, inside }) {
  return [element("span", { class: "memo-before" }, element("span", {}, before)), element("span", { class: "memo-after" }, element("mark", { "data-inside": Boolean(inside) }, hit), after)];
}

function hitsField(field, id) {
  let chosen = null;
  const slot = element("tr", { class: "memo-slot" }, element("td", { colspan: 2 }));
  const body = element("tbody");
  const buttons = field.rows.map((row, r) => element("button", {
    type: "button", tabindex: r ? -1 : 0, "aria-expanded": "false", "aria-label": `${row.cite}: ${row.before} ${row.hit} ${row.after}`,
    onkeydown: (event) => {
      const next = { ArrowDown: r + 1, ArrowUp: r - 1, Home: 0, End: buttons.length - 1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      if (!buttons[next]) return;
      stop(next);
      buttons[next].focus();
    },
  }, row.cite));
  const rows = field.rows.map((row, r) => element("tr", {
    onclick: () => { show(chosen === r ? null : r); body.dispatchEvent(new Event("input", { bubbles: true })); },
  }, element("th", { scope: "row" }, buttons[r]), element("td", { "data-part": row.part, "aria-hidden": "true" }, ...keyword(row))));
  body.append(...rows);

  function stop(r) {
    buttons.forEach((button, other) => (button.tabIndex = other === r ? 0 : -1));
  }
  function show(r) {
    chosen = r;
    buttons.forEach((button, other) => button.setAttribute("aria-expanded", String(other === r)));
    if (r === null) return slot.remove();
    stop(r);
    rows[r].after(slot);
  }
  const read = () => (chosen === null ? null : field.rows[chosen].id);
  const write = (value) => {
    const r = field.rows.findIndex((row) => row.id === value);
    show(r < 0 ? null : r);
  };
  const table = element("table", { class: "memo-hits" }, body);
  const node = group(field, id, field.rows.length ? element("div", { class: "memo-scroll memo-lines", tabindex: "-1", role: "region", "aria-label": field.label }, table) : null);
  return { node, read, write, slot: slot.firstChild };
}
