"""Inputs for check_linear_time.py: whatever tempts a reader to go back, to nest or to count twice.

Each case has a name, the command's arguments and a function that gives about `size` bytes.
"""
import json
import struct

PAGES = {
    "nested div": (b"", b"<div>", b"<p>a"),
    "nested inline": (b"<p>", b"<b>", b"a"),
    "nested lists": (b"", b"<ul><li>a", b""),
    "deep quotes": (b"", b"<blockquote><p>the tide</p>", b""),
    "nested tables": (b"", b"<table><tr><td>a", b""),
    "wide table": (b"<table>", b"<tr><td>a<td>b", b"</table>"),
    "tiny paragraphs": (b"", b"<p>a", b""),
    "tiny paragraphs in elements": (b"", b"<div class=a><p>a b</p></div>", b""),
    "paragraphs in one list": (b"<ul>", b"<li><a href=/x>Read more</a></li>", b"</ul>"),
    "alike paragraphs": (b"", b"<p>Sign up for our newsletter now</p>", b""),
    "unclosed headings": (b"", b"<h1>a", b""),
    "end tags alone": (b"<div><p>a", b"</b>", b""),
    "end tags that close nothing": (b"<div>" * 300, b"</section>a", b""),
    "misnested": (b"", b"<a><div>a</a>", b""),
    "p in inline": (b"", b"<b><p>x", b""),
    "figures": (b"", b"<figure><img src=a><figcaption>Photo: a</figcaption></figure><p>a", b""),
    "pictures alone": (b"", b"<img src=a>", b"<p>a"),
    "attributes": (b"<p ", b"a=b ", b">a"),
    "one giant attribute": (b"<p class='", b"word ", b"'>a"),
    "giant class word": (b"<p class='", b"word-", b"'>a"),
    "unclosed attribute": (b"<p a='", b"x<p>", b""),
    "quotes": (b"<p ", b"a='\"' ", b">x"),
    "references": (b"<p>", b"&amp;", b""),
    "half references": (b"<p>", b"&am", b""),
    "numbers as references": (b"<p>", b"&#00000000000000000000000065;", b""),
    "one long reference": (b"<p>&#", b"0", b";"),
    "comments": (b"", b"<!--a-->", b"<p>a"),
    "open comments": (b"<p>a", b"<!--", b""),
    "almost ended comment": (b"<p>a<!--", b"--", b""),
    "declarations": (b"<p>a", b"<!", b""),
    "CDATA": (b"<svg>", b"<![CDATA[", b""),
    "less-than signs": (b"<p>", b"<", b""),
    "greater-than signs": (b"<p>", b">", b""),
    "scripts": (b"<p>a", b"<script>", b""),
    "script starts in a script": (b"<script>", b"<!--<script>", b""),
    "end tags in a script": (b"<script>", b"</scrip", b""),
    "line breaks": (b"<p>", b"a<br>", b""),
    "double line breaks": (b"<p>", b"a<br><br>", b""),
    "preformatted": (b"<pre>", b"a\n", b""),
    "hidden": (b"<div hidden>", b"<p>a</p>", b"</div>"),
    "meta tags": (b"", b"<meta name=author content='A. Keller'>", b"<p>a"),
    "structured data": (b"<script type=application/ld+json>[", b'{"author":{"name":"A"}},', b"1]</script><p>a"),
    "deep structured data": (b"<script type=application/ld+json>", b'{"@graph":[', b"</script><p>a"),
    "many titles": (b"", b"<title>a</title>", b"<p>a"),
    "links": (b"<p>", b"<a href='/a/b-c?d'>a</a> ", b""),
    "open links": (b"<p>", b"<a href=b>a", b""),
    "one long word": (b"<p>", b"heron", b""),
    "one paragraph": (b"<p>", b"The tide turned and left. ", b""),
    "no-break spaces": (b"<p>a", b"\xc2\xa0", b"b"),
    "characters without width": (b"<p>a", b"\xe2\x80\x8b", b"b"),
    "Chinese": (b"<p>", "白鷺在河邊站著。".encode(), b""),
    "malformed UTF-8": (b"<p>", b"\xe3\x81\xff", b""),
    "NUL": (b"<p>a", b"\0", b"b"),
}

TEXTS = {
    "lines": (b"", b"a\n", b""), "paragraphs": (b"", b"a\n\n", b""), "list items": (b"a\n\n", b"- a\n", b""),
    "blank lines": (b"a", b"\n", b"b"), "spaces": (b"a", b" ", b"b"), "carriage returns": (b"a", b"\r", b"b"),
    "one long word": (b"", b"heron", b""), "numbers": (b"", b"1,", b""), "digits": (b"", b"7", b""),
    "addresses": (b"", b"a@b.example ", b""), "handles": (b"", b"@@", b""), "colons": (b"", b"1:", b""),
    "slashes": (b"", b"http://", b""), "one paragraph": (b"", b"The tide turned. ", b""),
    "Japanese": (b"", "鷺が川にいた".encode(), b""), "combining marks": (b"a", b"\xcc\x81", b""),
    "joiners": (b"a", b"\xe2\x80\x8d\xf0\x9f\x90\xa6", b""), "malformed UTF-8": (b"", b"\xff", b""),
    "hard-wrapped": (b"", b"The tide turned and the heron stood in the reeds until the light\n", b"\n\nb"),
}

ENCODED = {
    "shift_jis": "鷺が。".encode("shift_jis"), "euc-jp": "鷺が。".encode("euc-jp"),
    "iso-2022-jp": "鷺a".encode("iso-2022-jp"), "gb18030": "𠮷㐀鷺".encode("gb18030"), "big5": "鷺。".encode("big5"),
    "euc-kr": "왜a".encode("euc-kr"), "windows-1251": "Ц".encode("windows-1251"),
    "utf-16le": "鷺a".encode("utf-16-le"), "gbk": b"\x81", "iso-2022-jp ": b"\x1b$B\x1b(B", "utf-16be": b"\xd8\x00",
}

RSS = b"<rss><channel>"
TEXT = b"<description>&lt;p&gt;The tide.&lt;/p&gt;&lt;p&gt;Sign up&lt;/p&gt;</description>"
FEEDS = {
    "items": (RSS, b"<item><title>a</title>" + TEXT + b"</item>", b"</channel></rss>"),
    "texts in one item": (RSS + b"<item>", TEXT, b"</item></channel></rss>"),
    "one text": (RSS + b"<item><description><![CDATA[", b"<p>The tide.</p><p>Sign up</p>",
                 b"]]></description></item></channel></rss>"),
    "CDATA sections": (RSS + b"<item><description>", b"<![CDATA[<p>x</p>]]>", b"</description></item></channel>"),
    "escapes": (RSS + b"<item><description>", b"&amp;amp;amp;lt;p&amp;gt;", b"</description></item></channel>"),
    "nested": (RSS + b"<item>", b"<a>", b""), "open items": (RSS, b"<item><description>", b""),
    "open CDATA": (RSS + b"<item><description>", b"<![CDATA[", b""), "namespaces": (RSS, b"<a xmlns:b='u'>", b""),
    "namespaces of one tag": (RSS + b"<item ", b"xmlns:b='u' ", b">" + TEXT + b"</item></channel></rss>"),
    "entities": (b"<!DOCTYPE a [", b"<!ENTITY a 'b'>", b"]><rss><item>" + TEXT + b"</item></rss>"),
    "end tags": (RSS + b"<item><a><a>", b"</b>", b""),
    "XHTML": (b"<feed><entry><content type='xhtml'><div>", b"<p>The tide.</p><p>Sign up</p>",
              b"</div></content></entry></feed>"),
    "entries": (b"<feed>", b"<entry><id>1</id><summary>a</summary></entry>", b"</feed>"),
    "processing instructions": (b"<?xml version='1.0'?><rss>", b"<?a?>", b"<item>" + TEXT + b"</item></rss>"),
}
JSON_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "items": ['
FEEDS |= {
    "JSON: items": (JSON_FEED, b'{"id": "1", "content_html": "<p>The tide.<p>Sign up"}, ', b"{}]}"),
    "JSON: escapes": (JSON_FEED + b'{"content_html": "', b"\\u003cp\\u003e\\ud83d\\udc26", b'"}]}'),
    "JSON: members": (JSON_FEED + b"{", b'"a": 1, ', b'"content_text": "a"}]}'),
    "JSON: nested": (JSON_FEED[:-1], b"[", b""),
}

RECORD = b'{"paragraphs": ['
RECORDS = {
    "paragraphs": (RECORD, b'"a",', b'"b"]}'), "objects": (RECORD, b'{"text": "Sign up"},', b'"b"]}'),
    "members": (b"{", b'"a": 1, ', b'"paragraphs": ["a"]}'), "escapes": (RECORD + b'"', b"\\u00e9\\n", b'"]}'),
    "surrogates": (RECORD + b'"', b"\\ud83d\\udc26\\ud83d", b'"]}'), "quotes": (RECORD + b'"', b'\\"', b'"]}'),
    "nested": (b'{"a": ', b"[", b""), "nested objects": (b'{"a": ', b'{"a":', b""),
    "white space": (RECORD, b" ", b'"a"]}'), "a long number": (b'{"a": ', b"1", b', "paragraphs": []}'),
    "a long word": (RECORD + b'"', b"heron", b'"]}'), "records": (b"", b'{"paragraphs": ["a"]}\n', b""),
    "blank records": (b"", b"\n", b""), "a long key": (b'{"', b"k", b'": 1, "paragraphs": []}'),
    "predictions": (RECORD, b'{"text": "a", "prediction": {"a": [1]}},', b'"b"]}'),
}

ARTICLE = b'{"site": "%d.example", "language": "en", "paragraphs": [{"text": "%s", "label": "content"}, ' \
          b'{"text": "Join", "label": "promo"}]}\n'
SENTENCE = b"The tide turned in the night and the council closed the lower bridge for some days"
CORPUS_COMMANDS = {
    "check": ["corpus", "check"], "stats": ["corpus", "stats"], "dedupe": ["corpus", "dedupe"],
    "split": ["corpus", "split", "--shares", "a=0.7,b=0.3", "--output-directory", "OUTPUT"],
}


def repeated(parts):
    start, piece, end = parts
    return lambda size: start + piece * max(size // len(piece), 1) + end


def numbered(piece, start=b"", end=b"", each=None):
    """Pieces with their number in them."""
    each = each or len(piece) + 3
    return lambda size: start + b"".join(piece % n for n in range(max(size // each, 1))) + end


def distinct_texts(number):
    """Another sentence for each number, of words that few share."""
    state, words = number + 1, []
    for _ in range(24):
        state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        words.append(b"w%d" % (state >> 50))
    return b" ".join(words)


def corpus(article, each):
    return lambda size: b"".join(article(n) for n in range(max(size // each, 1)))


CORPORA = {
    "equal texts": corpus(lambda n: ARTICLE % (n, SENTENCE), 220),
    "equal texts of one site": corpus(lambda n: ARTICLE % (0, SENTENCE), 220),
    "nearly equal texts": corpus(lambda n: ARTICLE % (n, SENTENCE + b" and %d" % n), 230),
    "tiny texts": corpus(lambda n: ARTICLE % (n, b"a"), 140),
    "other texts": corpus(lambda n: ARTICLE % (n, distinct_texts(n)), 300),
    "lines": corpus(lambda n: b"# site: %d.example\n# language: en\ncontent\ta\npromo\tb\n\n" % n, 60),
    "one article of lines": corpus(lambda n: b"content\ta %d\n" % n, 15),
    "one article": lambda size: b'{"site": "a", "paragraphs": [' + b", ".join(
        [b'{"text": "a", "label": "content"}'] * (size // 35 + 1)) + b"]}\n",
    "items": corpus(lambda n: b"<!-- item: %d --><p>a</p><p data-label=promo>b</p>\n" % n, 55),
    "one item": lambda size: b"<!-- item: 1 -->" + b"<p>a</p><p data-label=promo>b</p>" * (size // 33),
    "nested item": lambda size: b"<!-- item: 1 -->" + b"<i data-label=promo>" * (size // 24) + b"a"
    + b"</i>" * (size // 24),
}


def model_header(size):
    """A model file with as many tensors as a header of `size` bytes has; no reader takes it."""
    count, tensors = size // 70, {"__metadata__": {"format": "chaffinch"}}
    for number in range(count):
        tensors[f"t{number}"] = {"dtype": "I8", "shape": [0], "data_offsets": [0, 0]}
    text = json.dumps(tensors).encode()
    return struct.pack("<Q", len(text)) + text


def other_attributes(size):
    return b"<p " + b"".join(b"a%d=b " % n for n in range(size // 9)) + b">a"


def closed(size):
    return b"<div>" * (size // 11) + b"a" + b"</div>" * (size // 11)


def cases():
    """All cases: name, arguments, function of the size."""
    pages = {name: repeated(parts) for name, parts in PAGES.items()}
    pages |= {"nested, closed": closed, "attributes, each another": other_attributes}
    for name, make in pages.items():
        yield f"page, {name}: clean", ["clean", "-q", "--input-format", "html", "--output-format", "html",
                                       "--keep", "content"], make
    for output in ("text", "markdown", "jsonl"):
        for name in ("tiny paragraphs in elements", "deep quotes", "nested lists", "one paragraph"):
            yield f"page, {name}: {output}", ["clean", "-q", "--input-format", "html", "--output-format", output,
                                              "--keep", "content,caption,promo,byline"], repeated(PAGES[name])
    # Cleaning has read and judged all that tagging does; what is left is to write it.
    for name in ("tiny paragraphs", "deep quotes", "one paragraph"):
        yield f"page, {name}: tag", ["tag", "-q", "--input-format", "html"], repeated(PAGES[name])
    for name, parts in TEXTS.items():
        yield f"text, {name}: tag", ["tag", "-q", "--input-format", "text"], repeated(parts)
    yield "text, lines: clean", ["clean", "-q", "--input-format", "text"], repeated(TEXTS["lines"])
    for label, piece in ENCODED.items():
        yield f"page, {label}: clean", ["clean", "-q", "--input-format", "html", "--output-format", "html",
                                        "--encoding", label.strip()], repeated((b"", piece, b""))
    for name, parts in FEEDS.items():
        for command in (["clean", "-q", "--keep", "content", "--maximum-removed-share", "1"], ["tag", "-q"]):
            yield f"feed, {name}: {command[0]}", [*command, "--input-format", "feed"], repeated(parts)
    for name, parts in RECORDS.items():
        for command in ("clean", "tag"):
            yield f"record, {name}: {command}", [command, "-q", "--input-format", "jsonl"], repeated(parts)
    for name, make in CORPORA.items():
        for command, arguments in CORPUS_COMMANDS.items():
            yield f"corpus, {name}: {command}", arguments, make
    yield "corpus, wrong lines: check", CORPUS_COMMANDS["check"], numbered(b"content\ta\nnonsense %d\n")
    yield "model, many tensors: info", ["model", "info"], model_header
