// Two lists to be matched, many to many: a table of boxes, one Tab stop, arrow keys within, Space ticks.

function matchField(field, id) {
  const boxes = field.items.map((item, r) => field.options.map((option, c) => element("input", {
    type: "checkbox", id: `${id}-${r}-${c}`, "aria-label": `${item.text}: ${option.text}`, title: option.text, tabindex: r || c ? -1 : 0,
    onfocus: (event) => stop(event.target),
    onkeydown: (event) => {
      const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key] ?? [];
      const next = down === undefined ? null : boxes[r + down]?.[c + right];
      if (down !== undefined) event.preventDefault();
      if (next) next.focus();
    },
  })));
  const every = boxes.flat();

  function stop(box) {
    every.forEach((other) => (other.tabIndex = other === box ? 0 : -1));
  }

  // A cell is as large as its column: who misses the box by a few pixels still ticks it.
  const cell = (box) => element("td", { onclick: (event) => { if (event.target !== box && !box.disabled) box.click(); } }, box);
  const rows = field.items.map((item, r) => element("tr", {}, element("th", { scope: "row" }, item.text), ...boxes[r].map(cell)));
  const head = field.options.map((option) => element("th", { scope: "col", title: option.text }, option.head ?? option.text));
  const table = element("table", { class: "memo-match" }, element("thead", {}, element("tr", {}, element("td", {}), ...head)), element("tbody", {}, ...rows));
  const key = field.options.some((option) => option.head) ? element("ul", { class: "memo-match-key" }, ...field.options.map((option) => element("li", {}, option.text))) : null;

  const read = () => Object.fromEntries(field.items.map((item, r) => [item.id, field.options.filter((_, c) => boxes[r][c].checked).map((option) => option.id)]).filter(([, ticked]) => ticked.length));
  const write = (value) => field.items.forEach((item, r) => {
    const own = Array.isArray(value?.[item.id]) ? value[item.id] : [];
    field.options.forEach((option, c) => (boxes[r][c].checked = own.includes(option.id)));
  });
  return { node: group(field, id, key, element("div", { class: "memo-scroll", tabindex: 0, role: "region", "aria-label": field.label }, table)), read, write };
}
