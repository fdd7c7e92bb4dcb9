// Decoding, measuring and wrapping of UTF-8 text: see text.hpp.
#include "report/text.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <optional>

namespace qgauge::report {
namespace {

/// One code point: its bytes in the text and its value; `valid` is false for a byte that is not UTF-8.
struct Glyph {
  std::string_view bytes;
  std::uint32_t code = 0;
  bool valid = false;
};

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

/// Estimated width 2: C++23 [format.string.std], paragraph 13.
constexpr std::array wide{
    Range{0x1100, 0x115f},   Range{0x2329, 0x232a},   Range{0x2e80, 0x303e},   Range{0x3040, 0xa4cf},
    Range{0xac00, 0xd7a3},   Range{0xf900, 0xfaff},   Range{0xfe10, 0xfe19},   Range{0xfe30, 0xfe6f},
    Range{0xff00, 0xff60},   Range{0xffe0, 0xffe6},   Range{0x1f300, 0x1f64f}, Range{0x1f900, 0x1f9ff},
    Range{0x20000, 0x2fffd}, Range{0x30000, 0x3fffd},
};

/// C0, DEL, C1; then zero-width and direction marks (Unicode TR 36, 39).
constexpr std::array unprintable{
    Range{0x00, 0x1f},     Range{0x7f, 0x9f},     Range{0x200b, 0x200f}, Range{0x2028, 0x202e},
    Range{0x2060, 0x206f}, Range{0xfeff, 0xfeff}, Range{0xd800, 0xdfff},
};

template <std::size_t Size>
bool in(const std::array<Range, Size>& ranges, std::uint32_t code) {
  return std::ranges::any_of(ranges, [code](const Range& range) { return range.first <= code && code <= range.last; });
}

/// Bytes of the sequence that `lead` begins, 0 where it begins none.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  if (lead >= 0xf0 && lead < 0xf5) return 4;
  return 0;
}

/// The first code point of a text that is not empty.
Glyph first_glyph(std::string_view text) {
  constexpr std::array<std::uint32_t, 5> lead_mask{0, 0x7f, 0x1f, 0x0f, 0x07};
  constexpr std::array<std::uint32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const Glyph invalid{text.substr(0, 1)};
  const std::size_t length = sequence_length(byte(0));
  if (length == 0 || length > text.size()) return invalid;
  std::uint32_t code = byte(0) & lead_mask[length];
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return invalid;
    code = code << 6 | (byte(i) & 0x3f);
  }
  if (code < smallest[length] || code > 0x10ffff) return invalid;
  return {text.substr(0, length), code, true};
}

int width_of(const Glyph& glyph) { return in(wide, glyph.code) ? 2 : 1; }

/// Bytes of the longest beginning of `text` that fits into `width` columns; at least one code point.
std::size_t fitting_bytes(std::string_view text, int width) {
  std::size_t bytes = 0;
  while (bytes < text.size()) {
    const Glyph glyph = first_glyph(text.substr(bytes));
    width -= width_of(glyph);
    if (width < 0 && bytes > 0) return bytes;
    bytes += glyph.bytes.size();
  }
  return bytes;
}

/// The words of a sentence, and those that may stand in one place of it.
class Sentence {
 public:
  explicit Sentence(const std::string& text) {
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      words_.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  /// Whether `other` differs in one word, and in the same as those before it.
  bool takes(const Sentence& other) const {
    const auto place = place_of_difference(other);
    return place && (variants_.empty() || *place == place_);
  }
  void take(const Sentence& other) {
    place_ = *place_of_difference(other);
    if (variants_.empty()) variants_.push_back(words_[place_]);
    variants_.push_back(other.words_[place_]);
  }
  std::string text() const {
    std::string text;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (i > 0) text += ' ';
      text += variants_.empty() || i != place_ ? words_[i] : alternatives();
    }
    return text;
  }

 private:
  /// The one place where the words differ.
  std::optional<std::size_t> place_of_difference(const Sentence& other) const {
    constexpr std::size_t fewest_words = 4;
    if (words_.size() != other.words_.size() || words_.size() < fewest_words) return std::nullopt;
    std::optional<std::size_t> place;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i] == other.words_[i]) continue;
      if (place) return std::nullopt;
      place = i;
    }
    return place;
  }
  /// "AU, CA or CH,": a comma that ends every word ends the whole.
  std::string alternatives() const {
    const bool comma = std::ranges::all_of(variants_, [](const std::string& word) { return word.ends_with(','); });
    std::string text;
    for (std::size_t i = 0; i < variants_.size(); ++i) {
      if (i > 0) text += i + 1 == variants_.size() ? " or " : ", ";
      text += comma ? variants_[i].substr(0, variants_[i].size() - 1) : variants_[i];
    }
    return comma ? text + ',' : text;
  }

  std::vector<std::string> words_;
  std::vector<std::string> variants_;
  std::size_t place_ = 0;
};

}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const Glyph glyph = first_glyph(text);
    if (glyph.valid && !in(unprintable, glyph.code)) {
      result += glyph.bytes;
    } else {
      result += '?';
    }
    text.remove_prefix(glyph.bytes.size());
  }
  return result;
}

int display_width(std::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const Glyph glyph = first_glyph(text);
    width += width_of(glyph);
    text.remove_prefix(glyph.bytes.size());
  }
  return width;
}

std::string padded(std::string_view text, int width) {
  std::string result(text);
  const int missing = width - display_width(text);
  if (missing > 0) result.append(static_cast<std::size_t>(missing), ' ');
  return result;
}

std::vector<std::string> wrap(std::string_view text, int width) {
  assert(width > 0);
  std::vector<std::string> lines;
  do {
    std::size_t end = fitting_bytes(text, width);
    if (end < text.size() && text[end] != ' ') {
      const std::size_t space = text.substr(0, end).rfind(' ');
      if (space != std::string_view::npos && text.find_first_not_of(' ') < space) end = space;
    }
    const std::string_view line = text.substr(0, end);
    lines.emplace_back(line.substr(0, line.find_last_not_of(' ') + 1));
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  } while (!text.empty());
  return lines;
}

std::vector<std::string> merged_sentences(const std::vector<std::string>& sentences) {
  std::vector<Sentence> merged;
  for (const std::string& text : sentences) {
    const Sentence sentence(text);
    const auto same = std::ranges::find_if(merged, [&](const Sentence& other) { return other.takes(sentence); });
    if (same == merged.end()) {
      merged.push_back(sentence);
    } else {
      same->take(sentence);
    }
  }
  std::vector<std::string> texts;
  for (const Sentence& sentence : merged) texts.push_back(sentence.text());
  return texts;
}

}  // namespace qgauge::report
