// Hands a report over: files, standard output, exit code.

#include <algorithm>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/arguments.hpp"
#include "qgauge/store.hpp"

namespace qgauge::cli {
namespace {

constexpr const char* standard_output = "-";

bool has_verdict(const report::Report& report, thresholds::Decision decision) {
  return std::ranges::find(report.verdicts, decision, &thresholds::Verdict::decision) != report.verdicts.end();
}

/// An item of which no rule was asked is not cleared by that.
bool is_open(const report::Report& report) {
  return has_verdict(report, thresholds::Decision::undetermined) ||
         std::ranges::find(report.findings, "no_rule_asked", &core::Finding::code) != report.findings.end();
}

/// A finding that says only what was done as asked does not fail a run.
bool has_finding(const report::Report& report) {
  return std::ranges::any_of(report.findings, [](const core::Finding& finding) {
    return core::severity_of(finding.code) != core::Severity::info;
  });
}

bool holds(const std::string& condition, const report::Report& report) {
  if (condition == "controlled") return has_verdict(report, thresholds::Decision::controlled);
  if (condition == "undetermined") return is_open(report);
  return has_finding(report);
}

/// The files that the run writes, each with its option.
std::vector<std::pair<std::string, std::filesystem::path>> outputs_of(const Arguments& arguments) {
  std::vector<std::pair<std::string, std::filesystem::path>> outputs{
      {"--json", arguments.json}, {"--hdf5", arguments.hdf5}, {"--memo", arguments.memo}};
  if (arguments.csv.empty()) return outputs;
  for (const char* table : {"qubits.csv", "pairs.csv", "figures.csv", "findings.csv", "verdicts.csv"}) {
    outputs.emplace_back("--csv", std::filesystem::path(arguments.csv) / table);
  }
  return outputs;
}

core::Status check_outputs_are_no_inputs(const report::Report& report, const Arguments& arguments) {
  std::vector<std::filesystem::path> inputs = rule_files_of(arguments);
  for (const auto& input : report.provenance.inputs) inputs.emplace_back(input.path);
  for (const auto& [option, output] : outputs_of(arguments)) {
    for (const std::filesystem::path& input : inputs) QGAUGE_CHECK(check_distinct(option, output, input));
  }
  return {};
}

core::Status write_memo(const report::Report& report, const Arguments& arguments, const Console& console) {
  if (arguments.memo.empty()) return {};
  const std::string memo = report::to_memo(report, memo_request_of(arguments));
  if (arguments.memo != standard_output) return store::write_file(arguments.memo, memo);
  console.out << memo;
  return {};
}

core::Status write_report(const report::Report& report, const Arguments& arguments, const Console& console) {
  if (arguments.json.empty()) return {};
  if (arguments.json != standard_output) return report::write_json(report, arguments.json);
  console.out << report::to_json(report).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  return {};
}

}  // namespace

core::Result<int> deliver(const report::Report& report, const device::DeviceDescription* description,
                          const Arguments& arguments, const Console& console) {
  QGAUGE_CHECK(check_outputs_are_no_inputs(report, arguments));
  if (!arguments.csv.empty()) QGAUGE_CHECK(write_csv(report, description, arguments.csv));
  if (!arguments.hdf5.empty()) QGAUGE_CHECK(report::write_hdf5(report, arguments.hdf5));
  QGAUGE_CHECK(write_memo(report, arguments, console));
  QGAUGE_CHECK(write_report(report, arguments, console));
  if (!arguments.quiet && arguments.json != standard_output && arguments.memo != standard_output) {
    const bool colour = console.out_is_terminal && !std::getenv("NO_COLOR");
    console.out << report::to_terminal(report, {console.columns, colour, arguments.per_subject});
  }
  const bool failed =
      std::ranges::any_of(arguments.fail_if, [&](const std::string& condition) { return holds(condition, report); });
  return failed ? 1 : 0;
}

}  // namespace qgauge::cli
