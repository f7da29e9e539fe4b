// The reader's page. All words come from the kernel; nothing here builds HTML from text.

const LABELS = {
  reading: "reading text",
  diplomatic: "as transmitted",
  shown: "shown",
  dimmed: "dimmed",
  hidden: "hidden",
};

function setTrait(model, name, value) {
  model.set(name, value);
  model.save_changes();
}

// ---------------------------------------------------------------- controls

function choice(model, id, trait, label, options) {
  const select = element("select", { id: `${id}-${trait}` });
  for (const [value, text] of options) select.append(element("option", { value }, text));
  const show = () => (select.value = model.get(trait));
  select.addEventListener("change", () => setTrait(model, trait, select.value));
  model.on(`change:${trait}`, show);
  show();
  return element("span", { class: "memo-field" }, element("label", { for: select.id }, label), select);
}

function tick(model, id, trait, label) {
  const box = element("input", { type: "checkbox", id: `${id}-${trait}` });
  const show = () => (box.checked = model.get(trait));
  box.addEventListener("change", () => setTrait(model, trait, box.checked));
  model.on(`change:${trait}`, show);
  show();
  return element("span", { class: "memo-field" }, box, element("label", { for: box.id }, label));
}

function searchField(model, id, step) {
  const input = element("input", { type: "search", id: `${id}-search`, autocomplete: "off", spellcheck: "false" });
  input.value = model.get("query");
  let pause;
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => setTrait(model, "query", input.value), 150);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); step(event.shiftKey ? -1 : 1); }
    if (event.key === "Escape" && input.value) { input.value = ""; setTrait(model, "query", ""); }
  });
  model.on("change:query", () => { if (document.activeElement !== input) input.value = model.get("query"); });
  return element("span", { class: "memo-field memo-search" },
    element("label", { for: input.id }, "Search"), input,
    element("button", { type: "button", onclick: () => step(-1), "aria-label": "Previous hit" }, "↑"),
    element("button", { type: "button", onclick: () => step(1), "aria-label": "Next hit" }, "↓"));
}

// ---------------------------------------------------------------- the text

function marked(text, start, hits) {
  // The words of one run, with those within a hit in <mark>.
  const end = start + text.length;
  const parts = [];
  let place = start;
  for (const hit of hits) {
    if (hit.end <= place || hit.start >= end) continue;
    const from = Math.max(hit.start, place), to = Math.min(hit.end, end);
    if (from > place) parts.push(text.slice(place - start, from - start));
    parts.push(element("mark", { "data-hit": hit.index }, text.slice(from - start, to - start)));
    place = to;
  }
  if (place < end) parts.push(text.slice(place - start));
  return parts;
}

function runNodes(run, paragraph, hits) {
  const notes = run.notes.map((id) => paragraph.notes.find((note) => note.id === id)).filter(Boolean);
  const damage = notes.find((note) => note.group === "damage");
  const inner = [];
  if (run.reading === undefined) inner.push(...marked(run.text, run.start, hits));
  else {
    const within = hits.filter((hit) => hit.start < run.end && hit.end > run.start);
    const reading = within.length && run.reading.trim() ? element("mark", { "data-hit": within[0].index }, run.reading) : run.reading;
    inner.push(element("span", { class: "memo-reading" }, reading));
    const sent = run.text.trim() ? marked(run.text, run.start, hits) : [" ⟨page break⟩ "];
    inner.push(element("span", { class: "memo-diplomatic" }, ...sent));
  }
  const classes = ["memo-run"];
  if (notes.some((note) => note.group === "translators")) classes.push("memo-addition");
  if (damage) classes.push("memo-damage");
  // A damaged place explains its damage: that comes before its words.
  const term = damage ? null : run.term?.[0];
  if (term) classes.push("memo-term");
  const node = element("span", {
    class: classes.join(" "),
    "data-start": run.start,
    "data-sentence": run.sentence?.[0],
    "data-note": damage?.id,
    "data-term": term,
  }, ...inner);
  return node;
}

function textOf(paragraph, hits, { layer, codes, hues, only }) {
  const body = element("p", { class: "memo-text", "data-paragraph": paragraph.number });
  let previous = new Set();
  for (const run of paragraph.runs) {
    const node = runNodes(run, paragraph, hits);
    const values = layer ? (run[layer] ?? []).filter((value) => !only || value === only) : [];
    if (values.length) {
      node.classList.add("memo-lit", `memo-hue-${hues[values[0]] % 6}`);
      node.dataset.value = values[0];
      const fresh = values.filter((value) => !previous.has(value));
      if (fresh.length) node.prepend(element("span", { class: "memo-code", "aria-hidden": "true", "data-code": fresh.map((value) => codes[value] || value).join("·") }));
    }
    previous = new Set(values);
    if (node.dataset.note) {
      body.querySelector(`[data-note="${node.dataset.note}"][data-last]`)?.removeAttribute("data-last");
      node.dataset.last = "";
    }
    body.append(node);
  }
  return body;
}

function noteList(paragraph, id) {
  const list = element("dl", { class: "memo-notes" });
  for (const note of paragraph.notes) {
    list.append(
      element("dt", { id: `${id}-${note.id}`, tabindex: "-1" }, element("q", {}, note.words.length > 60 ? note.words.slice(0, 57) + "…" : note.words), ` ${note.kind} (${note.confidence})`),
      element("dd", {}, note.note + (note.conjecture ? ` ${note.confidence === "possible" ? "Perhaps" : "Probably"} meant: ${note.conjecture}` : "")));
  }
  return list;
}

// ---------------------------------------------------------------- words of the glossary, explained in place

function explainer(model, el, article) {
  // One note for all terms, in the browser's top layer: no cell, frame or scrolled page cuts it off.
  const note = element("div", { class: "memo-meaning", id: uniqueId("meaning"), role: "tooltip", popover: "manual", hidden: true });
  let open = null, pause;

  const place = (node) => node.closest?.(".memo-term");
  const explains = (node) => model.get("terms") && node && (article.dataset.blackout === "off" || node.matches(".memo-lit"));

  function show(node) {
    clearTimeout(pause);
    if (open === node) return;
    hide();
    const { term, russian, meaning, source } = model.get("meanings")[node.dataset.term];
    note.replaceChildren(element("p", {}, element("b", {}, term), russian ? element("i", {}, ` ${russian}`) : null), element("p", {}, meaning), element("p", { class: "memo-from" }, source));
    note.hidden = false;
    note.showPopover?.();
    note.style.maxWidth = `${Math.min(416, el.clientWidth)}px`;
    const words = node.getClientRects()[0], own = note.getBoundingClientRect();
    const below = words.bottom + 6 + own.height <= window.innerHeight || words.top < own.height + 6;
    const edge = Math.min(el.getBoundingClientRect().right, window.innerWidth - 8);
    note.style.left = `${Math.max(8, Math.min(words.left, edge - own.width))}px`;
    note.style.top = `${below ? words.bottom + 6 : words.top - own.height - 6}px`;
    open = node;
    node.setAttribute("aria-expanded", "true");
  }

  function hide() {
    clearTimeout(pause);
    if (!open) return;
    open.setAttribute("aria-expanded", "false");
    open = null;
    note.hidePopover?.();
    note.hidden = true;
  }

  const hideSoon = () => { clearTimeout(pause); pause = setTimeout(() => { if (open !== document.activeElement) hide(); }, 250); };

  // The mouse may rest on the words or on their note; the keyboard opens by focus; a finger taps.
  article.addEventListener("mouseover", (event) => {
    const node = place(event.target);
    if (!explains(node) || event.buttons) return;
    clearTimeout(pause);
    if (open !== node) pause = setTimeout(() => show(node), 300);
  });
  article.addEventListener("mouseout", (event) => { if (place(event.target)) hideSoon(); });
  note.addEventListener("mouseenter", () => clearTimeout(pause));
  note.addEventListener("mouseleave", hideSoon);
  article.addEventListener("focusin", (event) => { if (explains(place(event.target)) && event.target.matches(":focus-visible")) show(place(event.target)); else hide(); });
  article.addEventListener("focusout", hideSoon);
  article.addEventListener("click", (event) => {
    const node = place(event.target);
    if (explains(node) && window.getSelection().isCollapsed) show(node);
    else hide();
  });
  article.addEventListener("keydown", (event) => {
    const node = place(event.target);
    if (!explains(node) || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    if (open === node) hide();
    else show(node);
  });
  const escape = (event) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    hide();
  };
  // Also while the mouse alone has opened it, wherever the focus is; and what scrolls moves away from its note.
  document.addEventListener("keydown", escape, true);
  document.addEventListener("scroll", hide, true);
  el.append(note);

  return {
    hide,
    arm() {
      hide();
      for (const node of article.querySelectorAll(".memo-term")) {
        const first = !node.previousElementSibling?.matches(`[data-term="${node.dataset.term}"]`);
        for (const [name, value] of [["role", "button"], ["tabindex", "0"], ["aria-expanded", "false"], ["aria-describedby", note.id]]) {
          if (first && explains(node)) node.setAttribute(name, value);
          else node.removeAttribute(name);
        }
      }
    },
    remove() {
      document.removeEventListener("keydown", escape, true);
      document.removeEventListener("scroll", hide, true);
    },
  };
}

// ---------------------------------------------------------------- copying with the citation

function placeOf(node) {
  const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-sentence], [data-paragraph]");
  const paragraph = run?.closest("[data-paragraph]")?.dataset.paragraph;
  return paragraph && { paragraph: Number(paragraph), sentence: run.dataset.sentence };
}

function cited(model, from, to) {
  let place = `¶${from.paragraph}`;
  if (from.paragraph !== to.paragraph) place += `–${to.paragraph}`;
  else if (from.sentence && from.sentence === to.sentence) place = `¶${from.sentence}`;
  const remarks = [];
  if (model.get("view") === "diplomatic") remarks.push("text as transmitted");
  if (model.get("additions") === "hidden") remarks.push("translators’ additions left out");
  return model.get("citation").replace("{place}", place) + (remarks.length ? ` [${remarks.join("; ")}]` : "");
}

async function toClipboard(text) {
  try { await navigator.clipboard.writeText(text); return true; }
  catch {
    const before = document.activeElement;
    const area = element("textarea", { "aria-hidden": "true", style: "position:fixed;opacity:0" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus({ preventScroll: true });
    return done;
  }
}

// ---------------------------------------------------------------- the page

function render({ model, el }) {
  const id = uniqueId("reader");
  const layers = Object.fromEntries(model.get("layers").map((layer) => [layer.id, layer]));
  const status = element("p", { class: "memo-status", role: "status" });
  const article = element("div", { class: "memo-article", role: "region", "aria-label": "Text of the memorandum", tabindex: "0" });
  const legend = element("div", { class: "memo-legend" });
  let current = -1, waiting = null;

  const hits = () => model.get("hits").map((hit, index) => ({ ...hit, index }));

  function step(by) {
    const count = model.get("hits").length;
    if (!count) return;
    current = (current + by + count) % count;
    showCurrent();
  }

  function showCurrent() {
    const all = hits();
    for (const mark of article.querySelectorAll("mark")) mark.classList.toggle("memo-current", Number(mark.dataset.hit) === current);
    const mark = [...article.querySelectorAll(`mark[data-hit="${current}"]`)].find((node) => node.offsetParent !== null);
    if (mark) article.scrollTop += mark.getBoundingClientRect().top - article.getBoundingClientRect().top - article.clientHeight / 3;
    const query = model.get("query").trim();
    if (model.get("searched").trim() !== query) return;
    clearTimeout(waiting);
    if (!query) status.textContent = "";
    else if (!all.length) status.textContent = `“${query}” is not in these paragraphs.`;
    else {
      const hit = all[current];
      const only = hit?.view === "both" || !hit ? "" : hit.view === "reading" ? ", in the reading text only" : ", in the text as transmitted only";
      status.textContent = `${all.length} ${all.length === 1 ? "hit" : "hits"} for “${query}”` + (hit ? `: ${current + 1} of ${all.length}, ¶${hit.paragraph}${only}` : "");
    }
  }

  function searching() {
    clearTimeout(waiting);
    waiting = setTimeout(() => (status.textContent = "Python does not answer, so nothing can be searched. Restart the kernel (menu Kernel) and run this cell again."), 4000);
    showCurrent();
  }

  function drawText() {
    const all = hits();
    const layer = layers[model.get("highlight")];
    const values = layer?.values ?? [];
    const shown = {
      layer: layer?.id,
      codes: Object.fromEntries(values.map((value) => [value.value, value.code])),
      hues: Object.fromEntries(values.map((value, index) => [value.value, index])),
      only: values.some((value) => value.value === model.get("only")) ? model.get("only") : "",
    };
    for (const block of article.querySelectorAll(".memo-paragraph")) {
      const paragraph = model.get("contents").find((item) => item.number === Number(block.dataset.number));
      block.querySelector(".memo-text").replaceWith(textOf(paragraph, all.filter((hit) => hit.paragraph === paragraph.number), shown));
    }
    arm();
    explain.arm();
    showCurrent();
  }

  function arm() {
    // Damaged places open their explanation, by mouse and by keyboard: where the star stands, for that is always to be seen.
    const notes = new Map(model.get("contents").flatMap((paragraph) => paragraph.notes.map((note) => [note.id, note])));
    for (const place of article.querySelectorAll(".memo-damage[data-last]")) {
      const on = model.get("damage");
      const words = (place.querySelector(`.memo-${model.get("view")}`) ?? place).textContent.trim();
      for (const [name, value] of [["role", "button"], ["tabindex", "0"], ["aria-label", `${words} damaged place, transmitted as ${notes.get(place.dataset.note).words}: explain`]]) {
        if (on) place.setAttribute(name, value);
        else place.removeAttribute(name);
      }
    }
  }

  function openNotes(block, noteId, open = true) {
    const panel = block.querySelector(".memo-panel");
    const number = block.querySelector(".memo-number");
    panel.hidden = !open;
    number.setAttribute("aria-expanded", String(open));
    if (open && noteId) panel.querySelector(`#${id}-${noteId}`)?.focus();
  }

  function closeNotes(block) {
    // Back to the place whose note was read, else to the number.
    const note = document.activeElement?.id.slice(id.length + 1);
    openNotes(block, null, false);
    (block.querySelector(`.memo-damage[data-last][data-note="${note}"][tabindex]`) ?? block.querySelector(".memo-number")).focus();
  }

  function paragraphBlock(paragraph) {
    const panelId = `${id}-panel-${paragraph.number}`;
    const block = element("div", { class: "memo-paragraph", "data-number": paragraph.number });
    const toggle = () => openNotes(block, null, block.querySelector(".memo-panel").hidden);
    const place = { paragraph: paragraph.number };
    const copy = element("button", { type: "button", onclick: async () => {
      const words = block.querySelector(".memo-text").innerText.trim();
      status.textContent = (await toClipboard(`“${words}”\n\n${cited(model, place, place)}`)) ? `¶${paragraph.number} copied with its citation.` : "Copying was refused by the browser: select the words and press Ctrl+C.";
    } }, "Copy with citation");
    const panel = element("div", { class: "memo-panel", id: panelId, hidden: true, onkeydown: (event) => {
      if (event.key === "Escape") closeNotes(block);
    } }, paragraph.notes.length ? noteList(paragraph, id) : element("p", {}, "No damage and no words of the translators in this paragraph."), marginField(paragraph.number), copy);
    block.append(
      element("button", { type: "button", class: "memo-number", "aria-expanded": "false", "aria-controls": panelId, onclick: toggle, "aria-label": `¶${paragraph.number}: notes and citation`, title: "Notes and citation" }, `¶${paragraph.number}`),
      element("div", { class: "memo-column" }, element("p", { class: "memo-text" }), panel));
    return block;
  }

  function drawLegend() {
    legend.replaceChildren();
    const layer = layers[model.get("highlight")];
    if (!layer) return;
    // Each key is a button: pressed alone, only its value stays lit.
    layer.values.forEach((value, index) => {
      const only = model.get("only") === value.value;
      legend.append(element("button", { type: "button", class: `memo-key memo-lit memo-hue-${index % 6}`, "aria-pressed": String(only), onclick: () => setTrait(model, "only", only ? "" : value.value) },
        element("span", { class: "memo-code", "data-code": value.code || "–" }), ` ${value.label} (${value.count})`));
    });
  }

  // ---- margin notes: typed here, kept by the kernel; until it answers they stay in this tab

  const shelf = (number) => `memo-note:${model.get("key")}:${number}`;

  function marginField(number) {
    if (model.get("margin") === null) return null;
    const input = element("textarea", { id: `${id}-note-${number}`, rows: 2, dir: "auto" });
    const kept = element("p", { class: "memo-kept", role: "status" });
    let saved = { note: "", final: true }, pause, unanswered;
    const send = (final) => {
      clearTimeout(pause);
      if (input.value === saved.note && (saved.final || !final)) return;
      clearTimeout(unanswered);
      unanswered = setTimeout(() => (kept.textContent = "Not saved yet: Python does not answer. Restart the kernel (menu Kernel) and run this cell again; your note comes back."), 4000);
      model.send({ paragraph: number, note: input.value, final, key: model.get("key") });
    };
    input.addEventListener("input", () => {
      try { sessionStorage.setItem(shelf(number), input.value); } catch { /* storage is switched off: the field still holds the note */ }
      clearTimeout(pause);
      pause = setTimeout(() => send(false), 1500);
    });
    input.addEventListener("blur", () => send(true));
    input.answered = (content) => {
      clearTimeout(unanswered);
      kept.textContent = content.text;
      if (content.kept && content.note === input.value) { saved = content; sessionStorage.removeItem(shelf(number)); }
      mark();
    };
    const mark = () => article.querySelector(`[data-number="${number}"]`)?.classList.toggle("memo-noted", Boolean(input.value.trim()));
    input.follow = () => {
      let unsent = null;
      try { unsent = sessionStorage.getItem(shelf(number)); } catch { /* nothing kept */ }
      const note = model.get("margin")[number] ?? "";
      if (note !== saved.note) saved = { note, final: true };
      if (document.activeElement !== input) input.value = unsent ?? note;
      if (unsent !== null) send(true);
      mark();
    };
    input.change = () => { clearTimeout(pause); clearTimeout(unanswered); kept.textContent = ""; };
    return element("div", { class: "memo-margin" }, element("label", { for: input.id }, `My note on ¶${number}`), input, kept);
  }

  const marginFields = () => article.querySelectorAll(".memo-margin textarea");

  function applyClasses() {
    article.dataset.view = model.get("view");
    article.dataset.additions = model.get("additions");
    article.dataset.damage = model.get("damage") ? "marked" : "plain";
    article.dataset.terms = model.get("terms") ? "marked" : "plain";
    article.dataset.blackout = model.get("blackout") && model.get("highlight") ? "on" : "off";
    bar.querySelector(`#${id}-blackout`).disabled = !model.get("highlight");
  }

  function outline() {
    const list = element("ol", { class: "memo-outline-list" });
    let part = null, proposal = null;
    for (const paragraph of model.get("contents")) {
      if (paragraph.part !== part) list.append(element("li", { class: "memo-part" }, (part = paragraph.part) === "analysis" ? "Analysis" : "Proposals"));
      if (paragraph.proposal && paragraph.proposal !== proposal) list.append(element("li", { class: "memo-proposal" }, `Proposal ${(proposal = paragraph.proposal)}`));
      const words = paragraph.runs.map((run) => run.reading ?? run.text).join("").replace(/^\d+\. /, "").split(/\s+/).slice(0, 6).join(" ");
      list.append(element("li", {}, element("a", { href: "#", onclick: (event) => {
        event.preventDefault();
        const block = article.querySelector(`[data-number="${paragraph.number}"]`);
        article.scrollTop += block.getBoundingClientRect().top - article.getBoundingClientRect().top - 8;
        block.querySelector(".memo-number").focus({ preventScroll: true });
      } }, `¶${paragraph.number} ${words} …`)));
    }
    return element("nav", { class: "memo-outline", "aria-label": "Outline", tabindex: "0" }, list);
  }

  article.addEventListener("click", (event) => {
    const place = event.target.closest?.(".memo-damage, .memo-addition");
    const chosen = window.getSelection();
    if (!place || !chosen.isCollapsed || (place.matches(".memo-damage") && !model.get("damage"))) return;
    const run = model.get("contents").flatMap((p) => p.runs).find((r) => r.start === Number(place.dataset.start));
    openNotes(place.closest(".memo-paragraph"), place.dataset.note ?? run?.notes[0]);
  });
  article.addEventListener("keydown", (event) => {
    if (!event.target.matches?.(".memo-damage") || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    openNotes(event.target.closest(".memo-paragraph"), event.target.dataset.note);
  });
  article.addEventListener("copy", (event) => {
    const chosen = window.getSelection();
    if (chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const from = placeOf(range.startContainer), to = placeOf(range.endContainer);
    if (!from || !to) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", `“${chosen.toString().trim()}”\n\n${cited(model, from, to)}`);
    status.textContent = "Copied with its citation.";
  });

  const bar = element("div", { class: "memo-bar", role: "group", "aria-label": "Reading controls" },
    searchField(model, id, step),
    choice(model, id, "view", "Text", [["reading", LABELS.reading], ["diplomatic", LABELS.diplomatic]]),
    tick(model, id, "damage", "Mark damage"),
    tick(model, id, "terms", "Explain words"),
    choice(model, id, "additions", "Translators’ words", ["shown", "dimmed", "hidden"].map((value) => [value, LABELS[value]])),
    choice(model, id, "highlight", "Highlight", [["", "nothing"], ...Object.values(layers).map((layer) => [layer.id, layer.label])]),
    tick(model, id, "blackout", "Black out the rest"));
  article.append(...model.get("contents").map(paragraphBlock));
  const explain = explainer(model, el, article);
  el.classList.add("memo-reader");
  // A few paragraphs need neither an outline nor a page of their own.
  const short = model.get("contents").length < 4;
  el.classList.toggle("memo-short", short);
  // Who works with the keyboard can go past the text at once.
  const end = element("div", { tabindex: "-1" });
  const skip = element("button", { type: "button", class: "memo-skip", onclick: () => end.focus() }, "Go to the end of the text");
  el.append(skip, bar, status, legend, element("div", { class: "memo-page" }, short ? null : outline(), article), end);

  const redraw = { hits: () => { current = model.get("hits").length ? 0 : -1; drawText(); }, highlight: () => { applyClasses(); drawLegend(); drawText(); }, only: () => { drawLegend(); drawText(); }, damage: () => { applyClasses(); arm(); }, terms: () => { applyClasses(); explain.arm(); }, blackout: () => { applyClasses(); explain.arm(); } };
  for (const [name, handler] of Object.entries(redraw)) model.on(`change:${name}`, handler);
  for (const name of ["view", "additions"]) model.on(`change:${name}`, applyClasses);
  model.on("change:key", () => marginFields().forEach((input) => input.change()));
  model.on("change:margin change:key", () => marginFields().forEach((input) => input.follow()));
  model.on("msg:custom", (content) => { if ("kept" in content) [...marginFields()].find((input) => input.id.endsWith(`-note-${content.paragraph}`))?.answered(content); });
  model.on("change:query", searching);
  model.on("change:searched", showCurrent);
  applyClasses();
  drawLegend();
  marginFields().forEach((input) => input.follow());
  current = model.get("hits").length ? 0 : -1;
  drawText();
  return explain.remove;
}

export default { initialize: hearAlways, render };
