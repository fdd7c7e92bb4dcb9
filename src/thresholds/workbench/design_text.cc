// Rule files with other limits: see with_limits() in design.hpp. Called by `qgauge regimes design -o`. Changes numbers
// alone: comments, order and layout stay as their author wrote them.
#include <algorithm>

#include <fmt/format.h>

#include "qgauge/thresholds/design.hpp"

namespace qgauge::thresholds {
namespace {

/// The number with the fewest digits that is read as this limit.
std::string written(const Parameter& parameter, double limit) {
  const double value = as_written(parameter, limit);
  for (int digits = 1; digits < 17; ++digits) {
    const std::string text = fmt::format("{:.{}g}", value, digits);
    if (in_si_of(parameter, std::stod(text)) == limit) return text;
  }
  return fmt::format("{:.17g}", value);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines{""};
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

std::unexpected<core::Error> no_limit(const Parameter& parameter) {
  return core::unusable(
      parameter.where, "no number for " + parameter.name + " that can be replaced",
      fmt::format("figure = \"{}\" and {} = NUMBER on that line", parameter.figure, name_of(parameter.relation)),
      "write the limit by hand: the answer says which it is");
}

/// Begin and end of the number behind "RELATION =" of the bound on the figure; both npos where there is none.
std::pair<std::size_t, std::size_t> number_on(const std::string& line, const Parameter& parameter) {
  const std::string figure = fmt::format("\"{}\"", parameter.figure), relation(name_of(parameter.relation));
  for (std::size_t at = line.find(figure); at != std::string::npos; at = line.find(figure, at + 1)) {
    const std::size_t end = std::min(line.find('}', at), line.size());
    std::size_t key = line.find(relation, at + figure.size());
    if (key == std::string::npos || key >= end) continue;
    key = line.find_first_not_of(" =", key + relation.size());
    const std::size_t stop = std::min(line.find_first_of(" ,}", key), line.size());
    return {key, stop};
  }
  return {std::string::npos, std::string::npos};
}

/// "line" of "file:line"; 0 where it is in another file.
std::size_t line_in(const Parameter& parameter, const std::string& file) {
  const std::string prefix = file + ":";
  if (!parameter.where.starts_with(prefix)) return 0;
  const std::string rest = parameter.where.substr(prefix.size());
  return rest.empty() || rest[0] < '0' || rest[0] > '9' ? 0 : static_cast<std::size_t>(std::stoul(rest));
}

}  // namespace

core::Result<std::string> with_limits(const std::string& text, const std::string& file,
                                      const std::vector<DesignedLimit>& limits) {
  std::vector<std::string> lines = lines_of(text);
  for (const DesignedLimit& one : limits) {
    for (const Parameter& parameter : one.parameters) {
      if (one.limit == parameter.limit) continue;
      const std::size_t line = line_in(parameter, file);
      if (line == 0 || line > lines.size()) return no_limit(parameter);
      std::string& changed = lines[line - 1];
      const auto [begin, end] = number_on(changed, parameter);
      if (begin == std::string::npos || begin >= end) return no_limit(parameter);
      changed.replace(begin, end - begin, written(parameter, one.limit));
    }
  }
  std::string joined = lines.front();
  for (std::size_t i = 1; i < lines.size(); ++i) joined += '\n' + lines[i];
  return joined;
}

}  // namespace qgauge::thresholds
