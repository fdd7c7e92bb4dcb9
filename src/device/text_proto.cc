// A parser by recursive descent of the text format of protocol buffers (protobuf.dev, "Text Format Language
// Specification"), of what device specifications use of it: see text_proto.hpp.

#include "device/text_proto.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "qgauge/device.hpp"

namespace qgauge::device {
namespace {

using nlohmann::json;

/// Enough for every coupling: a target, its two labels, and the lists that hold them.
constexpr int max_values = 6 * max_couplings;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_word(char c) { return is_letter(c) || is_digit(c); }

/// Position in a text, behind blanks and comments.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { skip(); }

  bool at_end() const { return position_ == text_.size(); }
  /// 0 at the end.
  char peek() const { return at_end() ? '\0' : text_[position_]; }
  std::size_t line() const {
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(position_);
    return 1 + static_cast<std::size_t>(std::count(text_.begin(), end, '\n'));
  }

  bool take(char expected) {
    if (peek() != expected || at_end()) return false;
    ++position_;
    skip();
    return true;
  }

  /// The longest run of characters that satisfy `belongs`.
  std::string_view run(bool (*belongs)(char)) {
    const std::size_t start = position_;
    while (!at_end() && belongs(peek())) ++position_;
    const std::string_view found = text_.substr(start, position_ - start);
    skip();
    return found;
  }

  /// The next character as it stands, blanks included; 0 at the end.
  char next() { return at_end() ? '\0' : text_[position_++]; }
  void skip() {
    while (!at_end()) {
      if (peek() == '#')
        position_ = std::min(text_.find('\n', position_), text_.size());
      else if (is_blank(peek()))
        ++position_;
      else
        return;
    }
  }

 private:
  std::string_view text_;
  std::size_t position_ = 0;
};

class Parser {
 public:
  Parser(std::string_view text, const std::string& file) : scanner_(text), file_(file) {}

  core::Result<json> run() { return fields('\0', 1); }

 private:
  /// The fields up to the bracket that closes the message, or to the end of the file.
  core::Result<json> fields(char close, int depth) {
    if (depth > max_nesting) return refuse("deeper nesting", fmt::format("at most {} levels", max_nesting));
    json message = json::object();
    while (close == '\0' ? !scanner_.at_end() : !scanner_.take(close)) {
      if (!is_letter(scanner_.peek())) return refuse("a field name");
      json& values = message[std::string(scanner_.run(is_word))];
      QGAUGE_CHECK(field(values, depth));
      if (!scanner_.take(',')) scanner_.take(';');
    }
    return message;
  }

  core::Status field(json& values, int depth) {
    if (values.is_null()) values = json::array();
    const bool colon = scanner_.take(':');
    if (!colon && scanner_.peek() != '{' && scanner_.peek() != '<') return refuse("\":\" or a message in brackets");
    if (!scanner_.take('[')) return add_value(values, depth);
    if (scanner_.take(']')) return {};
    do {
      QGAUGE_CHECK(add_value(values, depth));
    } while (scanner_.take(','));
    if (!scanner_.take(']')) return refuse("\",\" or \"]\"");
    return {};
  }

  core::Status add_value(json& values, int depth) {
    if (++count_ > max_values) return refuse("more values", fmt::format("at most {}", max_values));
    QGAUGE_TRY(json one, value(depth));
    values.push_back(std::move(one));
    return {};
  }

  core::Result<json> value(int depth) {
    const char first = scanner_.peek();
    if (scanner_.take('{')) return fields('}', depth + 1);
    if (scanner_.take('<')) return fields('>', depth + 1);
    if (first == '"' || first == '\'') return texts();
    if (is_letter(first)) return word();
    return number();
  }

  json word() {
    const std::string_view name = scanner_.run(is_word);
    if (name == "true" || name == "false") return name == "true";
    return name;
  }

  /// Strings that follow each other are one.
  core::Result<json> texts() {
    std::string text;
    while (scanner_.peek() == '"' || scanner_.peek() == '\'') QGAUGE_CHECK(append_text(text));
    return json(std::move(text));
  }

  core::Status append_text(std::string& text) {
    const char quote = scanner_.next();
    for (char c = scanner_.next(); c != quote; c = scanner_.next()) {
      if (c == '\\') {
        QGAUGE_TRY(c, escape());
      } else if (c < ' ' || c > '~') {
        return refuse("a character that a string here cannot hold", "ASCII text up to the closing quote on its line");
      }
      text += c;
    }
    scanner_.skip();
    return {};
  }

  core::Result<char> escape() {
    constexpr std::array<std::pair<char, char>, 6> escapes{
        {{'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'"', '"'}, {'\'', '\''}, {'\\', '\\'}}};
    const auto* found = std::ranges::find(escapes, scanner_.next(), &std::pair<char, char>::first);
    if (found == escapes.end()) return refuse("another escape", "one of \\n \\t \\r \\\" \\' \\\\ in a string");
    return found->second;
  }

  /// Decimal: a leading 0 would make it octal, 0x hexadecimal.
  core::Result<json> number() {
    const std::string_view token = scanner_.run([](char c) { return is_word(c) || c == '.' || c == '+' || c == '-'; });
    const std::string_view digits = token.starts_with('-') ? token.substr(1) : token;
    const bool octal = digits.size() > 1 && digits[0] == '0' && is_digit(digits[1]);
    const auto* end = token.data() + token.size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(token.data(), end, whole);
        !octal && read.ec == std::errc{} && read.ptr == end)
      return json(whole);
    double real = 0;
    const auto read = std::from_chars(token.data(), end, real);
    if (octal || token.empty() || read.ec != std::errc{} || read.ptr != end || !std::isfinite(real))
      return refuse(token.empty() ? "a value" : "a decimal number");
    return json(real);
  }

  std::unexpected<core::Error> refuse(const std::string& found, const std::string& expected) const {
    return core::unusable(fmt::format("{}:{}", file_, scanner_.line()), found, expected);
  }
  std::unexpected<core::Error> refuse(const std::string& expected) const {
    const char c = scanner_.peek();
    if (scanner_.at_end()) return refuse("the end of the file in the middle of the document", expected);
    return refuse(c > ' ' && c <= '~' ? fmt::format("text before \"{}\"", c) : "a character that is not ASCII",
                  expected);
  }

  Scanner scanner_;
  const std::string& file_;
  int count_ = 0;
};

}  // namespace

core::Result<json> parse_text_proto(std::string_view text, const std::string& file) { return Parser(text, file).run(); }

std::string_view first_field(std::string_view text) {
  Scanner scanner(text);
  const std::string_view name = is_letter(scanner.peek()) ? scanner.run(is_word) : std::string_view{};
  const bool followed = scanner.peek() == ':' || scanner.peek() == '{' || scanner.peek() == '<';
  return followed ? name : std::string_view{};
}

}  // namespace qgauge::device
