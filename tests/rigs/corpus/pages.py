"""HTML as mail programs, web pages and careless people write it."""

from collections.abc import Iterator

from tests.rigs.corpus.letter import Mail, letter, multipart, part, typed

_LINK = '<a href="https://corpus.example/?a=1&amp;b=2">link</a>'


def mails() -> Iterator[Mail]:
    """Each piece of HTML alone; some within a multipart, where the plain text comes from another part."""
    for name, html in (_BLOCKS | _INLINE | _HIDDEN | _BROKEN | _ENTITIES).items():
        yield typed(f"page-{name}", "text/html; charset=utf-8", html + "\n")
    for name in ("paragraphs", "conditional", "entities", "empty"):
        html = (_BLOCKS | _HIDDEN | _ENTITIES | _BROKEN)[name]
        parts = part("text/plain; charset=utf-8", "plain text\n"), part("text/html; charset=utf-8", html)
        yield multipart(f"page-beside-{name}", *parts, kind="alternative")
        blank = part("text/plain; charset=utf-8", "\n"), part("text/html; charset=utf-8", html)
        yield multipart(f"page-beside-blank-{name}", *blank, kind="alternative")
    yield typed("page-as-plain", "text/plain; charset=utf-8", "<p>html &amp; in <b>plain</b> text</p>\n")
    yield letter("page-untyped", body="<html><body><p>html without a type</p></body></html>\n")
    yield typed("page-in-plain-long", "text/plain; charset=utf-8", "<p>" + "html in plain text " * 40)


_BLOCKS = {
    "paragraphs": "<p>one</p><p>two<br>three<br/>four</p>five<p>six",
    "divs": "<div>one<div>two</div></div><div>three</div>",
    "headings": "<h1>One</h1><h2>Two</h2><h3>Three</h3><h4>Four</h4><h5>five</h5><h6>six</h6>",
    "headings-japanese": "<h1>診療のご案内</h1><h2>時間</h2><h1>two<br>lines</h1>",
    "lists": "<ul><li>one<li>two<ul><li>deep</ul></ul><ol><li>first</li><li>second</li></ol>",
    "definition": "<dl><dt>term</dt><dd>what it is</dd></dl>",
    "table": "<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>1</td><td>2</td></tr><tr><td>3</table>",
    "table-in-table": "<table><tr><td><table><tr><td>in</td></tr></table></td><td>out</td></tr></table>",
    "quotes": "<blockquote>one<blockquote>two<p>three</p></blockquote></blockquote>after",
    "pre": "<pre>a\n  b\n\n\tc</pre>after",
    "rule": "one<hr>two<hr/>three",
    "long-line": "<p>" + "word " * 60 + "</p>",
    "long-japanese": "<p>" + "診療のご案内です。" * 30 + "</p>",
    "spaces": "<p>  a \n\n  b\t c  </p>\n\n\n  <p> </p> d",
    "sections": "<header>h</header><main><section>s</section><article>a</article></main><footer>f</footer><nav>n</nav>",
    "form": "<form><label>name<input value=x></label><button>go</button><select><option>1<option>2</select></form>",
    "textarea": "<textarea>a <b>b</b></textarea><fieldset><legend>l</legend>f</fieldset>",
    "address": "<address>a</address><center>c</center><details><summary>s</summary>d</details>",
    "whole": "<!DOCTYPE html><html lang=ja><head><title>題</title></head><body><p>本文</p></body></html>",
    "xhtml": '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd"><html><body>'
    "x</body></html>",
}

_INLINE = {
    "bold": "<b>b</b> <strong>s</strong> <i>i</i> <em>e</em> <u>u</u> <code>c</code> <s>d</s>",
    "bold-empty": "<b></b><b> </b><strong><br></strong>x",
    "bold-in-word": "a<b>b</b>c <b><i>bi</i></b>",
    "links": f'{_LINK} <a href="mailto:a@corpus.example">mail</a> <a href="tel:0311112222">tel</a> <a '
    'href="#x">here</a>',
    "link-same": '<a href="https://corpus.example/">https://corpus.example/</a>',
    "link-same-mail": '<a href="mailto:a@corpus.example">a@corpus.example</a>',
    "link-image": '<a href="https://corpus.example/"><img src="a.png" alt="the shop"></a>',
    "link-empty": '<a href="https://corpus.example/"></a><a href="">x</a><a>y</a><a name=z>z</a>',
    "link-spaces": '<a href=" https://corpus.example/ ">  x  </a>',
    "link-single": "<a href='https://corpus.example/?q=\"a\"'>x</a>",
    "link-unquoted": "<a href=https://corpus.example/a?b=c>x</a>",
    "link-broken-lines": '<a\n href="https://corpus.example/\na">x\ny</a>',
    "link-block": f"<a href='https://corpus.example/'><div>one</div><p>two</p></a>{_LINK}",
    "link-script": '<a href="javascript:alert(1)">x</a>',
    "link-upper": '<A HREF="HTTPS://CORPUS.EXAMPLE/">X</A>',
    "link-many": "".join(f'<a href="https://corpus.example/{n}">{n}</a>' for n in range(9)),
    "link-japanese": '<a href="https://corpus.example/診療?q=予約">予約</a>',
    "images": '<img alt="alt text"><img src="a.png"><img src="cid:a@b" alt=""><img alt=unquoted>',
    "ruby": "<ruby>診<rt>しん</rt></ruby> <sub>2</sub><sup>3</sup> <q>q</q> <abbr title=t>a</abbr>",
    "font": '<font color="#f00" face="ＭＳ ゴシック">赤</font><span style="display:none">hidden</span>',
    "wbr": "long<wbr>word soft\u00adhyphen zero\u200bwidth no\u00a0break",
}

_HIDDEN = {
    "style": "<style>p { color: red }</style><p>x</p><style>b</style>",
    "script": "<script>if (a < b) { document.write('<p>no</p>') }</script>x<noscript>no script</noscript>",
    "comment": "a<!-- b -->c<!---->d<!-- e -- f -->g<!-->h",
    "comment-open": "a<!-- b <p>c</p>",
    "conditional": "<!--[if mso]><p>mso</p><![endif]--><!--[if !mso]><!--><p>all</p><!--<![endif]--><p>end</p>",
    "conditional-else": "<![if !mso]><p>shown</p><![endif]><p>end</p>",
    "cdata": "a<![CDATA[b]]>c",
    "instruction": "a<?php echo 1 ?>b<?xml:namespace prefix=o/>c",
    "template": "<template><p>no</p></template><svg><title>t</title><text>s</text></svg><math><mi>x</mi></math>y",
    "iframe": "<iframe src=x>frame</iframe><object>object</object><embed src=x><video>v</video><audio>a</audio>x",
    "head": "<head><meta name=a content=b><link rel=x><base href=y><title>t</title></head>x",
    "preheader": '<div style="display:none;max-height:0">preheader</div><p>body</p>',
    "title-open": "<title>never closed<p>x</p>",
    "textarea-open": "x<textarea>never closed<p>y</p>",
    "o-p": "<p class=MsoNormal>a<o:p></o:p></p><p><o:p>&nbsp;</o:p></p><p>b</p>",
}

_BROKEN = {
    "empty": "",
    "only-tags": "<html><body></body></html>",
    "text-only": "only text",
    "unclosed": "<p><b>one<p>two<i>three",
    "wrong-order": "<b><i>one</b>two</i>three",
    "closed-twice": "a</p></p></div>b",
    "open-angle": "a < b and c <d> e << f",
    "open-tag": "a<b",
    "open-tag-attribute": 'a<b class="x',
    "open-tag-end": "a</",
    "two-bodies": "<body>a</body><body>b</body><html>c</html>",
    "after-html": "<html><body>a</body></html>after",
    "attributes": "<p a=1 a=2 b='\"' c=\"'\" d =e f= g/h>x</p>",
    "slashes": "<br/><br /></br><p/>x<div/>y",
    "unknown": "<foo>a</foo><x-y>b</x-y><a:b>c</a:b><1>d</1>",
    "nul": "a\0b<p\0>c",
    "upper": "<P>A<BR>B</P><SCRIPT>no</SCRIPT>",
    "deep": "<div>" * 200 + "x" + "</div>" * 200,
    "lines": "<p>a\r\nb\rc</p>",
    "table-text": "<table>stray<tr>stray<td>cell</table>",
    "select-text": "<select><p>a<option>b</select>c",
    "p-in-p": "<p>a<div>b</div>c</p>d",
    "a-in-a": "<a href=x>a<a href=y>b</a>c</a>",
    "li-alone": "<li>a<li>b",
    "body-attributes": '<body bgcolor="#fff" onload="x()">a',
}

_ENTITIES = {
    "entities": "&lt;a&gt; &amp; &quot;b&quot; &apos; &nbsp; &copy; &yen; &hellip; &mdash; &euro;",
    "entities-numeric": "&#35386;&#x7642; &#128512; &#0; &#128; &#x110000; &#xD800; &#65",
    "entities-open": "&amp &lt &copy2 &notit; &nothing; & &; &#; &#x; a&b",
    "entities-attribute": '<a href="?a=1&copy=2&lt=3">x</a>',
    "entities-twice": "&amp;lt;b&amp;gt; &amp;amp;",
    "entities-spaces": "a&#32;&#32;b&#9;c&#10;d&#13;e&#160;f&ensp;g&#12288;h&zwnj;i&shy;j",
}
