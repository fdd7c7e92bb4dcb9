// What two reports differ in beside figures and verdicts: machine, inputs, law, effort, program. Called by compare.
// Fails nothing: who compares two machines, or two days of law, means to.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "assess/compare.hpp"

namespace qgauge::assess {
namespace {

using report::ContextDifference;
using report::Report;

std::set<std::string> checksums_of(const Report& report) {
  std::set<std::string> sums;
  for (const report::InputFile& input : report.provenance.inputs) sums.insert(input.sha256);
  return sums;
}

std::set<std::string> overrides_of(const Report& report) {
  std::set<std::string> overrides;
  for (const core::Finding& finding : report.findings) {
    if (finding.code == "overridden_value") overrides.insert(finding.message);
  }
  return overrides;
}

std::string date_text(const std::optional<core::Date>& date) { return date ? date->text() : ""; }

/// "ibm_torino.json (sha256 0123456789ab)"
std::string inputs_text(const Report& report) {
  std::vector<std::string> files;
  for (const report::InputFile& input : report.provenance.inputs) {
    const std::string name = input.path.substr(input.path.find_last_of('/') + 1);
    files.push_back(fmt::format("{} (sha256 {})", name, input.sha256.substr(0, 12)));
  }
  return fmt::format("{}", fmt::join(files, ", "));
}

std::string snapshots_text(const Report& report) {
  if (!report.history) return "one";
  return fmt::format("{}", report.history->snapshots.size());
}

std::string route_text(const Report& report) {
  const thresholds::Verdict& verdict = report.verdicts.front();
  const auto named = [](const std::string& code) { return code.empty() ? std::string("anywhere") : code; };
  return fmt::format("from {} to {}", named(verdict.exporter), named(verdict.destination));
}

/// The version that each instrument was asked in, and the day on which its text was read.
std::map<std::string, std::string> versions_of(const Report& report) {
  std::map<std::string, std::string> versions;
  for (const thresholds::Verdict& verdict : report.verdicts) {
    if (verdict.version.empty()) continue;
    versions.emplace(verdict.regime, fmt::format("{}, text read {}", verdict.version, verdict.text_read));
  }
  return versions;
}

class Differences {
 public:
  void add(const char* what, const std::string& from, const std::string& to, const char* meaning = "") {
    if (from != to) list_.push_back({what, from, to, meaning});
  }
  std::vector<ContextDifference> take() { return std::move(list_); }

 private:
  std::vector<ContextDifference> list_;
};

void add_machine(const Report& from, const Report& to, Differences& differences) {
  const report::DeviceSummary &before = from.device, &after = to.device;
  differences.add("machine", before.name, after.name, "differences are those between two machines");
  differences.add("vendor", before.vendor, after.vendor);
  differences.add("paradigm", before.paradigm, after.paradigm);
  differences.add("calibration", date_text(before.as_of), date_text(after.as_of));
  differences.add("format", before.format, after.format);
  differences.add("snapshots", snapshots_text(from), snapshots_text(to));
  const bool told = before.name != after.name || before.as_of != after.as_of || before.format != after.format;
  if (!told && checksums_of(from) != checksums_of(to)) {
    differences.add("inputs", inputs_text(from), inputs_text(to));
  }
  differences.add("overrides", fmt::format("{}", fmt::join(overrides_of(from), ", ")),
                  fmt::format("{}", fmt::join(overrides_of(to), ", ")));
}

void add_law(const Report& from, const Report& to, Differences& differences) {
  if (from.verdicts.empty() || to.verdicts.empty()) return;
  differences.add("law as of", from.provenance.as_of.text(), to.provenance.as_of.text(),
                  "a verdict may change with the law alone");
  differences.add("export", route_text(from), route_text(to));
  const auto before = versions_of(from), after = versions_of(to);
  for (const auto& [regime, version] : after) {
    const auto same = before.find(regime);
    if (same != before.end()) differences.add(regime.c_str(), same->second, version, "another version of the rules");
  }
}

void add_run(const Report& from, const Report& to, Differences& differences) {
  const report::Provenance &before = from.provenance, &after = to.provenance;
  differences.add("program", before.version, after.version);
  differences.add("instructions", before.simd, after.simd);
  differences.add("effort", before.effort, after.effort);
  differences.add("seed", fmt::format("{}", before.seed), fmt::format("{}", after.seed));
}

}  // namespace

bool of_same_description(const Report& from, const Report& to) {
  const report::DeviceSummary &before = from.device, &after = to.device;
  // One file may hold several machines, or one machine on several days.
  const bool same_machine = before.name == after.name && before.as_of == after.as_of && before.format == after.format;
  return same_machine && !from.provenance.inputs.empty() && checksums_of(from) == checksums_of(to) &&
         overrides_of(from) == overrides_of(to);
}

std::vector<ContextDifference> context_differences(const Report& from, const Report& to) {
  Differences differences;
  add_machine(from, to, differences);
  add_law(from, to, differences);
  add_run(from, to, differences);
  return differences.take();
}

}  // namespace qgauge::assess
