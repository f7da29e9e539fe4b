"""A brief as Markdown and as a page to print: made from blocks, with everything that was typed as text.

A block is a dict with one of the keys title, h, p, quote (with cite), list, table or page (a new sheet).
"""

import html

from memo.journal.exchange import heading, plain, printable

_PRINT = (
    "@page{size:A4;margin:20mm 22mm}body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:11.5pt/1.4 Georgia,'Liberation Serif',serif;color:#111;background:#fff}"
    "h1{font-size:17pt;line-height:1.25;margin:0 0 .5rem}h2{font-size:12.5pt;margin:.9rem 0 .25rem;break-after:avoid}p{margin:0 0 .45rem;white-space:pre-wrap;overflow-wrap:anywhere}"
    "blockquote{margin:.3rem 0 .5rem;padding-left:.9rem;border-left:3px solid #777;break-inside:avoid}blockquote footer{font-size:10pt;color:#444}"
    "table{border-collapse:collapse;width:100%;margin:.3rem 0 .8rem;font-size:10.5pt}caption{text-align:left;font-weight:bold}"
    "th,td{text-align:left;vertical-align:top;padding:.2rem .5rem .2rem 0;border-bottom:1px solid #bbb;overflow-wrap:break-word}td:first-child{white-space:nowrap}.c4 td:first-child{white-space:normal}.c5 td:nth-child(2){width:17%}.c5 td:nth-child(5){width:27%}thead{display:table-header-group}tr,li{break-inside:avoid}"
    "section+section{border-top:1px solid #999;margin-top:2rem;padding-top:1rem}"
    "@media print{body{margin:0;padding:0;max-width:none}section+section{break-before:page;border:0;margin:0;padding:0}}"
)


def as_page(blocks, title):
    """The blocks as one HTML page that needs nothing else; printed, it lies on A4.

    >>> "<script>" in as_page([{"p": "<script>"}], "Brief")
    False
    """
    parts = [
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{_html(title)}</title><style>{_PRINT}</style></head><body><main><section>'
    ]
    parts += [_BLOCKS[kind](block) for block in blocks for kind in block if kind in _BLOCKS]
    return "\n".join([*parts, "</section></main></body></html>\n"])


def as_markdown(blocks):
    """The blocks as Markdown that shows just the signs that were typed.

    >>> print(as_markdown([{"title": "Brief"}, {"p": "1 * 2"}]))
    # Brief
    <BLANKLINE>
    1 \\* 2
    <BLANKLINE>
    """
    return "\n\n".join(_MARKDOWN[kind](block) for block in blocks for kind in block if kind in _MARKDOWN) + "\n"


def _html(text):
    return html.escape(printable(str(text)))


def _lines(text, before=""):
    # Two spaces at its end keep a line apart from the next.
    return "  \n".join(before + plain(line) for line in printable(str(text)).split("\n"))


def _cells(row, tag):
    return "<tr>" + "".join(f'<{tag} dir="auto">{_html(cell)}</{tag}>' for cell in row) + "</tr>"


def _row(cells):
    return "| " + " | ".join(plain(" ".join(printable(str(cell)).split())) for cell in cells) + " |"


def _html_table(block):
    table = block["table"]
    head = f"<thead>{_cells(table['head'], 'th')}</thead>" if any(table["head"]) else ""
    rows = "".join(_cells(row, "td") for row in table["rows"])
    caption = f"<caption>{_html(table['caption'])}</caption>" if table["caption"] else ""
    return f'<table class="c{len(table["head"])}">{caption}{head}<tbody>{rows}</tbody></table>'


def _markdown_table(block):
    table = block["table"]
    caption = [f"**{heading(table['caption'])}**\n"] if table["caption"] else []
    return "\n".join([*caption, _row(table["head"]), "|" + " --- |" * len(table["head"]), *map(_row, table["rows"])])


_BLOCKS = {
    "title": lambda block: f'<h1 dir="auto">{_html(block["title"])}</h1>',
    "h": lambda block: f'<h2 dir="auto">{_html(block["h"])}</h2>',
    "p": lambda block: f'<p dir="auto">{_html(block["p"])}</p>',
    "quote": lambda block: (
        f'<blockquote dir="auto"><p>{_html(block["quote"])}</p><footer>{_html(block.get("cite", ""))}</footer></blockquote>'
    ),
    "list": lambda block: "<ul>" + "".join(f'<li dir="auto">{_html(item)}</li>' for item in block["list"]) + "</ul>",
    "table": _html_table,
    "page": lambda block: "</section><section>",
}
_MARKDOWN = {
    "title": lambda block: f"# {heading(printable(block['title']))}",
    "h": lambda block: f"## {heading(printable(block['h']))}",
    "p": lambda block: _lines(block["p"]),
    "quote": lambda block: f"{_lines(block['quote'], '> ')}\n>\n> {plain(block.get('cite', ''))}",
    "list": lambda block: "\n".join(f"- {heading(printable(item))}" for item in block["list"]),
    "table": _markdown_table,
    "page": lambda block: "---",
}
