// Tests that texts and pages are told apart.

import Testing

@testable import Chaffinch

@Suite("Text or HTML")
struct DocumentFormatTests {
  @Test(
    "What begins with an element of HTML, or with a comment or a DOCTYPE, is a page",
    arguments: [
      "<p>a", " \n<div class=x>", "\u{FEFF}<html>", "<!-- c --><x>", "<!doctype html>a",
      "<?xml version='1.0'?><x/>", "</p>",
    ])
  func pages(document: String) {
    #expect(DocumentFormat.recognised(in: Array(document.utf8)) == .html)
  }

  @Test(
    "All else is text",
    arguments: ["", " ", "a <p>b</p>", "<", "<3 you", "<unknown>a", "< p>", "<?php", "1 < 2"])
  func texts(document: String) {
    #expect(DocumentFormat.recognised(in: Array(document.utf8)) == .text)
  }
}
