// A list to be put in order: two buttons an item, so that the keyboard orders as well as the mouse.

function orderField(field, id) {
  const given = field.items.map((item) => item.id);
  let order = given, touched = false; // until something is moved, nothing has been answered
  const list = element("ol", { class: "memo-order" });
  const status = element("p", { class: "memo-order-status", role: "status" });
  const rows = Object.fromEntries(field.items.map((item) => [item.id, row(item)]));
  list.append(...given.map((name) => rows[name].node));

  function row(item) {
    const button = (step, sign, words) => element("button", { type: "button", "aria-label": `${words}: ${item.text}`, title: words, onclick: () => move(item, step) }, element("span", { "aria-hidden": "true" }, sign));
    const node = element("li", {}, element("div", {}, element("span", { class: "memo-order-buttons" }, button(-1, "▲", "Move up"), button(1, "▼", "Move down")), element("span", { dir: "auto" }, item.text)));
    return { node, text: item.text };
  }
  function say(name, before = "") {
    status.textContent = `${before}Now ${order.indexOf(name) + 1} of ${order.length}: ${rows[name].text}`;
  }
  function move(item, step) {
    const from = order.indexOf(item.id), other = order[from + step];
    if (!other) return say(item.id, step < 0 ? "It is the first already. " : "It is the last already. ");
    // The neighbour moves in the page, not the item: so the button pressed keeps the focus.
    if (step < 0) rows[item.id].node.after(rows[other].node);
    else rows[item.id].node.before(rows[other].node);
    order = order.with(from, other).with(from + step, item.id);
    touched = true;
    say(item.id);
    list.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function write(value) {
    const named = [...new Set(Array.isArray(value) ? value : [])].filter((name) => given.includes(name));
    touched = named.length > 0;
    const next = [...named, ...given.filter((name) => !named.includes(name))];
    if (next.join() === order.join()) return;
    order = next;
    status.textContent = "";
    list.append(...order.map((name) => rows[name].node));
  }
  return { node: group(field, id, list, status), read: () => (touched ? [...order] : null), write };
}
