// The evidence board: a search over passages and facts, and cards with a heading and a reason, in an order of one's own.

function boardField(field, id) {
  const MOST = 12, WHERE = ["passages and facts", "passages", "facts"];
  let cards = [], last = 0, gone = null;
  const find = element("input", { type: "text", id: `${id}-find`, autocomplete: "off", dir: "auto" });
  const where = element("select", { id: `${id}-where` }, ...WHERE.map((value) => element("option", { value }, value)));
  const status = element("p", { class: "memo-help", role: "status" });
  const results = element("ul", { class: "memo-finds", tabindex: "0", "aria-label": "What was found" });
  const list = element("ol", { class: "memo-cards" });
  const said = element("p", { class: "memo-order-status", role: "status" });
  const back = element("button", { type: "button", hidden: true, onclick: restore }, "Put it back");
  const facts = Object.fromEntries(field.facts.map((fact) => [fact.id, fact]));

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();
  const pool = [
    ...field.passages.map((one) => ({ kind: "passage", place: one.id, head: `¶${one.id}`, words: one.words, more: "", source: "", key: plain(`¶${one.id} ${one.words}`) })),
    ...field.facts.map((one) => ({ kind: "fact", place: one.id, head: `${one.when} · ${one.where}`, words: one.what, more: one.more, source: one.source, key: plain(`${one.when} ${one.where} ${one.what} ${one.more}`) })),
  ];

  function changed() {
    list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function search() {
    const words = plain(find.value).split(/\s+/).filter(Boolean);
    const kind = { passages: "passage", facts: "fact" }[where.value];
    // ¶8 alone means all of paragraph 8, and not 18.
    const number = words.length === 1 && /^¶?\d{1,2}$/.test(words[0]) ? `${words[0].replace("¶", "")}.` : null;
    const found = words.length || kind ? pool.filter((one) => (!kind || one.kind === kind) && (number && one.kind === "passage" ? one.place.startsWith(number) : words.every((word) => one.key.includes(word)))) : [];
    status.textContent = !words.length && !kind ? `${field.passages.length} sentences and ${field.facts.length} facts. Type a word, ¶ and a number, a country, or a month.`
      : found.length ? `${found.length} found${found.length > MOST ? `; the first ${MOST} stand here, more words find fewer` : ""}.` : "Nothing found. Try one word of it, or another form of the word.";
    results.replaceChildren(...found.slice(0, MOST).map((one) => element("li", { dir: "auto" },
      element("p", {}, element("span", { class: "memo-place" }, one.head), ` ${one.words}`), one.more ? element("p", {}, one.more) : null, one.source ? element("p", { class: "memo-source" }, `Source: ${one.source}`) : null,
      element("button", { type: "button", "aria-label": `Put on the board: ${one.head} ${one.words.slice(0, 60)}`, onclick: () => take(one) }, "Put on the board"))));
    results.hidden = !found.length;
  }

  function take(one) {
    if (cards.length >= field.most) return void (said.textContent = `${field.most} cards are enough: take one off first.`);
    last += 1;
    cards.push({ id: last, kind: one.kind, place: one.place, words: one.kind === "passage" ? one.words : "", heading: "", why: "" });
    draw();
    said.textContent = `No. ${last} is on the board: ${one.head}. ${cards.length} in all.`;
    back.hidden = true;
    changed();
  }

  function added(card) {
    if (cards.some((own) => own.id === card.id && own.words === card.words)) return;
    if (card.id <= last) card.id = last + 1; // another card was taken meanwhile
    last = card.id;
    cards.push(card);
    draw();
    said.textContent = `No. ${card.id} is on the board: ¶${card.place}. ${cards.length} in all.`;
    back.hidden = true;
  }

  function restore() {
    cards.splice(gone.at, 0, gone.card);
    said.textContent = `No. ${gone.card.id} is on the board again.`;
    draw();
    list.children[gone.at].querySelector("select").focus();
    back.hidden = true;
    changed();
  }

  function move(card, step) {
    const from = cards.indexOf(card), other = cards[from + step];
    if (!other) return void (said.textContent = `No. ${card.id} is the ${step < 0 ? "first" : "last"} already.`);
    [cards[from], cards[from + step]] = [other, card];
    // The neighbour moves in the page, not the card: so the button pressed keeps the focus.
    const rows = list.children;
    if (step < 0) rows[from].after(rows[from - 1]);
    else rows[from].before(rows[from + 1]);
    said.textContent = `No. ${card.id} is now ${from + step + 1} of ${cards.length}.`;
    changed();
  }

  function remove(card) {
    gone = { card, at: cards.indexOf(card) };
    cards.splice(gone.at, 1);
    draw();
    said.textContent = `No. ${card.id} is off the board.`;
    back.hidden = false;
    back.focus();
    changed();
  }

  function row(card) {
    const fact = card.kind === "fact" ? facts[card.place] : null;
    const head = card.kind === "passage" ? `¶${String(card.place).replace("¶", "")}` : fact ? `${fact.when} · ${fact.where}` : "A fact that your desk could not know";
    const button = (words, sign, act) => element("button", { type: "button", title: words, "aria-label": `${words}: No. ${card.id}`, onclick: act }, sign);
    const heading = element("select", { id: `${id}-h${card.id}`, oninput: (event) => (card.heading = event.target.value) }, element("option", { value: "" }, "choose …"), ...field.headings.map((value) => element("option", { value }, value)));
    const why = element("input", { type: "text", id: `${id}-w${card.id}`, dir: "auto", autocomplete: "off", oninput: (event) => (card.why = event.target.value) });
    heading.value = card.heading;
    why.value = card.why;
    return element("li", {},
      element("div", { class: "memo-card-head" }, element("span", { class: "memo-place" }, `[${card.id}] ${head}`), element("span", { class: "memo-order-buttons" }, button("Move up", "▲", () => move(card, -1)), button("Move down", "▼", () => move(card, 1)), button("Take off the board", "✕", () => remove(card)))),
      card.kind === "passage" ? element("blockquote", { dir: "auto" }, element("p", {}, card.words)) : element("p", { dir: "auto" }, fact ? `${fact.what}. ${fact.more}` : card.place),
      fact ? element("p", { class: "memo-source" }, `Source: ${fact.source}`) : null,
      element("div", { class: "memo-card-fields" }, element("span", {}, element("label", { for: heading.id }, `[${card.id}] It`), heading), element("span", {}, element("label", { for: why.id }, `[${card.id}] because`), why)));
  }

  function draw() {
    list.replaceChildren(...cards.map(row));
    list.hidden = !cards.length;
    empty.hidden = Boolean(cards.length);
  }

  const empty = element("p", { class: "memo-help" }, "Your board is empty.");
  find.addEventListener("input", search);
  where.addEventListener("input", search);
  const read = () => ({ find: find.value, where: where.value, cards: cards.map((card) => ({ ...card })), last });
  function write(value) {
    find.value = typeof value?.find === "string" ? value.find : "";
    where.value = WHERE.includes(value?.where) ? value.where : WHERE[0];
    const text = (one) => (typeof one === "string" ? one : "");
    const held = (Array.isArray(value?.cards) ? value.cards : []).filter((card) => Number.isInteger(card?.id)).map((card) => ({ id: card.id, kind: text(card.kind), place: text(card.place), words: text(card.words), heading: text(card.heading), why: text(card.why) }));
    last = Math.max(0, Number.isInteger(value?.last) ? value.last : 0, ...held.map((card) => card.id));
    if (JSON.stringify(held) !== JSON.stringify(cards)) {
      cards = held;
      draw();
    }
    search();
  }
  draw();
  search();
  const bar = element("div", { class: "memo-find" }, element("span", {}, element("label", { for: find.id }, "Find"), find), element("span", {}, element("label", { for: where.id }, "in"), where));
  return { node: group(field, id, bar, status, results, element("p", { class: "memo-board-title" }, "On the board"), empty, list, said, back), read, write, added };
}
