// Tokens of OpenQASM 2 and 3. Called by the reader for every token, so it copies nothing.
// Knows no grammar.
#include "circuit/qasm/lexer.hpp"

#include <array>

#include <fmt/format.h>

namespace qgauge::circuit::qasm {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Bytes of UTF-8 beyond ASCII count as letters: pi and tau have Greek names.
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_name_part(char c) { return is_letter(c) || is_digit(c); }
constexpr bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

constexpr std::array<std::string_view, 16> pairs{"->", "==", "!=", "<=", ">=", "&&", "||", "<<",
                                                 ">>", "**", "++", "+=", "-=", "|=", "&=", "^="};
constexpr std::string_view singles = ";,()[]{}=<>+-*/%^&|~!@:.#";

constexpr bool is_timing(std::string_view unit) {
  return unit == "dt" || unit == "ns" || unit == "us" || unit == "\xc2\xb5s" || unit == "\xce\xbcs" || unit == "ms" ||
         unit == "s";
}

}  // namespace

std::string place_of(std::string_view source, std::size_t offset) {
  std::size_t line = 1, column = 1;
  for (std::size_t k = 0; k < offset && k < source.size(); ++k) {
    if (source[k] == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(source[k]) & 0xc0) != 0x80) {
      ++column;
    }
  }
  return fmt::format("{}:{}", line, column);
}

void Lexer::skip_line() {
  const std::size_t end = source_.find('\n', at_);
  at_ = end == std::string_view::npos ? source_.size() : end + 1;
}

/// False where a comment does not end.
bool Lexer::skip_blanks() {
  while (at_ < source_.size()) {
    const char c = source_[at_];
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      ++at_;
    } else if (c == '/' && at(at_ + 1) == '/') {
      skip_line();
    } else if (c == '/' && at(at_ + 1) == '*') {
      const std::size_t end = source_.find("*/", at_ + 2);
      if (end == std::string_view::npos) return false;
      at_ = end + 2;
    } else {
      break;
    }
  }
  return true;
}

Token Lexer::taken(TokenKind kind, std::size_t start, std::size_t end) {
  at_ = end;
  return {kind, source_.substr(start, end - start), static_cast<std::uint32_t>(start)};
}

Token Lexer::next() {
  if (!skip_blanks()) return taken(TokenKind::bad, at_, at_ + 2);
  const std::size_t start = at_;
  if (start >= source_.size()) return taken(TokenKind::end, source_.size(), source_.size());
  const char c = source_[start];
  if (is_letter(c)) {
    std::size_t end = start + 1;
    while (is_name_part(at(end))) ++end;
    return taken(TokenKind::name, start, end);
  }
  if (is_digit(c) || (c == '.' && is_digit(at(start + 1)))) return number(start);
  if (c == '"' || c == '\'') return quoted(start);
  if (c == '$' && is_digit(at(start + 1))) {
    Token token = taken(TokenKind::qubit, start + 1, digits(start + 1));
    token.offset = static_cast<std::uint32_t>(start);
    return token;
  }
  return mark(start);
}

std::size_t Lexer::digits(std::size_t at_digit) const {
  while (is_digit(at(at_digit)) || (at(at_digit) == '_' && is_digit(at(at_digit + 1)))) ++at_digit;
  return at_digit;
}

Token Lexer::number(std::size_t start) {
  const char mark = at(start + 1);
  if (at(start) == '0' && (mark == 'x' || mark == 'X' || mark == 'b' || mark == 'B' || mark == 'o' || mark == 'O')) {
    std::size_t end = start + 2;
    while (is_hex(at(end)) || (at(end) == '_' && is_hex(at(end + 1)))) ++end;
    return taken(is_name_part(at(end)) || end == start + 2 ? TokenKind::bad : TokenKind::whole, start, end);
  }
  TokenKind kind = TokenKind::whole;
  std::size_t end = digits(start);
  if (at(end) == '.') {
    kind = TokenKind::real;
    end = digits(end + 1);
  }
  if (at(end) == 'e' || at(end) == 'E') {
    const std::size_t sign = at(end + 1) == '+' || at(end + 1) == '-' ? 1 : 0;
    if (is_digit(at(end + 1 + sign))) {
      kind = TokenKind::real;
      end = digits(end + 1 + sign);
    }
  }
  if (!is_letter(at(end))) return taken(kind, start, end);
  std::size_t unit_end = end;
  while (is_name_part(at(unit_end))) ++unit_end;
  const bool timing = is_timing(source_.substr(end, unit_end - end));
  return taken(timing ? TokenKind::timing : TokenKind::bad, start, unit_end);
}

Token Lexer::quoted(std::size_t start) {
  std::size_t end = start + 1;
  while (end < source_.size() && source_[end] != source_[start] && source_[end] != '\n') ++end;
  if (at(end) != source_[start]) return taken(TokenKind::bad, start, end);
  const Token token{TokenKind::text, source_.substr(start + 1, end - start - 1), static_cast<std::uint32_t>(start)};
  at_ = end + 1;
  return token;
}

Token Lexer::mark(std::size_t start) {
  const std::string_view two = source_.substr(start, 2);
  if (two.size() == 2)
    for (const std::string_view pair : pairs)
      if (pair == two) return taken(TokenKind::mark, start, start + 2);
  const bool known = singles.find(source_[start]) != std::string_view::npos;
  return taken(known ? TokenKind::mark : TokenKind::bad, start, start + 1);
}

}  // namespace qgauge::circuit::qasm
