// One page for every question: fields, a message that says what was saved, and what is revealed.
// All words come from the kernel and are set as text; nothing here builds HTML from them.

// ---------------------------------------------------------------- what is only shown

const BLOCKS = {
  h: (block) => element("h4", {}, block.h),
  p: (block) => element("p", { dir: "auto" }, block.p),
  list: (block) => element("ul", {}, ...block.list.map((item) => element("li", { dir: "auto" }, item))),
  pre: (block) => element("pre", { tabindex: "0", dir: "auto" }, block.pre),
  quote: (block) => element("blockquote", { dir: "auto" }, element("p", {}, block.quote), block.cite ? element("footer", {}, block.cite) : null),
  timeline: ({ timeline }) => element("ol", { class: "memo-timeline" }, ...timeline.map((entry) => element("li", {},
    element("p", { class: "memo-when" }, entry.when, element("span", { class: "memo-where" }, entry.where)),
    element("p", { class: "memo-what" }, entry.what), element("p", {}, entry.more), element("p", { class: "memo-source" }, `Source: ${entry.source}`)))),
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
    const input = element("select", {}, element("option", { value: "" }, "choose …"), ...field.options.map((value) => element("option", { value }, value)));
    return { node: labelled(field, id, input), read: () => input.value || null, write: (value) => (input.value = value ?? "") };
  },
  probability(field, id) {
    // A range for the hand, a number for the keyboard, one value; empty until it is touched.
    const range = element("input", { type: "range", min: 0, max: 100, step: 5, value: 50, id: `${id}-range` });
    const number = element("input", { type: "number", min: 0, max: 100, step: 1, "aria-label": `${field.label} in per cent` });
    range.addEventListener("input", () => (number.value = range.value));
    number.addEventListener("input", () => { if (number.value !== "") range.value = number.value; });
    const help = field.help ? element("p", { class: "memo-help", id: `${id}-help` }, field.help) : null;
    if (help) range.setAttribute("aria-describedby", help.id);
    const node = element("div", { class: "memo-question" }, element("label", { for: range.id }, field.label), help,
      element("div", { class: "memo-probability" }, element("span", {}, "0 %"), range, element("span", {}, "100 %"), number, element("span", {}, "%")));
    return { node, read: () => (number.value === "" ? null : Number(number.value)), write: (value) => { number.value = value ?? ""; range.value = value ?? 50; } };
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
  file(field, id) {
    const input = element("input", { type: "file", accept: field.accept ?? ".json" });
    let text = null;
    input.addEventListener("change", async () => (text = input.files[0] ? await input.files[0].text() : null));
    return { node: labelled(field, id, input), read: () => text, write: () => {}, passing: true };
  },
};

// ---------------------------------------------------------------- the page

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
  const shelf = () => `memo:${model.get("key")}`;
  let fields = {}, dirty = false, waiting = null, pause = null;
  const message = element("p", { class: "memo-message", role: "status" });
  const form = element("form", { novalidate: true, autocomplete: "off" });
  const reveal = element("div", { class: "memo-reveal" });

  const read = () => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.read()]));

  function say(text, tone = "plain") {
    message.textContent = text;
    message.dataset.tone = tone;
  }

  function send(button) {
    // Until the kernel answers, the words stay in this tab, whatever happens to the kernel.
    const values = read();
    if (dirty) try { sessionStorage.setItem(shelf(), JSON.stringify(values)); } catch { /* storage is switched off: the fields still hold the words */ }
    clearTimeout(waiting);
    waiting = setTimeout(() => say("Not saved yet: Python does not answer. Your words stay here. Restart the kernel (menu Kernel) and run this cell again; they come back.", "warn"), 4000);
    model.send({ button, values });
  }

  function touched() {
    dirty = true;
    if (!model.get("spec").draft) return;
    clearTimeout(pause);
    pause = setTimeout(() => send("draft"), 1000);
  }

  function drawForm() {
    const spec = model.get("spec");
    fields = {};
    const before = blocks(spec.intro);
    const nodes = (spec.fields ?? []).map((field) => {
      fields[field.id] = FIELDS[field.kind](field, `${id}-${field.id}`);
      return [...blocks(field.intro), fields[field.id].node];
    });
    const buttons = (spec.buttons ?? []).map((button) => element("button", { type: "button", class: button.primary ? "memo-primary" : null, onclick: () => { clearTimeout(pause); if (!button.confirm || window.confirm(button.confirm)) send(button.id); } }, button.label));
    form.setAttribute("aria-label", spec.label);
    form.replaceChildren(...before, ...nodes.flat(), element("div", { class: "memo-buttons" }, ...buttons));
    write();
  }

  function write() {
    const values = model.get("values");
    let kept = null;
    try { kept = JSON.parse(sessionStorage.getItem(shelf())); } catch { /* nothing kept */ }
    const locked = model.get("spec").locked;
    for (const [name, field] of Object.entries(fields)) {
      field.write(!locked && kept && name in kept ? kept[name] : values[name]);
      for (const input of field.node.querySelectorAll("input, select, textarea")) input.disabled = Boolean(locked);
    }
    if (kept && !locked && Object.keys(fields).length) { dirty = true; send("draft"); }
  }

  function drawFeedback() {
    const { text = "", tone = "plain", reveal: shown = [] } = model.get("feedback");
    say(text, tone);
    reveal.replaceChildren(...blocks(shown));
    reveal.hidden = !shown.length;
  }

  form.addEventListener("input", touched);
  form.addEventListener("submit", (event) => event.preventDefault());
  model.on("change:spec", drawForm);
  model.on("change:values", () => { if (!dirty) write(); });
  model.on("change:feedback", drawFeedback);
  model.on("msg:custom", (content) => {
    if (content.download) download(content.download);
    if (content.taken === undefined) return;
    clearTimeout(waiting);
    if (content.taken) {
      // Only what has not changed since it was sent is safely on the disk.
      if (JSON.stringify(read()) === JSON.stringify(content.values)) { dirty = false; sessionStorage.removeItem(shelf()); }
      else touched();
    }
    drawFeedback();
  });
  el.classList.add("memo-form");
  el.append(form, message, reveal);
  drawForm();
  drawFeedback();
}

export default { render };
