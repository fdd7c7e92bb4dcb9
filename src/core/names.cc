// Edit distances between names: see names.hpp.

#include "qgauge/core/names.hpp"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <numeric>
#include <vector>

#include <fmt/format.h>

namespace qgauge::core {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({substituted, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](unsigned char letter) { return std::tolower(letter); });
  return small;
}

}  // namespace

std::string_view nearest_name(std::string_view name, std::span<const std::string_view> names) {
  assert(!names.empty());
  const std::string_view start = name.substr(0, 100);  // a longer key is no misspelling
  return *std::ranges::min_element(names, {}, [&](std::string_view other) { return edit_distance(start, other); });
}

std::string suggestion(std::string_view name, std::span<const std::string_view> names) {
  constexpr std::size_t most_edits = 2, longest = 100;
  if (name.size() > longest) return "";
  const std::string found = in_small_letters(name);
  std::size_t fewest = std::min(most_edits, name.size() / 2) + 1;
  std::string_view meant;
  for (const std::string_view known : names) {
    const std::size_t longer = std::max(known.size(), name.size()) - std::min(known.size(), name.size());
    if (known == name || longer >= fewest) continue;
    const std::size_t edits = edit_distance(found, in_small_letters(known));
    if (edits >= fewest) continue;
    fewest = edits;
    meant = known;
  }
  return meant.empty() ? "" : fmt::format("did you mean \"{}\"?", meant);
}

}  // namespace qgauge::core
