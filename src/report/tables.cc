// A report as tables for a spreadsheet, and tables as CSV text. Called by the command line for --csv.
// The columns are documented in docs/formats.md.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/report.hpp"
#include "report/decisive_reasons.hpp"

namespace qgauge::report {
namespace {

constexpr const char* between_texts = "; ";

std::string number(double value) { return fmt::format("{}", value); }
std::string number(const std::optional<double>& value) { return value ? number(*value) : ""; }
std::string joined(const std::vector<std::string>& texts) { return fmt::format("{}", fmt::join(texts, between_texts)); }

std::vector<std::string> figure_row(const figures::Figure& figure) {
  const auto& subject = figure.subject;
  return {figure.name,
          subject ? fmt::format("{}", fmt::join(subject->qubits, " ")) : "",
          subject ? subject->gate : "",
          number(figure.value),
          number(figure.low),
          number(figure.high),
          number(figure.level),
          std::string(name_of(figure.kind)),
          number(figure.uncertainty.sampling),
          number(figure.uncertainty.description),
          figure.unit,
          std::string(name_of(figure.origin)),
          figure.method,
          figure.convention,
          std::to_string(figure.samples),
          number(figure.truth),
          number(figure.reported),
          joined(figure.assumptions),
          figure.missing.value_or("")};
}

/// The reasons of the first level, then those below them that decide; the tree is in the JSON report.
std::string reasons_text(const thresholds::Verdict& verdict) {
  std::vector<std::string> texts;
  for (const thresholds::Reason& reason : verdict.reasons) texts.push_back(reason.text);
  for (const thresholds::Reason* reason : decisive_reasons(verdict)) {
    if (std::ranges::find(texts, reason->text) == texts.end()) texts.push_back(reason->text);
  }
  return joined(texts);
}

std::string missing_text(const thresholds::Verdict& verdict) {
  std::vector<std::string> texts;
  for (const thresholds::MissingInput& missing : verdict.missing) texts.push_back(missing.name);
  return joined(texts);
}

std::string counterfactuals_text(const thresholds::Verdict& verdict) {
  std::vector<std::string> texts;
  for (const thresholds::Counterfactual& one : verdict.counterfactuals) texts.push_back(one.text);
  return joined(texts);
}

/// "0-1 1-2"
std::string couplings_text(const thresholds::Subset& subset) {
  std::vector<std::string> pairs;
  for (const auto& [first, second] : subset.couplings) pairs.push_back(fmt::format("{}-{}", first, second));
  return fmt::format("{}", fmt::join(pairs, " "));
}

std::vector<std::string> verdict_row(const thresholds::Verdict& verdict) {
  return {verdict.regime,
          verdict.version,
          verdict.entry,
          verdict.as_of.text(),
          thresholds::name_of(verdict.reading),
          std::string(name_of(verdict.decision)),
          number(verdict.probability_controlled),
          reasons_text(verdict),
          joined(verdict.conditional_on),
          joined(verdict.assumptions),
          missing_text(verdict),
          verdict.subset ? fmt::format("{}", fmt::join(verdict.subset->qubits, " ")) : "",
          verdict.subset ? number(verdict.subset->mean_cnot_infidelity) : "",
          joined(verdict.tags),
          verdict.source,
          verdict.item,
          verdict.exporter,
          verdict.destination,
          verdict.licence ? std::string(name_of(verdict.licence->statement)) : "",
          verdict.licence ? verdict.licence->text : "",
          counterfactuals_text(verdict),
          verdict.subset ? couplings_text(*verdict.subset) : "",
          verdict.text_read};
}

/// In quotation marks where it holds a separator, a quotation mark or the end of a line, as RFC 4180 says; and where
/// blanks would be lost.
std::string quoted(const std::string& cell) {
  const bool padded = cell.starts_with(' ') || cell.ends_with(' ');
  if (!padded && cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string text = "\"";
  for (const char letter : cell) text.append(letter == '"' ? 2 : 1, letter);
  text += '"';
  return text;
}

}  // namespace

TextTable figure_table(const Report& report) {
  TextTable table{{"name", "qubits", "gate", "value", "low", "high", "level", "interval_kind", "sigma_sampling",
                   "sigma_description", "unit", "origin", "method", "convention", "samples", "truth", "reported",
                   "assumptions", "missing"}};
  for (const figures::Figure& figure : report.figures) table.push_back(figure_row(figure));
  return table;
}

TextTable finding_table(const Report& report) {
  TextTable table{{"code", "severity", "where", "message"}};
  for (const core::Finding& finding : report.findings) {
    table.push_back(
        {finding.code, std::string(name_of(core::severity_of(finding.code))), finding.where, finding.message});
  }
  return table;
}

TextTable verdict_table(const Report& report) {
  TextTable table{{"regime",
                   "version",
                   "entry",
                   "as_of",
                   "reading",
                   "verdict",
                   "probability_controlled",
                   "reasons",
                   "conditional_on",
                   "assumptions",
                   "missing",
                   "subset_qubits",
                   "subset_mean_cnot_infidelity",
                   "tags",
                   "source",
                   "item",
                   "exporter",
                   "destination",
                   "licence",
                   "licence_text",
                   "counterfactuals",
                   "subset_couplings",
                   "text_read"}};
  for (const thresholds::Verdict& verdict : report.verdicts) table.push_back(verdict_row(verdict));
  return table;
}

std::string to_csv(const TextTable& table) {
  std::string text;
  for (const std::vector<std::string>& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += ',';
      text += quoted(row[i]);
    }
    text += '\n';
  }
  return text;
}

}  // namespace qgauge::report
