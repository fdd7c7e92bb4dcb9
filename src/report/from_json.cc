// Reads a report that to_json wrote: every member must be there and of its kind, but the history and what the first
// reports of the schema did not have; members that are not known are left alone, so that a later version may add some.
// Called by the command line for `check REPORT` and `compare`.
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "qgauge/report.hpp"
#include "report/json_cursor.hpp"
#include "report/names.hpp"

namespace qgauge::report {
namespace {

template <class Enum, std::size_t Size>
Enum read_named(const JsonCursor& cursor, const std::array<Enum, Size>& values) {
  const auto value = find_named(values, cursor.text());
  if (!value) cursor.fail(listed(values));
  return *value;
}

std::string read_text(const JsonCursor& cursor) { return cursor.text(); }
int read_whole_number(const JsonCursor& cursor) { return cursor.whole_number(); }

/// Members that the first reports of the schema did not have.
std::string text_if_there(const JsonCursor& place, const char* key) {
  const auto member = place.find(key);
  return member ? member->text() : "";
}

template <class Read>
auto list_if_there(const JsonCursor& place, const char* key, Read read) {
  const auto member = place.find(key);
  return member ? member->list(read) : std::vector<decltype(read(place))>();
}

std::string read_paradigm(const JsonCursor& cursor) {
  std::string name = cursor.text();
  if (std::ranges::find(all_paradigms, name) == all_paradigms.end())
    cursor.fail("a paradigm of the schema, such as \"gate_model\"");
  return name;
}

DeviceSummary read_device(const JsonCursor& device) {
  return {.name = device["name"].text(),
          .vendor = device["vendor"].text(),
          .format = device["format"].text(),
          .as_of = device["as_of"].or_null([](const JsonCursor& cursor) { return cursor.date(); }),
          .modality = device["modality"].text(),
          .paradigm = device["paradigm"].or_null(read_paradigm).value_or(""),
          .source = device["source"].text(),
          .licence = device["licence"].text()};
}

core::Finding read_finding(const JsonCursor& finding) {
  const std::string code = finding["code"].text();
  const core::FindingSpec* spec = core::find_finding(code);
  if (spec == nullptr) finding["code"].fail("a code of the closed list", "see `qgauge findings`");
  if (finding["severity"].text() != name_of(spec->severity)) {
    finding["severity"].fail("\"" + std::string(name_of(spec->severity)) + "\", the severity of " + code);
  }
  return {.code = code, .where = finding["where"].text(), .message = finding["message"].text()};
}

figures::FigureSubject read_subject(const JsonCursor& subject) {
  return {.qubits = subject["qubits"].list(read_whole_number), .gate = subject["gate"].text()};
}

figures::Uncertainty read_uncertainty(const JsonCursor& uncertainty) {
  return {.sampling = uncertainty["sampling"].number_not_negative(),
          .description = uncertainty["description"].number_not_negative()};
}

void check_order(const JsonCursor& place, const std::optional<double>& low, const std::optional<double>& high) {
  if (low && high && *low > *high) place["low"].fail("a value not above \"high\"");
}

void check_whole(const JsonCursor& place, const char* key, const std::optional<double>& number) {
  if (number && *number != std::floor(*number)) place[key].fail("a whole number");
}

/// A value that was stated or follows from such ones is one that the figure can have. An estimate may stray, but its
/// interval holds possible values.
void check_domain(const JsonCursor& place, const figures::Figure& figure, const figures::FigureSpec& spec) {
  const auto [range, whole] = figures::domain_of(spec);
  const auto outside = [&](double value) { return value < range.low || value > range.high; };
  const bool stated = figure.origin == figures::Origin::reported || figure.origin == figures::Origin::derived;
  const std::string expected = fmt::format("a number from {:g} to {:g}", range.low, range.high);
  if (stated && figure.value && outside(*figure.value)) place["value"].fail(expected);
  if (figure.high && *figure.high < range.low) place["high"].fail(expected);
  if (figure.low && *figure.low > range.high) place["low"].fail(expected);
  if (!whole) return;
  check_whole(place, "value", figure.value);
  check_whole(place, "low", figure.low);
  check_whole(place, "high", figure.high);
}

/// What the table of figures says of it. A later version may have figures that this one does not know.
void check_against_table(const JsonCursor& place, const figures::Figure& figure) {
  const figures::FigureSpec* spec = figures::find_figure(figure.name);
  if (spec == nullptr) return;
  if (figure.unit != spec->unit) {
    place["unit"].fail(fmt::format("\"{}\", the unit of {}", spec->unit, figure.name));
  }
  check_domain(place, figure, *spec);
}

/// What the parts of a figure demand of each other.
void check_figure(const JsonCursor& place, const figures::Figure& figure) {
  if (figure.low.has_value() != figure.high.has_value()) {
    place["low"].fail("both ends of an interval, or null for both");
  }
  check_order(place, figure.low, figure.high);
  if (!figure.value && !figure.missing) place["missing"].fail("why there is no value");
  if (figure.level <= 0 || figure.level >= 1) place["level"].fail("a level above 0 and below 1");
  if (figure.value && figure.low && (*figure.value < *figure.low || *figure.value > *figure.high)) {
    place["value"].fail("a value from \"low\" to \"high\"");
  }
  check_against_table(place, figure);
}

figures::Figure read_figure(const JsonCursor& figure) {
  figures::Figure result{.name = figure["name"].text(),
                         .value = figure["value"].number_or_null(),
                         .low = figure["low"].number_or_null(),
                         .high = figure["high"].number_or_null(),
                         .level = figure["level"].number_within(0, 1),
                         .kind = read_named(figure["interval_kind"], all_interval_kinds),
                         .uncertainty = read_uncertainty(figure["uncertainty"]),
                         .unit = figure["unit"].text(),
                         .origin = read_named(figure["origin"], all_origins),
                         .method = figure["method"].text(),
                         .convention = figure["convention"].text(),
                         .samples = figure["samples"].count(),
                         .subject = figure["subject"].or_null(read_subject),
                         .truth = figure["truth"].number_or_null(),
                         .reported = figure["reported"].number_or_null(),
                         .assumptions = figure["assumptions"].list(read_text),
                         .missing = figure["missing"].or_null(read_text)};
  check_figure(figure, result);
  return result;
}

/// Each figure once: by name, qubits and gate.
std::vector<figures::Figure> read_figures(const JsonCursor& list) {
  using Key = std::tuple<std::string, std::vector<int>, std::string>;
  std::set<Key> known;
  return list.list([&](const JsonCursor& place) {
    figures::Figure figure = read_figure(place);
    const figures::FigureSubject subject = figure.subject.value_or(figures::FigureSubject{});
    if (!known.insert(Key{figure.name, subject.qubits, subject.gate}).second) place["name"].fail("each figure once");
    return figure;
  });
}

thresholds::Relation read_relation(const JsonCursor& relation) { return read_named(relation, all_relations); }

thresholds::Reason read_reason(const JsonCursor& reason) {
  thresholds::Reason result{.clause = reason["clause"].text(),
                            .figure = reason["figure"].text(),
                            .value = reason["value"].number_or_null(),
                            .low = reason["low"].number_or_null(),
                            .high = reason["high"].number_or_null(),
                            .relation = reason["relation"].or_null(read_relation),
                            .limit = reason["limit"].number_or_null(),
                            .met = reason["met"].or_null([](const JsonCursor& met) { return met.truth(); }),
                            .text = reason["text"].text(),
                            .because = reason["because"].list(read_reason)};
  check_order(reason, result.low, result.high);
  return result;
}

thresholds::Margin read_margin(const JsonCursor& margin) {
  return {.figure = margin["figure"].text(),
          .limit = margin["limit"].number(),
          .ratio = margin["ratio"].number(),
          .text = text_if_there(margin, "text")};
}

thresholds::MissingInput read_missing(const JsonCursor& missing) {
  return {
      .name = missing["name"].text(), .who_knows = missing["who_knows"].text(), .text = text_if_there(missing, "text")};
}

thresholds::Counterfactual read_counterfactual(const JsonCursor& counterfactual) {
  return {.figure = counterfactual["figure"].text(),
          .value = counterfactual["value"].number_or_null(),
          .becomes = read_named(counterfactual["becomes"], all_decisions),
          .text = counterfactual["text"].text()};
}

std::pair<int, int> read_pair(const JsonCursor& pair) {
  const std::vector<int> qubits = pair.list(read_whole_number);
  if (qubits.size() != 2) pair.fail("two qubits");
  return {qubits[0], qubits[1]};
}

thresholds::Subset read_subset(const JsonCursor& subset) {
  return {.qubits = subset["qubits"].list(read_whole_number),
          .mean_cnot_infidelity = subset["mean_cnot_infidelity"].number(),
          .couplings = list_if_there(subset, "couplings", read_pair)};
}

thresholds::Licence read_licence(const JsonCursor& licence) {
  return {.statement = read_named(licence["statement"], all_licence_statements), .text = licence["text"].text()};
}

/// The code of a country; empty where it is null or not there.
std::string read_country(const JsonCursor& place, const char* key) {
  const auto country = place.find(key);
  return country ? country->or_null(read_text).value_or("") : "";
}

thresholds::Reading read_reading(const JsonCursor& reading) {
  const auto parsed = thresholds::parse_reading(reading.text());
  if (!parsed) reading.fail("the name of a reading, such as \"whole/simulated\"");
  return *parsed;
}

double read_probability(const JsonCursor& probability) { return probability.number_within(0, 1); }

thresholds::Verdict read_verdict(const JsonCursor& verdict) {
  const auto licence = verdict.find("licence");
  return {.regime = verdict["regime"].text(),
          .version = verdict["version"].text(),
          .text_read = text_if_there(verdict, "text_read"),
          .entry = verdict["entry"].text(),
          .item = text_if_there(verdict, "item"),
          .as_of = verdict["as_of"].date(),
          .exporter = read_country(verdict, "exporter"),
          .destination = verdict["destination"].or_null(read_text).value_or(""),
          .reading = read_reading(verdict["reading"]),
          .decision = read_named(verdict["verdict"], all_decisions),
          .probability_controlled = verdict["probability_controlled"].or_null(read_probability),
          .licence = licence ? licence->or_null(read_licence) : std::nullopt,
          .conditional_on = verdict["conditional_on"].list(read_text),
          .reasons = verdict["reasons"].list(read_reason),
          .margins = verdict["margins"].list(read_margin),
          .counterfactuals = list_if_there(verdict, "counterfactuals", read_counterfactual),
          .subset = verdict["subset"].or_null(read_subset),
          .assumptions = verdict["assumptions"].list(read_text),
          .missing = verdict["missing"].list(read_missing),
          .tags = verdict["tags"].list(read_text),
          .source = verdict["source"].text()};
}

InputFile read_input(const JsonCursor& input) {
  return {.path = input["path"].text(), .sha256 = input["sha256"].text()};
}

Provenance read_provenance(const JsonCursor& provenance) {
  return {.version = provenance["version"].text(),
          .seed = provenance["seed"].count(),
          .simd = provenance["simd"].text(),
          .threads = provenance["threads"].whole_number(),
          .elapsed_s = provenance["elapsed_s"].number_not_negative(),
          .as_of = provenance["as_of"].date(),
          .effort = provenance["effort"].text(),
          .inputs = provenance["inputs"].list(read_input)};
}

Snapshot read_snapshot(const JsonCursor& snapshot) {
  return {.path = snapshot["path"].text(), .as_of = snapshot["as_of"].date(), .name = snapshot["name"].text()};
}

VerdictChange read_change(const JsonCursor& change) {
  return {.regime = change["regime"].text(),
          .entry = change["entry"].text(),
          .reading = read_reading(change["reading"]),
          .law = change["as_of"].date(),
          .date = change["date"].date(),
          .from = read_named(change["from"], all_decisions),
          .to = read_named(change["to"], all_decisions),
          .item = text_if_there(change, "item")};
}

FigurePoint read_point(const JsonCursor& point) {
  FigurePoint result{.value = point["value"].number_or_null(),
                     .low = point["low"].number_or_null(),
                     .high = point["high"].number_or_null(),
                     .kind = read_named(point["interval_kind"], all_interval_kinds)};
  check_order(point, result.low, result.high);
  return result;
}

/// `snapshots` points.
FigureSeries read_series(const JsonCursor& series, std::size_t snapshots) {
  FigureSeries result{
      .name = series["name"].text(), .method = series["method"].text(), .points = series["points"].list(read_point)};
  if (result.points.size() != snapshots) series["points"].fail(std::to_string(snapshots) + " points, one a snapshot");
  return result;
}

History read_history(const JsonCursor& history) {
  History result{.snapshots = history["snapshots"].list(read_snapshot),
                 .changes = history["changes"].list(read_change),
                 .figures = {}};
  if (result.snapshots.size() < 2) history["snapshots"].fail("at least two snapshots");
  result.figures =
      history["figures"].list([&](const JsonCursor& series) { return read_series(series, result.snapshots.size()); });
  return result;
}

Report read_report(const JsonCursor& root) {
  const JsonCursor schema = root["schema"];
  if (schema.text() != schema_name) {
    schema.fail("\"" + std::string(schema_name) + "\"", "this version reads no other");
  }
  const auto history = root.find("history");
  return {.device = read_device(root["device"]),
          .findings = root["findings"].list(read_finding),
          .figures = read_figures(root["figures"]),
          .verdicts = root["verdicts"].list(read_verdict),
          .provenance = read_provenance(root["provenance"]),
          .samples = {},
          .history = history ? std::optional(read_history(*history)) : std::nullopt};
}

}  // namespace

core::Result<Report> from_json(const std::string& text, const std::string& file) {
  try {
    const nlohmann::json tree = parse_limited(text, file);
    return read_report(JsonCursor(tree, file + ": $"));
  } catch (const JsonFailure& failure) {
    return std::unexpected(failure.error);
  }
}

}  // namespace qgauge::report
