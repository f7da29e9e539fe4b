// The glossary's own block, besides those that every form has.

BLOCKS.terms = ({ terms }) => element("div", { class: "memo-terms", tabindex: "0", role: "region", "aria-label": "The words and what they mean" },
  element("dl", {}, ...terms.flatMap((term) => [
    element("dt", {}, term.term, term.russian ? element("i", {}, ` ${term.russian}`) : null),
    element("dd", {}, term.meaning, element("p", { class: "memo-source" }, [term.where, term.source].filter(Boolean).join(" · "))),
  ])));
