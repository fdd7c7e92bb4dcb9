// Header and footer of a report on a terminal: which machine, from which source, under which day's law, and what the
// words do not mean. Called by to_terminal.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/number_text.hpp"
#include "report/terminal_blocks.hpp"

namespace qgauge::report {
namespace {

constexpr int label_width = 11;

std::string spaced(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

std::string joined(const std::vector<std::string>& parts) {
  std::vector<std::string> known;
  std::ranges::copy_if(parts, std::back_inserter(known), [](const std::string& part) { return !part.empty(); });
  return fmt::format("{}", fmt::join(known, ", "));
}

/// What is no computer has no calibration.
std::string dated_text(const DeviceSummary& device) {
  if (device.as_of) return "calibration of " + device.as_of->text();
  return device.paradigm.empty() ? "" : "calibration undated";
}

std::string machine_text(const DeviceSummary& device) {
  return joined(
      {device.name.empty() ? "unnamed" : device.name, device.vendor, spaced(device.modality), spaced(device.paradigm)});
}

std::string source_text(const DeviceSummary& device) {
  return joined({device.source, device.format.empty() ? "" : "read as " + device.format, dated_text(device)});
}

/// ", from US to CN", as far as it was stated; the same for every verdict.
std::string route_text(const thresholds::Verdict& verdict) {
  std::string text;
  if (!verdict.exporter.empty()) text += fmt::format(" from {}", verdict.exporter);
  if (!verdict.destination.empty()) text += fmt::format(" to {}", verdict.destination);
  return text.empty() ? "" : fmt::format(", export{}", text);
}

}  // namespace

void set_header(const Report& report, Page& page) {
  page.heading("QGAUGE REPORT");
  page.item(0, report.device.paradigm.empty() ? "Item" : "Machine", label_width, machine_text(report.device));
  page.item(0, "Source", label_width, source_text(report.device));
  if (report.verdicts.empty()) return;
  page.item(0, "Law as of", label_width, report.provenance.as_of.text() + route_text(report.verdicts.front()));
}

void set_footer(const Report& report, Page& page) {
  const Provenance& provenance = report.provenance;
  page.blank();
  if (!report.verdicts.empty()) {
    page.paragraph(0,
                   "Not legal advice. A verdict says whether a text lists the item; whether a licence is needed "
                   "depends on from where, to where and when.");
    page.paragraph(0, fmt::format("The law is that of {}.", provenance.as_of.text()));
  }
  page.paragraph(0,
                 fmt::format("qgauge {}, seed {}, {}", provenance.version, provenance.seed,
                             joined({provenance.effort.empty() ? "" : provenance.effort + " effort", provenance.simd,
                                     fmt::format("{} thread{}", provenance.threads, provenance.threads == 1 ? "" : "s"),
                                     fmt::format("{:.1f} s", provenance.elapsed_s)})));
  for (const InputFile& input : provenance.inputs) {
    page.paragraph(0, "input " + input.path);
    page.paragraph(2, "sha256 " + input.sha256);
  }
}

}  // namespace qgauge::report
