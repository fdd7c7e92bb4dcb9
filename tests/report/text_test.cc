// Claims about text on a terminal: harmless, measured and wrapped.
#include "report/text.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "report/page.hpp"

namespace {

using namespace qgauge::report;
using Lines = std::vector<std::string>;

TEST_CASE("What a terminal could obey is replaced") {
  CHECK(printable("a\x1b[31mred\r\n\tb\x7f") == "a?[31mred???b?");
  CHECK(printable("\xc2\x9b") == "?");  // C1 control sequence introducer
  CHECK(printable("abc\xe2\x80\xae"
                  "def") == "abc?def");  // right-to-left override
  CHECK(printable("a\xe2\x80\x8b"
                  "b") == "a?b");  // zero width space
}

TEST_CASE("Bytes that are not UTF-8 are replaced one by one and the rest is kept") {
  CHECK(printable("\xff") == "?");
  CHECK(printable("\xc3") == "?");
  CHECK(printable("\xe2\x82") == "??");
  CHECK(printable("\xc0\xaf") == "??");            // overlong
  CHECK(printable("\xed\xa0\x80") == "?");         // surrogate
  CHECK(printable("\xf4\x90\x80\x80") == "????");  // beyond U+10FFFF
  CHECK(printable("µ ± ü 量子 🙂") == "µ ± ü 量子 🙂");
}

TEST_CASE("Widths count columns and not bytes") {
  CHECK(display_width("") == 0);
  CHECK(display_width("µs ±") == 4);
  CHECK(display_width("量子") == 4);
  CHECK(padded("量子", 6) == "量子  ");
  CHECK(padded("longer", 3) == "longer");
}

TEST_CASE("Text is broken at spaces and words longer than a line inside") {
  CHECK(wrap("", 5) == Lines{""});
  CHECK(wrap("one two three", 7) == Lines{"one two", "three"});
  CHECK(wrap("one two three", 8) == Lines{"one two", "three"});
  CHECK(wrap("abcdefgh", 3) == Lines{"abc", "def", "gh"});
  CHECK(wrap("a bcdefgh", 4) == Lines{"a", "bcde", "fgh"});
  CHECK(wrap("量子量子", 5) == Lines{"量子", "量子"});
  CHECK(wrap("a   b", 10) == Lines{"a   b"});
  CHECK(wrap("ends in spaces   ", 8) == Lines{"ends in", "spaces"});
  CHECK(wrap("   ", 2) == Lines{""});
}

TEST_CASE("Sentences that differ in one word become one and others stay") {
  CHECK(merged_sentences({"goods that leave from AU", "goods that leave from CA", "goods that leave from DE"}) ==
        Lines{"goods that leave from AU, CA or DE"});
  CHECK(
      merged_sentences({"it leaves from AU, as stated", "something else is assumed", "it leaves from CA, as stated"}) ==
      Lines{"it leaves from AU or CA, as stated", "something else is assumed"});
  CHECK(merged_sentences({"it leaves from AU today", "it leaves to CA today"}) ==
        Lines{"it leaves from AU today", "it leaves to CA today"});
  CHECK(merged_sentences({"too short A", "too short B", ""}) == Lines{"too short A", "too short B", ""});
}

TEST_CASE("Cells of a row are wrapped side by side without blanks at the end") {
  Page page(40, false);
  page.row(2, {"one two three", "x", "four"}, {7, 3, 10});
  CHECK(page.take() == "  one two  x    four\n  three\n");
}

TEST_CASE("An item hangs behind its lead and a lead that is too long has a line of its own") {
  Page page(40, false);
  page.item(2, "met", 6, "one two three four five six seven eight nine ten");
  page.item(2, "a very long lead that fills most of the page", 6, "text");
  page.item(2, "only a lead", 6, "");
  CHECK(page.take() ==
        "  met   one two three four five six\n"
        "        seven eight nine ten\n"
        "  a very long lead that fills most of\n"
        "  the page\n"
        "        text\n"
        "  only a lead\n");
}

TEST_CASE("Colours are there only when asked for") {
  Page plain(40, false);
  plain.item(0, "bad", 5, "x", Paint::bad);
  CHECK(plain.take() == "bad  x\n");
  Page coloured(40, true);
  coloured.item(0, "bad", 5, "x", Paint::bad);
  CHECK(coloured.take() == "\x1b[1m\x1b[31mbad\x1b[0m  x\n");
}

}  // namespace
