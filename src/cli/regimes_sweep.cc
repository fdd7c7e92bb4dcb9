// `qgauge regimes sweep DRAFT --vary NAME=FROM..TO[:POINTS][,log]`: whom a text lists as its limits move.

#include <charconv>

#include "cli/regimes.hpp"
#include "cli/workbench.hpp"
#include "qgauge/report/workbench_limits.hpp"

namespace qgauge::cli {
namespace {

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

/// "NAME=FROM..TO[:POINTS][,log]"
core::Result<thresholds::SweepRange> range_of(const std::string& text) {
  const auto refuse = [&] {
    return wrong_usage("--vary", text,
                       "NAME=FROM..TO[:POINTS][,log], as in M.1:cnot_infidelity.mean=1e-4..1e-1:100,log");
  };
  thresholds::SweepRange range;
  const std::size_t equals = text.rfind('=');
  range.name = text.substr(0, equals);
  if (equals == std::string::npos) return range;  // the name alone: the analysis lists the names that there are
  std::string_view rest = std::string_view(text).substr(equals + 1);
  if (rest.ends_with(",log")) {
    range.logarithmic = true;
    rest.remove_suffix(4);
  }
  if (const std::size_t colon = rest.find(':'); colon != std::string_view::npos) {
    if (!read_number(rest.substr(colon + 1), range.steps)) return refuse();
    rest = rest.substr(0, colon);
  }
  const std::size_t dots = rest.find("..");
  if (dots == std::string_view::npos || !read_number(rest.substr(0, dots), range.from) ||
      !read_number(rest.substr(dots + 2), range.to)) {
    return refuse();
  }
  return range;
}

}  // namespace

core::Result<int> sweep_regime(const Arguments& arguments, const Console& console) {
  if (arguments.vary.size() > 2) return wrong_usage("--vary", "it more than twice", "one or two limits");
  std::vector<thresholds::SweepRange> ranges;
  for (const std::string& text : arguments.vary) {
    QGAUGE_TRY(auto range, range_of(text));
    ranges.push_back(std::move(range));
  }
  QGAUGE_TRY(const auto question, question_of(arguments));
  QGAUGE_TRY(const auto population, read_population(arguments));
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  QGAUGE_TRY(const auto sweep, thresholds::sweep_of(rules, population, arguments.device, ranges, question));
  QGAUGE_CHECK(deliver({report::to_terminal(sweep, population, style_of(console)), report::to_json(sweep, population),
                        report::tables_of(sweep, population)},
                       arguments, console));
  return 0;
}

}  // namespace qgauge::cli
