"""Seeds and dictionaries for fuzz.py: small invented inputs, and the conformance cases where they are.

Nothing of what stands under `shared` is copied into the repository: the script writes seeds into its
build folder.
"""
import json
import pathlib
import struct

LARGEST_SEED = 4096

MARKUP = [
    b"<!doctype html><html lang=en><head><title>Heron</title><meta name=author content='A. Keller'>"
    b"</head><body><article class='post body'><h1>Heron</h1><p class=byline>By A. Keller<p>The tide "
    b"turned &amp; the &#233;gret left.<figure><img src=a alt=b><figcaption>Photo: A. Keller"
    b"</figcaption></figure><ul><li>one<li>two</ul><div class=promo><a href='/s'>Sign up</a></div>"
    b"</article></body></html>",
    b"<table><tr><td>a<td>b</table><pre>\n x\n  y</pre><blockquote>q</blockquote><br><br>after",
    b"<script>if (a < b) '</p>'</script><style>p{}</style><textarea>&lt;p></textarea><p>x</p>",
    b"<svg><path d=''/><title>no</title></svg><![CDATA[x]]><?pi?><!-- c --><!doctype a [ ]>y",
    b"<div><b><i></b></i></div></p><h1>x</h2><a><div>y</a></div>",
    "<p hidden>no<p style='display:none'>no<p>鷺が\u00a0いた\u200b。<p>\u202e\u0301é".encode(),
    b"<script type='application/ld+json'>{\"@type\":\"Article\",\"isAccessibleForFree\":false,"
    b"\"author\":[{\"name\":\"A\"}]}</script><p>Subscribe to read on</p>",
]
TITLES = b"<title>Reeds &amp; tide</title><guid>urn:1</guid>"
FEEDS = [
    b"<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:content="
    b"'http://purl.org/rss/1.0/modules/content/'><channel><title>R</title><item>" + TITLES +
    b"<description>&lt;p&gt;The tide turned.&lt;/p&gt;&lt;p&gt;Sign up&lt;/p&gt;</description>"
    b"<content:encoded><![CDATA[<p>One.</p><p>Two</p>]]>&amp;lt;b&amp;gt;</content:encoded>"
    b"</item></channel></rss>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title type='html'>&lt;i>a</title>"
    b"<summary type='text'>a\n\nb</summary><content type='xhtml'><div xmlns='http://www.w3.org/1999/"
    b"xhtml'><p>One.</p><p>Two</p></div></content></entry></feed>",
    b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    b"<item rdf:about='u'><title>t</title><description>One.&#10;&#10;Two</description></item></rdf:RDF>",
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "t", '
    b'"content_html": "<p>One.<\\/p><p>Two \\ud83d\\udc26</p>", "content_text": "a\\n\\nb", '
    b'"summary": "One.\\n\\nTwo"}, {"id": 2}]}',
]
RECORDS = [
    b'{"id": 7, "paragraphs": ["The tide turned.", {"text": "Photo: \\u0041\\n", "x": [1e-5, null]}]}',
    b' {"verdict": {"a": 1}, "paragraphs": [{"prediction": 1, "text": "Subscribe to read on"}], "z": {}}',
    b'{"paragraphs": []}',
    b'{"paragraphs": [{"text": "a\\ud83d\\udc26"}, "b", "c" , "d"], "paragraphs2": true}',
    b'[1, -0.5e+3, "a", {"b": [[[]]]}, false]',
    b'{"p\\u0061ragraphs": ["a"]}',
]
TEXTS = [
    "The tide turned.\nThe heron left.\n\n- one\n- two\n\nSign up".encode(),
    "a\u0085b\u2028c\u2029d\r\n\r\ne\u00a0\n".encode(),
    "<meta charset=shift_jis><p>鷺</p><p>がいた</p>".encode("shift_jis"),
    "<?xml version='1.0' encoding='euc-jp'?><p>鷺</p>".encode("euc-jp"),
    "<p>鷺</p><p>がいた</p><p>a</p>".encode("iso-2022-jp"),
    "<p>𠮷野家</p><p>b</p>".encode("gb18030"),
    "<p>白鷺</p><p>c</p>".encode("big5"),
    "<p>왜가리</p><p>d</p>".encode("euc-kr"),
    "<p>Цапля</p><p>e</p>".encode("windows-1251"),
    "\ufeff<p>é𠮷</p><p>f</p>".encode("utf-16-le"),
    "\ufeff<p>é𠮷</p><p>g</p>".encode("utf-16-be"),
    b"\xef\xbb\xbf<p>\xff\xc3\xa9</p><p>h",
]
CORPORA = [
    b"# site: a.example\n# language: en\ncontent\tThe tide turned.\npromo\tSign up\n\n# id: 2\nbyline\tBy A\n",
    b'{"id": "1", "site": "a.example", "language": "de", "paragraphs": [{"text": "Tide", "label": '
    b'"content", "element": 0, "linkDensity": 0.5}, {"text": "Join", "label": "promo", "paywall": true, '
    b'"extracted": false}], "elements": [["div", "post", null]], "unmatched": {"content": 2}}\n',
    b"<!-- source: s -->\n<!-- site: a.example -->\n<!-- language: en -->\n<!-- item: 1 -->\n<p>Tide.</p>"
    b"<div data-label='promo'><b>Join</b><br></div>\n<!-- item: 2 --><p data-label=byline>By A</p>",
    b"__label__content The tide turned.\n__label__promo Sign up\n\n__label__byline By A\n",
    b'{"text": "Tide.\\n\\nJoin", "label": [[0, 5, "content"], [7, 11, "promo"]], "meta": {"id": "1"}}\n',
    b'{"text": "Tide.\\n\\nJoin", "spans": [{"start": 0, "end": 5, "label": "content"}], "answer": '
    b'"accept", "meta": {"site": "a"}}\n{"text": "a", "options": [{"id": "promo", "text": "promo"}], '
    b'"accept": ["promo"], "answer": "reject"}\n',
    b'[{"data": {"text": "Tide.\\n\\nJoin"}, "annotations": [{"result": [{"type": "labels", "value": '
    b'{"start": 0, "end": 5, "labels": ["content"]}}], "updated_at": "2026-01-01"}]}, {"data": '
    b'{"paragraphs": [{"text": "Tide"}]}, "annotations": [{"was_cancelled": true, "result": [{"type": '
    b'"paragraphlabels", "value": {"start": "0", "end": "0", "startOffset": 0, "endOffset": 4, '
    b'"paragraphlabels": ["content"]}}]}]}]',
    b'# chaffinch labels 2\n# page: a.html\n# site: a.example\n0123456789abcdef 12 content\n'
    b'0123456789abcde0 ~3 paywall -\n\n# page: b.html\n0123456789abcdef 1 not-content\n',
    b'{"page1": {"main_content": "The tide turned.", "title": "Heron", "domain": "a.example", "url": "u"}}',
    b'{"paragraphs": [{"text": "a", "prediction": {"label": "promo", "probabilities": {"content": 0.1, '
    b'"caption": 0, "promo": 0.9, "byline": 0}, "paywall": 0.1}}]}\n',
]
BASELINES = [
    b'{"note": [1], "corpora": {"a": {"fingerprint": "0f", "floors": {"macroF1": 0.9, '
    b'"f1 of content": 0.95, "accuracy": 1}}, "b": {"fingerprint": "", "floors": {}}}}',
]

TAGS = ("html head body title meta base link article section div span p br hr a b i em strong h1 h2 h3 ul ol "
        "li dl dt dd table caption thead tbody tr td th figure figcaption img picture video audio iframe "
        "script style template textarea select option noscript pre blockquote svg math button form "
        "input plaintext xmp frameset object").split()
ATTRIBUTES = ("class= id= href= src= alt= hidden style='display:none' role= itemprop= content= name= "
              "property= charset= http-equiv= rel= aria-hidden=true type= lang=").split()
SIGNS = ["<", ">", "</", "/>", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "?>", "<!", "<!doctype ",
         "&amp;", "&lt;", "&#x", "&#38;", "&nbsp;", "&notin;", "&", "\u00a0", "\u200b", "\u2028", "é", "鷺",
         "𠮷", "\0", "\r\n", "\n\n", '"', "'", "="]
XML = ("rss channel item description content:encoded content summary entry feed rdf:RDF guid id link "
       "xhtml:div xmlns= xmlns:a= type='html' type='xhtml' type='text' rdf:about=").split()
JSON = ['"paragraphs"', '"text"', '"prediction"', '"verdict"', '"version"', '"items"', '"content_html"',
        '"content_text"', '"https://jsonfeed.org/version/1"', '"label"', '"spans"', '"start"', '"end"', '"data"',
        '"annotations"', '"result"', '"value"', '"answer"', '"elements"', '"element"', '"id"', '"site"',
        '"unmatched"', '"metadata"', '"page"', '"probabilities"', '"choices"', '"accept"', '"options"',
        '"article"', '"meta"', '"entities"', '"labels"', '"start_offset"', '"content"', '"promo"',
        "true", "false", "null", "-1", "1e400", "0.5", "9223372036854775807", "\\u0000", "\\ud83d", "\\udc26",
        "\\n", "\\\\", "{", "}", "[", "]", ",", ":", "{}", "[]"]
LINES = ["__label__", "content\t", "promo\t", "paywall\t", "caption\t", "byline\t", "unknown\t", "# site: ",
         "# id: ", "# language: ", "# source: ", "# page: ", "<!-- site: ", "\n\n", "\t", "data-label=",
         "# chaffinch labels 2\n", "<!-- item: ", " -->", "not-content", "~"]
HEADERS = ["dtype", "shape", "data_offsets", "F32", "I8", "F16", "__metadata__", "text.", "markup.",
           "logistic_regression.weights", "naive_bayes.bias", "nan", "inf", "-0", "1e39", "[256,5]"]
BYTES = ["\x1b$B", "\x1b(B", "\x1b(J", "\x8e", "\x8f", "\x81", "\x816", "\xfe\xff", "\xff\xfe", "\xef\xbb\xbf"]


def words(target):
    """The dictionary of a target, as byte strings."""
    lists = {
        "markup": [[f"<{t}" for t in TAGS], [f"</{t}>" for t in TAGS], ATTRIBUTES, SIGNS],
        "feeds": [[f"<{t}" for t in XML], [f"</{t}>" for t in XML], XML, SIGNS, JSON],
        "records": [JSON], "baseline": [JSON, ["macroF1", "accuracy", "f1 of promo", '"corpora"']],
        "text": [SIGNS, ["<meta charset=", "<?xml encoding=", "<p>", "</p>", "utf-16", "iso-2022-jp"]],
        "corpora": [JSON, LINES, ["<item>", "</item>", "<p ", "</p>"]],
        "model-file": [HEADERS, JSON],
    }
    found = [word.encode() for part in lists[target] for word in part]
    return found + ([word.encode("latin-1") for word in BYTES] if target == "text" else [])


def small_model(model, variant_names, context):
    """A model of the smallest table with the metadata of a large one; its checksum is wrong."""
    length = struct.unpack("<Q", model[:8])[0]
    header = json.loads(model[8:8 + length])
    metadata = header.pop("__metadata__")
    kept = ("format", "format_version", "feature_version", "labels", "tensor_checksum", "seed")
    tensors, data = {}, b""
    for name, tensor in header.items():
        if not name.startswith(variant_names) or ("context" in name and not context):
            continue
        rows = 256 if tensor["dtype"] == "I8" else None
        shape = [rows, tensor["shape"][1]] if rows else tensor["shape"]
        size = (1 if rows else 4)
        for side in shape:
            size *= side
        tensors[name] = {"dtype": tensor["dtype"], "shape": shape,
                         "data_offsets": [len(data), len(data) + size]}
        start = tensor["data_offsets"][0]
        data += model[8 + length + start:8 + length + start + size]
    prefixes = tuple(f"{name}." for name in variant_names)
    notes = {key: value for key, value in metadata.items()
             if key in kept or key.startswith(prefixes) and (context or "context" not in key)}
    text = json.dumps({"__metadata__": notes, **tensors}, separators=(",", ":")).encode()
    return struct.pack("<Q", len(text)) + text + data


def with_choices(text):
    """A text for the target that takes its first byte for an encoding: sniffed, and three encodings."""
    return [bytes([choice]) + text for choice in (0, 21, 33, 255)]


def conformance(target, shared):
    """Cases of the conformance suites that are useful to a target."""
    folder = shared / "conformance"
    patterns = {
        "feeds": ["feedparser/**/*.xml", "feedparser/**/*.json"],
        "records": ["json-test-suite/**/*.json"], "corpora": ["json-test-suite/**/*.json"],
        "text": ["feedparser/encoding/*.xml"],
    }
    for pattern in patterns.get(target, []):
        for path in sorted(folder.glob(pattern)):
            if path.stat().st_size <= LARGEST_SEED:
                yield path.read_bytes()
    if target == "markup":
        for path in sorted(folder.glob("html5lib/**/*.test")):
            for case in json.loads(path.read_text(encoding="utf-8")).get("tests", []):
                yield case["input"].encode("utf-8", "surrogatepass")


def seeds(target, root, shared):
    """A target's first inputs; `shared` is a folder that need not be there."""
    if target == "model-file":
        model = (root / "Models" / "chaffinch.safetensors").read_bytes()
        yield small_model(model, ("text",), False)
        yield small_model(model, ("text", "markup"), False)
        yield small_model(model, ("text", "markup"), True)
        yield model[:4096]
        return
    invented = {"markup": MARKUP, "feeds": FEEDS, "records": RECORDS, "text": TEXTS, "corpora": CORPORA,
                "baseline": BASELINES}[target]
    for seed in [*invented, *conformance(target, pathlib.Path(shared))]:
        yield from with_choices(seed) if target == "text" else [seed]
