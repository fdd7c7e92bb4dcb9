// Words of pages about rules: see rules_words.hpp.
#include "report/rules_words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/text.hpp"
#include "report/verdict_words.hpp"

namespace qgauge::report {

std::string period_text(const thresholds::Version& version) {
  std::string text = fmt::format("from {}", version.from.text());
  if (version.from_undisputed) {
    text += fmt::format(" (sources differ; undisputed from {})", version.from_undisputed->text());
  }
  if (version.until) text += fmt::format(" until {}", version.until->text());
  return text;
}

std::string kinds_text(const std::vector<std::string>& item_kinds) {
  std::vector<std::string> names;
  for (const std::string& kind : item_kinds) names.push_back(spaced(kind));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string confidence_text(const std::string& confidence) { return tags_text({confidence}); }

std::string spaced(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

int widest(std::span<const std::string> texts) {
  int width = 0;
  for (const std::string& text : texts) width = std::max(width, display_width(text));
  return width;
}

}  // namespace qgauge::report
