// Shared by every control: the kit builds its pages from elements and text, never from HTML strings.

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

// Each control on a page is a module of its own: counting alone would give the same id twice.
const own = Math.random().toString(36).slice(2, 8);
let serial = 0;

function uniqueId(name) {
  return `memo-${name}-${own}-${++serial}`;
}

