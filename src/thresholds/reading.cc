// Readings: how an ambiguous text is read, and which figure then stands for which. Called by evaluation, cli and
// reports. The figures' names are qgauge's own; no number of a law stands here.
#include "thresholds/reading.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/core.hpp"

namespace qgauge::thresholds {
namespace {

using Scope = Reading::Scope;
using Operation = Reading::Operation;

constexpr std::array scopes{Scope::whole, Scope::best_subset, Scope::best_couplings};

/// Mean number of C-NOTs in a uniformly random two-qubit Clifford, in a decomposition with the fewest (Barends et al.,
/// Nature 508, 500, 2014, supplement).
constexpr double cnots_per_clifford = 1.5;

std::string_view name_of(Scope scope) {
  switch (scope) {
    case Scope::whole:
      return "whole";
    case Scope::best_subset:
      return "best_subset";
    case Scope::best_couplings:
      return "best_couplings";
  }
  std::unreachable();
}

/// A departure from the default: its word, and what it does to a reading. In the order of a reading's name.
struct Departure {
  std::string_view name;
  void (*apply)(Reading&);
};
constexpr std::array departures{
    Departure{"median", [](Reading& reading) { reading.median = true; }},
    Departure{"process", [](Reading& reading) { reading.process = true; }},
    Departure{"per_clifford", [](Reading& reading) { reading.per_clifford = true; }},
    Departure{"isolated", [](Reading& reading) { reading.operation = Operation::isolated; }},
    Departure{"simultaneous", [](Reading& reading) { reading.operation = Operation::simultaneous; }},
    Departure{"layered", [](Reading& reading) { reading.operation = Operation::layered; }},
    Departure{"with_1q", [](Reading& reading) { reading.with_1q = true; }},
    Departure{"simulated", [](Reading& reading) { reading.simulated = true; }},
};

/// Whether the departure has its effect in the reading already.
bool departs(const Reading& reading, const Departure& departure) {
  Reading again = reading;
  departure.apply(again);
  return again == reading;
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == '/') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::unexpected<core::Error> no_reading(std::string_view text) {
  std::vector<std::string_view> scope_names;
  std::vector<std::string> optional;
  for (const Scope scope : scopes) scope_names.push_back(name_of(scope));
  for (const Departure& departure : departures) optional.push_back(fmt::format("[/{}]", departure.name));
  return core::failure(core::ErrorCode::wrong_usage, "--reading",
                       fmt::format("found the reading \"{}\", expected one of {}, then in this order {}, with at most "
                                   "one of isolated, simultaneous and layered; or \"all\"",
                                   text, fmt::join(scope_names, ", "), fmt::join(optional, "")));
}

/// "cnot_infidelity.simultaneous.with_1q.mean".
std::string reported_figure(const Reading& reading, bool median) {
  std::string name(cnot_stem);
  switch (reading.operation) {
    case Operation::any:
      break;
    case Operation::isolated:
      name += ".isolated";
      break;
    case Operation::simultaneous:
      name += ".simultaneous";
      break;
    case Operation::layered:
      name += ".layered";
      break;
  }
  if (reading.with_1q) name += ".with_1q";
  return name + (median ? ".median" : ".mean");
}

/// Randomized benchmarking knows means only, takes the one-qubit gates out of the error per C-NOT, leaves them in the
/// error per Clifford, and has no layers.
std::string simulated_figure(const Reading& reading, bool median) {
  if (median || reading.with_1q || reading.operation == Operation::layered) return {};
  const bool simultaneous = reading.operation == Operation::simultaneous;
  if (reading.per_clifford) return simultaneous ? "" : "rb.error_per_clifford.isolated.mean";
  return simultaneous ? "rb.cnot_infidelity.simultaneous.mean" : "rb.cnot_infidelity.isolated.mean";
}

std::string_view operation_text(Operation operation) {
  switch (operation) {
    case Operation::any:
      return "";
    case Operation::isolated:
      return " of gates that run alone";
    case Operation::simultaneous:
      return " of gates that run at the same time";
    case Operation::layered:
      return " of gates in layers";
  }
  std::unreachable();
}

std::string_view couplings_text(Scope scope) {
  switch (scope) {
    case Scope::whole:
      return "all couplings of the machine";
    case Scope::best_subset:
      return "all couplings between the qubits of the best connected subset";
    case Scope::best_couplings:
      return "the couplings of the best connected set of couplings";
  }
  std::unreachable();
}

}  // namespace

std::string name_of(const Reading& reading) {
  std::string name(name_of(reading.scope));
  for (const Departure& departure : departures) {
    if (departs(reading, departure)) fmt::format_to(std::back_inserter(name), "/{}", departure.name);
  }
  return name;
}

core::Result<Reading> parse_reading(std::string_view text) {
  const std::vector<std::string> parts = parts_of(text);
  const auto scope = std::ranges::find(scopes, parts.front(), [](Scope s) { return name_of(s); });
  if (scope == scopes.end()) return no_reading(text);
  Reading reading{.scope = *scope};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto departure = std::ranges::find(departures, parts[i], &Departure::name);
    if (departure == departures.end()) return no_reading(text);
    departure->apply(reading);
  }
  // Words out of order, twice, or that exclude each other do not come back as they were written.
  return name_of(reading) == text ? core::Result<Reading>(reading) : no_reading(text);
}

std::vector<Reading> principal_readings() {
  return {{}, {.simulated = true}, {.scope = Scope::best_subset}, {.scope = Scope::best_couplings}};
}

std::vector<Reading> all_readings() {
  std::vector<Reading> readings;
  for (const Scope scope : scopes) {
    readings.push_back({.scope = scope});
    for (const Departure& departure : departures) {
      Reading reading{.scope = scope};
      departure.apply(reading);
      readings.push_back(reading);
    }
  }
  return readings;
}

std::string meaning_of(const Reading& reading) {
  return fmt::format("the {} over {} of the {} C-NOT error{}{}{}{}", reading.median ? "median" : "mean",
                     couplings_text(reading.scope), reading.simulated ? "simulated" : "reported",
                     operation_text(reading.operation),
                     reading.with_1q ? ", with the one-qubit gates that make the native gate a C-NOT" : "",
                     reading.process ? ", as process infidelity" : ", as average gate infidelity",
                     reading.per_clifford ? ", per two-qubit Clifford" : "");
}

bool is_read(const std::string& figure) {
  return figure == fmt::format("{}.mean", cnot_stem) || figure == fmt::format("{}.median", cnot_stem);
}

std::string stem_of(const std::string& figure) { return figure.substr(0, figure.rfind('.')); }

FigureUse figure_under(const Reading& reading, const std::string& figure) {
  if (!is_read(figure)) return {figure, 1};
  const bool median = reading.median || figure.ends_with(".median");
  FigureUse use{reading.simulated ? simulated_figure(reading, median) : reported_figure(reading, median), 1};
  if (reading.process) use.factor *= core::process_infidelity_from_average(1.0, 4);
  if (reading.per_clifford && !reading.simulated) use.factor *= cnots_per_clifford;
  return use;
}

std::string conversion_of(const Reading& reading) {
  const bool per_clifford = reading.per_clifford && !reading.simulated;
  if (!reading.process && !per_clifford) return {};
  return fmt::format("as {} infidelity{}", reading.process ? "process" : "average gate",
                     per_clifford ? " per two-qubit Clifford" : "");
}

}  // namespace qgauge::thresholds
