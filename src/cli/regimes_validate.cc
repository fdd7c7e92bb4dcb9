// `qgauge regimes validate FILE`: whether a rule file can be used, what is odd in it, and what was looked at.

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "cli/regimes.hpp"

namespace qgauge::cli {
namespace {

using thresholds::Condition;

struct Count {
  std::size_t entries = 0;
  std::size_t exceptions = 0;
  std::size_t bounds = 0;
  std::size_t tests = 0;  ///< of attributes
  std::size_t unknowns = 0;
};

void count_in(const Condition& condition, Count& count) {
  if (condition.kind == Condition::Kind::bound) ++count.bounds;
  if (condition.kind == Condition::Kind::attribute) ++count.tests;
  if (condition.kind == Condition::Kind::unknown) ++count.unknowns;
  for (const Condition& part : condition.parts) count_in(part, count);
}

Count count_of(const thresholds::Regime& regime) {
  Count count;
  for (const auto& version : regime.versions) {
    count.entries += version.entries.size();
    count.exceptions += version.exceptions.size();
    for (const auto& entry : version.entries) count_in(entry.condition, count);
    for (const auto& exception : version.exceptions) count_in(exception.condition, count);
  }
  return count;
}

std::string counted(std::size_t number, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", number, number == 1 ? one : several);
}

}  // namespace

core::Result<int> validate_regime(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto regime, thresholds::load_regime(arguments.device));
  const Count count = count_of(regime);
  for (const core::Finding& warning : regime.warnings) {
    fmt::print(console.out, "warning: {}: {}\n", warning.where, warning.message);
  }
  fmt::print(console.out, "{}: valid, regime {}, {}\n", arguments.device, regime.id,
             counted(regime.warnings.size(), "warning", "warnings"));
  fmt::print(console.out, "checked: {}, {} in them, {};\n", counted(regime.versions.size(), "version", "versions"),
             counted(count.entries, "entry", "entries"), counted(count.exceptions, "exception", "exceptions"));
  fmt::print(console.out, "  {}, {} of words and countries, {} that nobody can answer;\n",
             counted(count.bounds, "limit", "limits"), counted(count.tests, "test", "tests"),
             counted(count.unknowns, "question", "questions"));
  fmt::print(console.out,
             "  keys, dates and their order, sources, tags, units, figures and parameters by\n  kind of item, ladders "
             "without gap or overlap, precedence of exceptions\n");
  return 0;
}

}  // namespace qgauge::cli
