// The worked cases of thresholds/cases, each against the rules that are shipped. Format: thresholds/cases/README.md.
// Knows no number of any law: what a case expects stands beside it.
#include <set>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "qgauge/components.hpp"
#include "thresholds/support.hpp"

using namespace qgauge;
using support::bundled_rules;
using thresholds::Verdict;

namespace {

std::vector<std::filesystem::path> case_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(support::rules_folder / "cases")) {
    if (file.path().extension() == ".toml") files.push_back(file.path());
  }
  return files;
}

std::string text_in(const toml::table& table, std::string_view key) {
  INFO(key);
  const auto text = table[key].value<std::string>();
  REQUIRE(text);
  return *text;
}

core::Date day_in(const toml::table& table) {
  const auto date = table["as_of"].value<toml::date>();
  REQUIRE(date);
  return *core::Date::from(date->year, date->month, date->day);
}

/// "600 uW" in SI.
double in_si(const std::string& written, core::Dimension dimension) {
  const auto blank = written.find(' ');
  REQUIRE(blank != std::string::npos);
  const auto unit = core::find_unit(written.substr(blank + 1));
  REQUIRE(unit);
  REQUIRE(unit->dimension == dimension);
  return core::in_si(std::stod(written.substr(0, blank)), *unit);
}

double number_in(const toml::node& value, core::Dimension dimension) {
  const auto* written = value.as_string();
  return written != nullptr ? in_si(written->get(), dimension) : value.value<double>().value();
}

subject::Attribute attribute_in(const toml::node& value) {
  if (const auto* flag = value.as_boolean()) return flag->get();
  REQUIRE(value.is_string());
  return value.as_string()->get();
}

bool is_number(const components::ParameterSpec& spec) {
  return spec.type == components::ParameterType::number || spec.type == components::ParameterType::count;
}

/// Parameters of the kind in the closed table; of a computer the paradigm and figures.
void set(subject::Subject& item, const std::string& kind, const std::string& name, const toml::node& value) {
  INFO(name);
  if (kind == "computer") {
    if (name == "paradigm") item.attributes[name] = attribute_in(value);
    if (name != "paradigm") support::set_figure(item, support::exact(name, value.value<double>().value()));
    return;
  }
  const auto* component = components::find_component_kind(kind);
  REQUIRE(component != nullptr);
  const auto* spec = components::find_parameter(*component, name);
  REQUIRE(spec != nullptr);
  if (!is_number(*spec)) {
    item.attributes[name] = attribute_in(value);
    return;
  }
  const double number = number_in(value, spec->dimension);
  CHECK(components::contains(*spec, number));
  support::set_figure(item, support::exact(name, number));
}

void set_all(subject::Subject& item, const std::string& kind, const toml::table* values) {
  if (values == nullptr) return;
  for (const auto& [name, value] : *values) set(item, kind, std::string(name.str()), value);
}

subject::Subject item_of(const toml::table& entry, const toml::table& row) {
  const std::string kind = text_in(entry, "item_kind");
  subject::Subject item;
  item.name = "item";
  item.attributes["item_kind"] = kind;
  set_all(item, kind, entry["item"].as_table());
  set_all(item, kind, row["with"].as_table());
  const auto* without = row["without"].as_array();
  if (without == nullptr) return item;
  for (const toml::node& name : *without) {
    const std::string known = name.value<std::string>().value();
    CHECK(item.figures.erase(known) + item.attributes.erase(known) == 1);
  }
  return item;
}

std::optional<thresholds::Profile> profile_of(const toml::table& row) {
  const auto* fixed = row["fixed"].as_table();
  if (fixed == nullptr) return std::nullopt;
  thresholds::Profile profile;
  profile.authority = "an authority";
  for (const auto& [ambiguity, reading] : *fixed) {
    profile.interpretations[std::string(ambiguity.str())] = reading.value<std::string>().value();
  }
  return profile;
}

/// The whole regime is asked, so that an entry must be about the kind of item to give a verdict.
thresholds::Question question_of(const toml::table& file, const toml::table& row) {
  thresholds::Question question{.regimes = {text_in(file, "regime")},
                                .readings = {thresholds::Reading{}},
                                .as_of = day_in(row.contains("as_of") ? row : file)};
  question.from = row["from"].value<std::string>();
  question.to = row["to"].value<std::string>();
  question.profile = profile_of(row);
  return question;
}

std::optional<bool> met_by(thresholds::Decision decision) {
  if (decision == thresholds::Decision::undetermined) return std::nullopt;
  return decision == thresholds::Decision::controlled;
}

/// The part of the entry that decides: the first among the reasons that came out as the whole did, or the entry itself.
std::string deciding_clause(const std::vector<thresholds::Reason>& reasons, const Verdict& found) {
  for (const thresholds::Reason& reason : reasons) {
    if (reason.met != met_by(found.decision)) continue;
    if (!reason.clause.empty() && reason.clause != found.entry) return reason.clause;
    const std::string below = deciding_clause(reason.because, found);
    if (below != found.entry) return below;
  }
  return found.entry;
}

void check(const toml::table& row, const Verdict& found) {
  INFO(support::told(found.reasons));
  CHECK(thresholds::name_of(found.decision) == text_in(row, "expected"));
  if (const auto clause = row["clause"].value<std::string>()) {
    CHECK(deciding_clause(found.reasons, found) == *clause);
  }
  if (const auto licence = row["licence"].value<std::string>()) {
    REQUIRE(found.licence);
    CHECK(thresholds::name_of(found.licence->statement) == *licence);
  }
}

void check_row(const toml::table& file, const toml::table& entry, const toml::table& row) {
  INFO(text_in(entry, "number") << " at line " << row.source().begin.line);
  const std::string number = text_in(entry, "number");
  const auto all = support::verdicts(bundled_rules(), item_of(entry, row), question_of(file, row));
  const auto found = std::ranges::find(all, number, &Verdict::entry);
  REQUIRE(found != all.end());
  check(row, *found);
}

int check_entries(const toml::table& file) {
  int cases = 0;
  const auto* entries = file["entry"].as_array();
  if (entries == nullptr) return cases;
  for (const toml::node& entry : *entries) {
    for (const toml::node& row : *(*entry.as_table())["cases"].as_array()) {
      check_row(file, *entry.as_table(), *row.as_table());
      ++cases;
    }
  }
  return cases;
}

/// "us-ear#4A906.a": the ladder that is in force on the day of the file.
std::string ladder_of(const toml::table& file) {
  const std::string id = text_in(file, "regime");
  const auto regime = std::ranges::find(bundled_rules().regimes, id, &thresholds::Regime::id);
  REQUIRE(regime != bundled_rules().regimes.end());
  const auto* version = thresholds::version_at(*regime, day_in(file));
  REQUIRE(version != nullptr);
  const auto ladder = std::ranges::find(version->entries, "computer_ladder", &thresholds::Entry::topic);
  REQUIRE(ladder != version->entries.end());
  return id + "#" + ladder->number;
}

int check_ladder(const toml::table& file) {
  const auto* rows = file["ladder"].as_array();
  if (rows == nullptr) return 0;
  const std::string ladder = ladder_of(file), date = day_in(file).text();
  for (const toml::node& node : *rows) {
    const toml::table& row = *node.as_table();
    INFO("line " << row.source().begin.line);
    const auto item = support::computer(row["n"].value<double>().value(), row["error"].value<double>());
    check(row, support::verdict(bundled_rules(), item, ladder, date));
  }
  return static_cast<int>(rows->size());
}

/// Regime -> the numbers of the entries that cases are about.
std::map<std::string, std::set<std::string>> worked_entries() {
  std::map<std::string, std::set<std::string>> worked;
  for (const auto& path : case_files()) {
    const toml::table file = toml::parse_file(path.string());
    auto& numbers = worked[text_in(file, "regime")];
    const auto* entries = file["entry"].as_array();
    if (entries == nullptr) continue;
    for (const toml::node& entry : *entries) numbers.insert(text_in(*entry.as_table(), "number"));
  }
  return worked;
}

}  // namespace

TEST_CASE("Every worked case comes out with its verdict and its deciding part") {
  int cases = 0;
  for (const auto& path : case_files()) {
    INFO(path.string());
    const toml::table file = toml::parse_file(path.string());
    cases += check_entries(file) + check_ladder(file);
  }
  CHECK(cases > 1000);
}

TEST_CASE("Every entry of a regime with worked cases has one") {
  for (const auto& [id, numbers] : worked_entries()) {
    const auto regime = std::ranges::find(bundled_rules().regimes, id, &thresholds::Regime::id);
    REQUIRE(regime != bundled_rules().regimes.end());
    for (const auto& version : regime->versions) {
      for (const auto& entry : version.entries) {
        INFO(id << " " << entry.number);
        CHECK(numbers.contains(entry.number));
      }
    }
  }
}
