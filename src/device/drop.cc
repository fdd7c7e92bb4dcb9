// Takes qubits out of a description: a what-if, called for --drop-qubit. Finds them by what the description calls them;
// what follows for counts and couplings is validation's affair.

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/device.hpp"

namespace qgauge::device {
namespace {

constexpr const char* place = "--drop-qubit";

/// As validation and figures call it.
std::string label_of(const DeviceDescription& description, std::size_t qubit) {
  const std::string& label = description.qubits[qubit].label;
  return label.empty() ? std::to_string(qubit) : label;
}

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::vector<std::string> labels_of(const DeviceDescription& description) {
  std::vector<std::string> labels;
  for (std::size_t q = 0; q < description.qubits.size(); ++q) labels.push_back(label_of(description, q));
  return labels;
}

/// "0, 1, 2, 3, 4, ... 132": how this machine calls its qubits.
std::string names_text(const std::vector<std::string>& labels) {
  constexpr std::size_t shown = 5;
  const std::size_t count = std::min(labels.size(), shown);
  std::string text = fmt::format("{}", fmt::join(labels.begin(), labels.begin() + static_cast<long>(count), ", "));
  if (labels.size() > count) text += fmt::format(", ... {}", labels.back());
  return text;
}

std::unexpected<core::Error> unknown_qubit(std::string_view name, const std::vector<std::string>& labels) {
  const std::vector<std::string_view> known(labels.begin(), labels.end());
  return core::unusable(place, fmt::format("no qubit \"{}\"", name),
                        fmt::format("one of its {} qubits: {}", labels.size(), names_text(labels)),
                        number_in(name) ? "" : core::suggestion(name, known));
}

/// By label; an index counts only where it cannot be meant as a label.
core::Result<std::size_t> find_qubit(std::string_view name, const std::vector<std::string>& labels) {
  const auto found = std::ranges::find(labels, name);
  if (found != labels.end() && std::ranges::count(labels, name) == 1) {
    return static_cast<std::size_t>(found - labels.begin());
  }
  if (found != labels.end()) {
    return core::unusable(place, fmt::format("the label \"{}\" of several qubits", name), "a label of one qubit");
  }
  const auto index = number_in(name);
  const bool numbered = std::ranges::any_of(labels, [](const auto& label) { return number_in(label).has_value(); });
  if (index && !numbered && *index < labels.size()) return *index;
  return unknown_qubit(name, labels);
}

/// The parts between commas; a label that holds a comma itself is one name.
std::vector<std::string_view> split(std::string_view names, const std::vector<std::string>& labels) {
  if (std::ranges::find(labels, names) != labels.end()) return {names};
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= names.size();) {
    const std::size_t comma = std::min(names.find(',', start), names.size());
    parts.push_back(names.substr(start, comma - start));
    start = comma + 1;
  }
  return parts;
}

}  // namespace

core::Status drop_qubits(DeviceDescription& description, std::string_view names) {
  if (description.qubits.empty()) {
    return core::unusable(place, "a description of averages, in which no qubit has data of its own",
                          "a description that lists its qubits", "--set physical_qubits=N sets their number");
  }
  const std::vector<std::string> labels = labels_of(description);
  std::set<std::size_t> dropped;
  for (const std::string_view name : split(names, labels)) {
    QGAUGE_TRY(const std::size_t qubit, find_qubit(name, labels));
    dropped.insert(qubit);
  }
  std::vector<std::string> told;
  for (const std::size_t qubit : dropped) {
    description.qubits[qubit].operational = false;
    told.push_back(labels[qubit]);
  }
  const char* noun = told.size() == 1 ? "qubit" : "qubits";
  const std::string where = fmt::format("{} {}", noun, fmt::join(told, ", "));
  description.findings.push_back(
      {"overridden_value", where,
       fmt::format("{} {} dropped: taken as unusable with all couplings instead of as the source says", where,
                   told.size() == 1 ? "was" : "were")});
  return {};
}

}  // namespace qgauge::device
