// One page for every question: fields, a message that says what was saved, and what is revealed.
// All words come from the kernel and are set as text; nothing here builds HTML from them.

// ---------------------------------------------------------------- what is only shown

const BLOCKS = {
  h: (block) => element("h3", {}, block.h),
  p: (block) => element("p", { dir: "auto" }, block.p),
  list: (block) => element("ul", {}, ...block.list.map((item) => element("li", { dir: "auto" }, item))),
  pre: (block) => element("pre", { tabindex: "0", dir: "auto" }, block.pre),
  quote: (block) => element("blockquote", { dir: "auto" }, block.before ? element("p", { class: "memo-before" }, block.before) : null, element("p", {}, block.quote), block.cite ? element("p", { class: "memo-cite" }, block.cite) : null),
  timeline: ({ timeline }) => element("ol", { class: "memo-timeline" }, ...timeline.map((entry) => element("li", {},
    element("p", { class: "memo-when" }, entry.when, element("span", { class: "memo-where" }, entry.where)),
    element("p", { class: "memo-what" }, entry.what), element("p", {}, entry.more), element("p", { class: "memo-source" }, `Source: ${entry.source}`)))),
  lines: ({ lines }) => element("ul", { class: "memo-keywords", tabindex: "0", "aria-label": "Lines" }, ...lines.map((line) => element("li", {}, element("span", { class: "memo-cite" }, line.cite), element("span", {}, line.before, element("mark", { "data-inside": Boolean(line.inside) }, line.hit), line.after)))),
  details: ({ details }) => element("details", {}, element("summary", {}, details.summary), ...blocks(details.blocks)),
  table: ({ table }) => element("div", { class: "memo-scroll", tabindex: "0", role: "region", "aria-label": table.caption },
    element("table", {}, element("caption", {}, table.caption),
      element("thead", {}, element("tr", {}, ...table.head.map((cell) => element("th", { scope: "col" }, cell)))),
      element("tbody", {}, ...table.rows.map((row) => element("tr", {}, ...row.map((cell, i) => i ? element("td", { dir: "auto" }, cell) : element("th", { scope: "row" }, cell))))))),
};

function blocks(list) {
  return (list ?? []).map((block) => BLOCKS[Object.keys(block).find((key) => key in BLOCKS)]?.(block)).filter(Boolean);
}

// ---------------------------------------------------------------- fields: each {node, read, write}

function labelled(field, id, input) {
  const help = field.help ? element("p", { class: "memo-help", id: `${id}-help` }, field.help) : null;
  input.id = id;
  if (help) input.setAttribute("aria-describedby", help.id);
  return element("div", { class: "memo-question" }, element("label", { for: id }, field.label), help, input);
}

function group(field, id, ...inner) {
  const help = field.help ? element("p", { class: "memo-help" }, field.help) : null;
  return element("fieldset", { class: "memo-question" }, element("legend", {}, field.label), help, ...inner);
}

function option(kind, name, id, value, text) {
  const input = element("input", { type: kind, name, id, value });
  return [input, element("span", { class: "memo-option" }, input, element("label", { for: id }, text))];
}

const FIELDS = {
  text(field, id) {
    const input = element("textarea", { rows: field.rows ?? 3, dir: "auto" });
    return { node: labelled(field, id, input), read: () => input.value, write: (value) => (input.value = value ?? "") };
  },
  line(field, id) {
    const input = element("input", { type: "text", dir: "auto", autocomplete: "off" });
    return { node: labelled(field, id, input), read: () => input.value, write: (value) => (input.value = value ?? "") };
  },
  choice(field, id) {
    const pairs = field.options.map((value, i) => option("radio", id, `${id}-${i}`, value, value));
    const read = () => pairs.find(([input]) => input.checked)?.[0].value ?? null;
    return { node: group(field, id, ...pairs.map(([, node]) => node)), read, write: (value) => pairs.forEach(([input]) => (input.checked = input.value === value)) };
  },
  choices(field, id) {
    const pairs = field.options.map((value, i) => option("checkbox", id, `${id}-${i}`, value, value));
    const read = () => pairs.filter(([input]) => input.checked).map(([input]) => input.value);
    return { node: group(field, id, ...pairs.map(([, node]) => node)), read, write: (value) => pairs.forEach(([input]) => (input.checked = (value ?? []).includes(input.value))) };
  },
  select(field, id) {
    const input = element("select", {}, field.empty === null ? null : element("option", { value: "" }, field.empty ?? "choose …"), ...field.options.map((value) => element("option", { value }, value)));
    return { node: labelled(field, id, input), read: () => input.value || null, write: (value) => (input.value = value ?? "") };
  },
  probability(field, id) {
    // A range for the hand, a number for the keyboard, one value; empty until it is touched.
    const range = element("input", { type: "range", min: 0, max: 100, step: 5, value: 50, id: `${id}-range` });
    const number = element("input", { type: "number", min: 0, max: 100, step: 1, placeholder: "–", "aria-label": `${field.label} in per cent` });
    const take = () => { number.value = range.value; show(); };
    const show = () => range.classList.toggle("memo-untouched", number.value === "");
    range.addEventListener("input", take);
    // Letting the slider go in the middle, where it stands, is an answer too.
    for (const event of ["click", "keyup"]) range.addEventListener(event, (happened) => {
      if (number.value !== "" || range.disabled || (event === "keyup" && ![" ", "Enter"].includes(happened.key))) return;
      take();
      range.dispatchEvent(new Event("input", { bubbles: true }));
    });
    number.addEventListener("input", () => { if (number.value !== "") range.value = number.value; show(); });
    const help = field.help ? element("p", { class: "memo-help", id: `${id}-help` }, field.help) : null;
    if (help) range.setAttribute("aria-describedby", help.id);
    const node = element("div", { class: "memo-question" }, element("label", { for: range.id }, field.label), help,
      element("div", { class: "memo-probability" }, element("span", {}, "0 %"), range, element("span", {}, "100 %"), number, element("span", {}, "%")));
    return { node, read: () => (number.value === "" ? null : Number(number.value)), write: (value) => { number.value = value ?? ""; range.value = value ?? 50; show(); } };
  },
  sort(field, id) {
    // One row an item, one column a group: radios, so that the keyboard sorts as well as the mouse.
    const rows = field.items.map((item, r) => {
      const radios = field.groups.map((value, g) => element("input", { type: "radio", name: `${id}-${r}`, value, "aria-label": `${item}: ${value}` }));
      const sure = field.confidence ? element("select", { "aria-label": `How sure for ${item}` }, ...["", ...field.confidence].map((value) => element("option", { value }, value || "how sure?"))) : null;
      const cells = radios.map((radio) => element("td", {}, radio));
      return { item, radios, sure, node: element("tr", {}, element("th", { scope: "row" }, item), ...cells, sure ? element("td", {}, sure) : null) };
    });
    const head = ["", ...field.groups, ...(field.confidence ? ["How sure?"] : [])].map((text) => text ? element("th", { scope: "col" }, text) : element("td", {}));
    const table = element("table", { class: "memo-sort" }, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows.map((row) => row.node)));
    const read = () => Object.fromEntries(rows.map((row) => [row.item, { group: row.radios.find((radio) => radio.checked)?.value ?? null, sure: row.sure?.value || null }]).filter(([, value]) => value.group || value.sure));
    const write = (value) => rows.forEach((row) => {
      const own = value?.[row.item] ?? {};
      row.radios.forEach((radio) => (radio.checked = radio.value === own.group));
      if (row.sure) row.sure.value = own.sure ?? "";
    });
    return { node: group(field, id, element("div", { class: "memo-scroll" }, table)), read, write };
  },
  grid: gridField,
  order: orderField,
  match: matchField,
  month: monthField,
  hits: hitsField,
  board: boardField,
  file(field, id) {
    const input = element("input", { type: "file", accept: field.accept ?? ".json" });
    let text = null;
    input.addEventListener("change", async () => (text = input.files[0] ? await input.files[0].text() : null));
    return { node: labelled(field, id, input), read: () => text, write: () => {}, passing: true };
  },
};

// ---------------------------------------------------------------- the page

function trace(node) {
  return [node.tagName, node.id, node.name, node.ariaLabel, node.type === "radio" ? node.value : "", node.tagName === "BUTTON" ? node.textContent : ""].join();
}

function download({ name, type, text }) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = element("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function render({ model, el }) {
  const id = uniqueId("form");
  const shelf = (key) => `memo:${key}`;
  // `owner` is under whose key the fields were drawn; `edits` counts what was typed; `sent` is what went out last.
  let fields = {}, dirty = false, waiting = null, pause = null, owner = model.get("key"), edits = 0, sent = {};
  const message = element("p", { class: "memo-message", role: "status", tabindex: "-1" });
  const form = element("form", { novalidate: true, autocomplete: "off" });
  const reveal = element("div", { class: "memo-reveal" });

  const read = () => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.read()]));

  function say(text, tone = "plain") {
    message.textContent = text;
    message.dataset.tone = tone;
  }

  function shelve(values) {
    // Until the kernel answers, the words stay in this tab, whatever happens to the kernel.
    if (!dirty || !model.get("spec").draft) return;
    try { sessionStorage.setItem(shelf(owner), JSON.stringify(values)); } catch { /* storage is switched off: the fields still hold the words */ }
  }

  function send(button) {
    const values = read();
    shelve(values);
    sent = { turn: `${id}-${Math.random()}`, key: owner, edits, waits: true };
    clearTimeout(pause);
    clearTimeout(waiting);
    waiting = setTimeout(() => say("Not saved yet: Python does not answer. Your words stay here. Restart the kernel (menu Kernel) and run this cell again; they come back.", "warn"), 4000);
    model.send({ button, values, key: owner, turn: sent.turn });
  }

  function touched() {
    if (model.get("spec").live) {
      model.set("values", read());
      return send("live");
    }
    dirty = true;
    edits += 1;
    if (!model.get("spec").draft) return;
    shelve(read());
    clearTimeout(pause);
    pause = setTimeout(() => send("draft"), 1000);
  }

  function pressable(button) {
    return element("button", { type: "button", class: button.primary ? "memo-primary" : null, onclick: () => { if (button.picture) return picture(button.picture) || say(button.missing, "warn"); if (!button.confirm || window.confirm(button.confirm)) send(button.id); } }, button.label);
  }

  function drawForm() {
    const spec = model.get("spec");
    fields = {};
    const before = blocks(spec.intro);
    // A button stands beside the field it belongs to, else at the end.
    const beside = (place) => (spec.buttons ?? []).filter((button) => button.beside === place).map(pressable);
    const nodes = (spec.fields ?? []).map((field) => {
      fields[field.id] = FIELDS[field.kind](field, `${id}-${field.id}`);
      const own = beside(field.id);
      return [...blocks(field.intro), fields[field.id].node, own.length ? element("div", { class: "memo-buttons" }, ...own) : null].filter(Boolean);
    });
    const held = form.contains(document.activeElement) ? trace(document.activeElement) : null;
    form.setAttribute("aria-label", spec.label);
    el.dataset.look = spec.look ?? "";
    form.replaceChildren(...before, ...nodes.flat(), element("div", { class: "memo-buttons" }, ...beside(undefined)));
    write();
    // Who works with the keyboard stays where they were, or is taken to the message that says why it is gone.
    if (held) ([...form.querySelectorAll("input, select, textarea, button")].find((node) => trace(node) === held && !node.disabled) ?? message).focus({ preventScroll: true });
  }

  function write() {
    const values = model.get("values");
    let kept = null;
    const { locked, draft } = model.get("spec");
    try {
      if (locked) sessionStorage.removeItem(shelf(owner));
      kept = JSON.parse(sessionStorage.getItem(shelf(owner)));
    } catch { /* nothing kept */ }
    for (const [name, field] of Object.entries(fields)) {
      field.write(!locked && kept && name in kept ? kept[name] : values[name]);
      for (const input of field.node.querySelectorAll("input, select, textarea")) input.disabled = Boolean(locked);
    }
    // What is on its way already is not sent again: a draft that overtakes a commit would take its place.
    if (kept && draft && Object.keys(fields).length && !(sent.waits && sent.key === owner)) { dirty = true; send("draft"); }
  }

  function drawFeedback() {
    const { text = "", tone = "plain", reveal: shown = [] } = model.get("feedback");
    say(text, tone);
    reveal.replaceChildren(...blocks(shown));
    reveal.hidden = !shown.length;
    (Object.values(fields).find((field) => field.slot)?.slot ?? el).append(reveal);
  }

  // Python has made something of what stood in a field: it is added, and only those words are taken away.
  function added({ to, value, from, words }) {
    fields[to]?.added(value);
    if (fields[from]?.read() === words) fields[from].write("");
    touched();
  }

  function newOwner() {
    // Another person works here now: what the last one typed is theirs, and waits in this tab for them.
    shelve(read());
    clearTimeout(pause);
    dirty = false;
    owner = model.get("key");
    write();
  }

  form.addEventListener("input", touched);
  form.addEventListener("submit", (event) => event.preventDefault());
  model.on("change:key", newOwner);
  model.on("change:spec", () => { drawForm(); drawFeedback(); });
  model.on("change:values", () => { if (!dirty) write(); });
  model.on("change:feedback", drawFeedback);
  model.on("msg:custom", (content) => {
    if (content.download) download(content.download);
    if (content.added) added(content.added);
    if (content.clear) { dirty = false; sessionStorage.removeItem(shelf(model.get("key"))); write(); }
    if (content.taken === undefined || content.turn !== sent.turn) return; // another view of this form asked, or asked again since
    clearTimeout(waiting);
    sent.waits = false;
    for (const field of Object.values(fields)) field.answered?.(); // what asks one thing at a time may ask the next
    if (content.taken && sent.key !== owner) sessionStorage.removeItem(shelf(sent.key));
    else if (content.taken && edits === sent.edits) {
      // Only what has not changed since it was sent is safely on the disk; the rest goes with its own turn.
      dirty = false;
      sessionStorage.removeItem(shelf(owner));
    }
    drawFeedback();
  });
  el.classList.add("memo-form");
  el.append(form, message, reveal);
  if (model.get("spec").fit) fit(el, model.get("spec").fit);
  drawForm();
  drawFeedback();
}

export default { initialize: hearAlways, render };
