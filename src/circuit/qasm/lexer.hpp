// Tokens of OpenQASM 2 and 3, as views of the text. Used by the reader. Knows no grammar.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace qgauge::circuit::qasm {

enum class TokenKind : std::uint8_t { name, whole, real, timing, text, qubit, mark, end, bad };

/// A mark's text is its one or two characters; a text's is what stands between the quotes; a qubit's is what follows $.
struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;
  std::uint32_t offset = 0;  ///< in the source

  bool is(std::string_view mark) const { return kind == TokenKind::mark && text == mark; }
  bool is_name(std::string_view name) const { return kind == TokenKind::name && text == name; }
};

/// line:column, from 1, of a byte; a character of UTF-8 is one column.
std::string place_of(std::string_view source, std::size_t offset);

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}

  Token next();
  std::size_t offset() const { return at_; }
  void seek(std::size_t offset) { at_ = offset; }
  /// Goes to the end of the line: pragmas and annotations.
  void skip_line();
  std::string_view source() const { return source_; }

 private:
  bool skip_blanks();
  Token number(std::size_t start);
  Token quoted(std::size_t start);
  Token mark(std::size_t start);
  Token taken(TokenKind kind, std::size_t start, std::size_t end);
  std::size_t digits(std::size_t at) const;
  char at(std::size_t index) const { return index < source_.size() ? source_[index] : '\0'; }

  std::string_view source_;
  std::size_t at_ = 0;
};

}  // namespace qgauge::circuit::qasm
