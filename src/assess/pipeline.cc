// The way of the data: description -> model -> figures -> verdicts -> report. Called by cli; does no I/O.

#include <algorithm>
#include <chrono>
#include <iterator>

#include <fmt/format.h>

#include "assess/components.hpp"
#include "assess/internal.hpp"
#include "assess/mend.hpp"
#include "assess/records.hpp"
#include "qgauge/simulator.hpp"

namespace qgauge::assess {
namespace {

/// A description on its way: what later steps need beside the report.
struct Work {
  report::Report report;
  device::DeviceModel model;
  noise::NoiseModel noise;
  std::vector<std::string> assumptions;
  bool machine = true;  ///< false: components alone
};

core::Result<Work> begin(const device::DeviceDescription& description, const Options& options) {
  QGAUGE_TRY(device::DeviceModel model, device::validate(description));
  std::vector<core::Finding> findings = model.findings;
  QGAUGE_TRY(noise::NoiseModel noise, noise::NoiseModel::from(model, findings));
  const bool machine = is_machine(description, model);
  std::ranges::move(what_to_mend(description, model), std::back_inserter(findings));
  report::Report report{.device = summary_of(description),
                        .findings = std::move(findings),
                        .figures = machine ? reported_figures(description, model) : std::vector<figures::Figure>{},
                        .verdicts = {},
                        .provenance = provenance_of(options),
                        .samples = {}};
  if (options.assume_sigma) assume_sigma(*options.assume_sigma, report.figures);
  for (const device::InputFile& input : description.inputs) {
    report.provenance.inputs.push_back({input.path, input.sha256});
  }
  std::vector<std::string> assumptions;
  for (const core::Finding& finding : report.findings) {
    if (finding.code == "overridden_value") assumptions.push_back(finding.message);
  }
  for (const std::string& assumption : record_assumptions(report.figures)) assumptions.push_back(assumption);
  return Work{std::move(report), std::move(model), std::move(noise), std::move(assumptions), machine};
}

/// Which protocols fit: so far all need gates.
bool protocols_fit(const device::DeviceModel& model) {
  return model.paradigm == device::Paradigm::gate_model && !model.qubits.empty();
}

/// The file where it is known, for messages.
std::string place_of(const device::DeviceDescription& description) {
  return description.inputs.empty() ? description.name : description.inputs.front().path;
}

/// Of a description that no protocol fits.
std::string what_it_is(const Work& work) {
  if (!work.machine) return "no machine, only components";
  return fmt::format("a machine of paradigm {}", device::name_of(work.model.paradigm));
}

core::Status add_measured(Work& work, const device::DeviceDescription& description, const Options& options) {
  QGAUGE_TRY(Measured measured, run_protocols(work.model, work.noise, description.published, options));
  auto& figures = work.report.figures;
  replace_reported(measured.figures, figures);
  auto& findings = work.report.findings;
  findings.insert(findings.end(), measured.findings.begin(), measured.findings.end());
  figures.insert(figures.end(), std::make_move_iterator(measured.figures.begin()),
                 std::make_move_iterator(measured.figures.end()));
  work.report.samples = std::move(measured.samples);
  return {};
}

/// On the machine, if there is one, and on each component.
core::Status judge(Work& work, const device::DeviceDescription& description, const thresholds::RuleBook& rules,
                   const Options& options) {
  std::vector<Item> items;
  if (work.machine) {
    subject::Subject machine = subject_of(work.model, work.report.figures);
    machine.assumptions = work.assumptions;
    items.push_back(machine_item(std::move(machine), options));
    items.back().unsourced = unsourced_figures(description);
  }
  std::size_t number = 0;
  for (subject::Subject& component : component_subjects(description.components)) {
    items.push_back(component_item(std::move(component), options));
    items.back().unsourced = unsourced_parameters(description, description.components[number++]);
  }
  return add_verdicts(items, rules, options, work.report);
}

/// Runs `steps` on the description and stamps the elapsed time.
template <class Steps>
core::Result<report::Report> timed(const device::DeviceDescription& description, const Options& options,
                                   const Steps& steps) {
  const auto start = std::chrono::steady_clock::now();
  QGAUGE_TRY(Work work, begin(description, options));
  QGAUGE_CHECK(steps(work));
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  work.report.provenance.elapsed_s = elapsed.count();
  return std::move(work.report);
}

}  // namespace

std::string_view version() { return QGAUGE_VERSION; }

report::DeviceSummary summary_of(const device::DeviceDescription& description) {
  return {description.name,
          description.vendor,
          description.format,
          description.as_of,
          description.modality,
          std::string(device::name_of(description.paradigm)),
          description.source.description,
          description.source.licence};
}

void replace_reported(std::vector<figures::Figure>& found, std::vector<figures::Figure>& reported) {
  const auto has = [](const std::vector<figures::Figure>& figures, const figures::Figure& wanted) {
    return !wanted.subject && std::ranges::any_of(figures, [&](const figures::Figure& figure) {
      return figure.name == wanted.name && !figure.subject && figure.value;
    });
  };
  std::erase_if(reported, [&](const figures::Figure& old) { return has(found, old); });
  std::erase_if(found, [&](const figures::Figure& figure) { return !figure.value && has(reported, figure); });
}

report::Provenance provenance_of(const Options& options) {
  report::Provenance provenance;
  provenance.version = version();
  provenance.seed = options.seed;
  provenance.simd = simulator::simd_target();
  provenance.threads = options.threads;
  provenance.as_of = options.question.as_of;
  provenance.effort = name_of(options.effort);
  return provenance;
}

core::Result<report::Report> describe(const device::DeviceDescription& description, const Options& options) {
  return timed(description, options, [](Work&) { return core::Status{}; });
}

core::Result<report::Report> measure(const device::DeviceDescription& description, const Options& options) {
  return timed(description, options, [&](Work& work) -> core::Status {
    if (!protocols_fit(work.model)) {
      return core::unusable(place_of(description), what_it_is(work), "a gate-model machine",
                            "`qgauge check` gives its verdicts");
    }
    return add_measured(work, description, options);
  });
}

core::Result<report::Report> check(const device::DeviceDescription& description, const thresholds::RuleBook& rules,
                                   const Options& options) {
  return timed(description, options, [&](Work& work) { return judge(work, description, rules, options); });
}

core::Result<report::Report> assess(const device::DeviceDescription& description, const thresholds::RuleBook& rules,
                                    const Options& options) {
  return timed(description, options, [&](Work& work) -> core::Status {
    if (protocols_fit(work.model)) {
      QGAUGE_CHECK(add_measured(work, description, options));
    } else {
      work.report.findings.push_back({"no_protocol_fits", description.name, "described is " + what_it_is(work)});
    }
    return judge(work, description, rules, options);
  });
}

}  // namespace qgauge::assess
