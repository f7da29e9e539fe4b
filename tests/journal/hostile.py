"""What nobody types and somebody will paste."""

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x onerror=\"alert(1)\"> <a href='#' onclick=alert(1)>x</a> <svg/onload=alert(1)>",
    "closing": "</blockquote></textarea></script><!-- --> ]]> <?php ?>",
    "entities": "&lt;b&gt; &amp; &#60;script&#62; &nbsp",
    "math": r"$x$ $$\href{javascript:alert(1)}{y}$$ \(a\) \[b\] \\(c\\) \begin{equation}d\end{equation}",
    "markdown": "[a](javascript:alert(1)) ![b](http://e.example/x.png) [c]: http://e.example\n[c] <http://e.example>",
    "link": "http://e.example www.e.example me@e.example javascript:alert(1)",
    "blocks": "# h\n\n- a\n- b\n\n1. c\n2) d\n\n    code\n\tcode\n\n```\nfence\n```\n~~~\n---\n===\n|a|b|\n|-|-|\n> q\n***",
    "spans": "*a* _b_ **c** `d` ~~e~~ :smile: [^1] ==f== H~2~O ^g^ a  \nb\\\nc",
    "lines": "one\ntwo\r\nthree\rfour\u2028five\u2029six\x85seven\x0beight\x0cnine",
    "control": "\x00 \x01 \x1b[31m \x7f \ufeff \u200b",
    "right to left": "עברית العربية \u202eevil\u202c \u2067x\u2069",
    "combining": "Z\u0351\u036b\u0343a\u0300\u0301\u0302lgo e\u0301 é ﬁ ① Å",
    "half": "half \ud83d and \udc00 a character",
    "emoji": "🇵🇱 👩‍🎓 🏳️‍🌈 𝔘𝔫𝔦",
    "json": '{"sum":"00000000","entry":{"v":1}}\n{"a": [1, null]}',
    "template": "{0} %s {{x}} ${y} {% raw %} __import__('os') =1+1",
    "blank": "   \n\t ",
    "megabyte": "long <b>word</b> " * 60_000,
}
