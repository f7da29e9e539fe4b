// What forms need that go with a figure: a table of buttons, pictures of the figure, and its width.

function gridField(field, id) {
  // A table of buttons, one Tab stop, arrow keys within; what the chosen cell reveals opens under its row.
  let chosen = null;
  const slot = element("tr", { class: "memo-slot" }, element("td", { colspan: field.columns.length + 1 }));
  const table = element("table", { class: "memo-grid" });
  const cells = field.rows.map((row, r) => row.cells.map((cell, c) => element("button", {
    type: "button", "aria-label": cell.label, "aria-pressed": "false", tabindex: r || c ? -1 : 0, "data-mark": cell.mark, "data-level": cell.level, "data-own": Boolean(cell.own),
    onclick: () => { show(chosen?.[0] === r && chosen[1] === c ? null : [r, c]); table.dispatchEvent(new Event("input", { bubbles: true })); },
    onkeydown: (event) => {
      const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key] ?? [];
      const next = down === undefined ? null : cells[r + down]?.[c + right];
      if (next) { event.preventDefault(); stop(next); next.focus(); }
    },
  }, cell.mark)));
  const rows = field.rows.map((row, r) => element("tr", {}, element("th", { scope: "row" }, row.label), ...cells[r].map((button) => element("td", {}, button))));
  const head = field.columns.map((column) => element("th", { scope: "col" }, field.shown?.[column] ?? column));
  table.append(element("thead", {}, element("tr", {}, element("td", {}), ...head)), element("tbody", {}, ...rows));

  function stop(button) {
    cells.flat().forEach((other) => (other.tabIndex = other === button ? 0 : -1));
  }
  function show(place) {
    chosen = place;
    cells.forEach((row, r) => row.forEach((button, c) => button.setAttribute("aria-pressed", String(place?.[0] === r && place[1] === c))));
    if (!place) return slot.remove();
    stop(cells[place[0]][place[1]]);
    rows[place[0]].after(slot);
  }
  const read = () => (chosen ? { row: field.rows[chosen[0]].id, column: field.columns[chosen[1]] } : null);
  const write = (value) => {
    const r = field.rows.findIndex((row) => row.id === value?.row), c = field.columns.indexOf(value?.column);
    show(r < 0 || c < 0 ? null : [r, c]);
  };
  const node = group(field, id, element("div", { class: "memo-scroll", tabindex: 0, role: "region", "aria-label": field.label }, table));
  return { node, read, write, slot: slot.firstChild };
}

function plotOf(figure) {
  return [...document.querySelectorAll(".js-plotly-plot")].find((node) => node.layout?.meta === figure && node.offsetParent);
}

// A figure's own bar makes its picture; it only has to be told the format.
function picture({ figure, format }) {
  const plot = plotOf(figure), bar = plot?.querySelector(".modebar-btn");
  if (!bar) return false;
  plot._context.toImageButtonOptions.format = format;
  bar.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  return true;
}

// plotly follows the window's size only: tell it when its column, which is as wide as this form, gets another.
function fit(el, figure) {
  const tell = (tries = 0) => {
    const width = plotOf(figure)?._fullLayout?.width;
    if (width && Math.abs(width - el.clientWidth) > 2) window.dispatchEvent(new Event("resize"));
    if (tries < 40 && !width) setTimeout(tell, 250, tries + 1); // it is not drawn yet
  };
  new ResizeObserver(() => tell()).observe(el);
}

