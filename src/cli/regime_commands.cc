// Work on rule files: list, show, validate.

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "cli/arguments.hpp"

namespace qgauge::cli {
namespace {

std::string period(const thresholds::Version& version) {
  std::string first = version.from.text();
  if (version.from_undisputed) first += fmt::format(" (disputed until {})", version.from_undisputed->text());
  return fmt::format("from {}{}", first, version.until ? " until " + version.until->text() : "");
}

core::Result<int> list_regimes(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  for (const thresholds::Regime& regime : rules.regimes) {
    fmt::print(console.out, "{:<16} {} ({}, {})\n", regime.id, regime.instrument, regime.jurisdiction, regime.status);
    for (const thresholds::Version& version : regime.versions) {
      for (const thresholds::Entry& entry : version.entries) {
        fmt::print(console.out, "    {:<24} {}, text read {}, {}\n", entry.number, period(version),
                   version.text_read.text(), entry.confidence);
      }
    }
  }
  return 0;
}

void show_condition(const thresholds::Condition& condition, int depth, std::ostream& out) {
  using Kind = thresholds::Condition::Kind;
  const std::string indent(static_cast<std::size_t>(depth) * 2 + 4, ' ');
  const std::string clause = condition.clause.empty() ? "" : condition.clause + ": ";
  switch (condition.kind) {
    case Kind::all:
      fmt::print(out, "{}{}all of\n", indent, clause);
      break;
    case Kind::any:
      fmt::print(out, "{}{}any of\n", indent, clause);
      break;
    case Kind::negation:
      fmt::print(out, "{}{}not\n", indent, clause);
      break;
    case Kind::bound:
      fmt::print(out, "{}{}{} {} {:g}\n", indent, clause, condition.figure, thresholds::name_of(condition.relation),
                 condition.limit);
      break;
    case Kind::attribute:
      fmt::print(out, "{}{}{}\n", indent, clause, condition.attribute);
      break;
  }
  if (!condition.text.empty()) fmt::print(out, "{}  \"{}\"\n", indent, condition.text);
  for (const auto& part : condition.parts) show_condition(part, depth + 1, out);
}

void show_entry(const thresholds::Entry& entry, std::ostream& out) {
  fmt::print(out, "  {}  {}\n    source: {} [{}]\n", entry.number, entry.title, entry.source, entry.confidence);
  show_condition(entry.condition, 0, out);
  for (const auto& definition : entry.definitions) {
    fmt::print(out, "    '{}': {}\n", definition.term, definition.text);
    if (!definition.quote.empty()) fmt::print(out, "      \"{}\"\n", definition.quote);
  }
}

core::Result<int> show_regime(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  std::string known;
  for (const thresholds::Regime& regime : rules.regimes) {
    known += (known.empty() ? "" : ", ") + regime.id;
    if (regime.id != arguments.device) continue;
    fmt::print(console.out, "{}: {} ({}, {})\n", regime.id, regime.instrument, regime.jurisdiction, regime.status);
    for (const auto& version : regime.versions) {
      fmt::print(console.out, "\nversion {}, text read {}\n  {}\n", period(version), version.text_read.text(),
                 version.source);
      for (const auto& entry : version.entries) show_entry(entry, console.out);
    }
    fmt::print(console.out, "\nNot legal advice.\n");
    return 0;
  }
  return wrong_usage("regimes show", arguments.device, known);
}

core::Result<int> validate_file(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto regime, thresholds::load_regime(arguments.device));
  fmt::print(console.out, "{}: valid, regime {} with {} version(s)\n", arguments.device, regime.id,
             regime.versions.size());
  return 0;
}

}  // namespace

void add_regime_commands(CLI::App& app, Arguments& arguments, Action& chosen) {
  CLI::App* regimes = app.add_subcommand("regimes", "Work on thresholds");
  regimes->require_subcommand(1);
  const auto add = [&](const char* name, const char* help, Action action) {
    CLI::App* command = regimes->add_subcommand(name, help);
    command->callback([&chosen, action] { chosen = action; });
    return command;
  };
  CLI::App* list = add("list", "Regimes, versions and entries", list_regimes);
  CLI::App* show = add("show", "One regime: conditions, definitions, sources", show_regime);
  show->add_option("regime", arguments.device, "Identifier of `qgauge regimes list`")->required()->type_name("R");
  CLI::App* validate = add("validate", "Check a rule file", validate_file);
  validate->add_option("file", arguments.device, "A TOML rule file")->required()->type_name("FILE");
  for (CLI::App* command : {list, show}) {
    command->add_option("--rules", arguments.rules, "Folder of rule files instead of the bundled one")
        ->type_name("DIR");
  }
}

}  // namespace qgauge::cli
