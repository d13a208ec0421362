"""Writes the table of named character references as Swift source.

make_character_references.py NAMES.json OUTPUT.swift

NAMES.json is an object from names ("AElig", "AElig;") to characters, the table of the HTML standard
(13.5). Uses nothing beyond Python's standard library.
"""
import json
import sys

WIDTH = 100

HEAD = """\
// The named character references of the HTML standard (13.5). Made by
// Evaluation/make_character_references.py from the standard's table; change that, not this.

/// Entries in the order of their names' bytes, a space between them: the name, then `;` when the
/// reference must end in a semicolon or `,` when it need not, then the scalars in hexadecimal.
let namedCharacterReferences: StaticString = \"\"\"
"""


def entry(names, name):
    separator = "," if name in names else ";"
    scalars = [f"{ord(character):x}" for character in names[name + ";"]]
    return name + separator + ",".join(scalars)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        names = json.load(file)
    # Nothing may be without its form with a semicolon.
    entries = [entry(names, name) for name in sorted({name.rstrip(";") for name in names})]
    lines = []
    line = " "
    for text in entries:
        if len(line) + 1 + len(text) + 2 > WIDTH:
            lines.append(line)
            line = " "
        line += " " + text
    lines.append(line)
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(HEAD + " \\\n".join(lines) + '\n  """\n')


main()
