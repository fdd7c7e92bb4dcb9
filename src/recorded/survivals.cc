// Survivals of sequences as Quantinuum publishes them: {"shots": n, "survival": {"(0, 1)": {"32": {"1": 94}}}}; of
// state preparation and measurement {"0": {"1": 9978}}. Called through qgauge/recorded.hpp. Must not know what decays.
#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "recorded/formats.hpp"

namespace qgauge::recorded {
namespace {

using execution::SurvivalGroup;
using execution::SurvivalRecord;
using execution::SurvivalSeries;

constexpr int largest_number = 100'000'000;

std::optional<int> number_of(std::string_view text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value >= 0 && value <= largest_number ? std::optional(value) : std::nullopt;
}

/// "3" or "(0, 1)"; empty where it is neither.
std::vector<int> qubits_of(std::string_view text) {
  if (text.starts_with('(') && text.ends_with(')') && text.size() > 1) text = text.substr(1, text.size() - 2);
  std::vector<int> qubits;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const auto number = number_of(text.substr(0, comma));
    if (!number || std::ranges::find(qubits, *number) != qubits.end()) return {};
    qubits.push_back(*number);
    text.remove_prefix(std::min(comma + 1, text.size()));
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  return qubits;
}

core::Result<std::uint64_t> survival_of(const Place& place, std::uint64_t shots) {
  QGAUGE_TRY(const std::uint64_t survivals, place.count());
  if (survivals > shots)
    return place.refuse(fmt::format("at most the {} shots of a sequence", shots), "correct the survival or the shots");
  return survivals;
}

/// One number, or one a sequence, in the order of the sequences' names.
core::Result<SurvivalSeries> series_of(int length, const Place& place, std::uint64_t shots) {
  SurvivalSeries series{length, {}};
  if (place.json().is_number()) {
    QGAUGE_TRY(const std::uint64_t survivals, survival_of(place, shots));
    series.survivals.push_back(survivals);
    return series;
  }
  QGAUGE_TRY(const auto sequences, place.members());
  for (const auto& [name, sequence] : sequences) {
    QGAUGE_TRY(const std::uint64_t survivals, survival_of(sequence, shots));
    series.survivals.push_back(survivals);
  }
  if (series.survivals.empty()) return place.refuse("at least one sequence", "leave the length out");
  return series;
}

/// Whether lengths hold sequences; those of a file all do, or none.
core::Result<bool> has_sequences(const std::vector<std::pair<std::string, Place>>& groups) {
  std::optional<bool> sequences;
  for (const auto& [name, group] : groups) {
    QGAUGE_TRY(const auto lengths, group.members());
    for (const auto& [length, place] : lengths) {
      const bool here = !place.json().is_number();
      if (sequences.value_or(here) != here)
        return place.refuse("sequences of every length, or of none", "complete the file");
      sequences = here;
    }
  }
  return sequences.value_or(true);
}

core::Result<SurvivalGroup> group_of(const std::string& name, const Place& place, std::uint64_t shots) {
  SurvivalGroup group{qubits_of(name), {}};
  if (group.qubits.empty())
    return core::unusable(place.where(), fmt::format("the group \"{}\"", name.substr(0, 60)),
                          "a qubit like 3 or qubits like (0, 1)", "name groups by their qubits");
  QGAUGE_TRY(const auto lengths, place.members());
  for (const auto& [text, at] : lengths) {
    const std::optional<int> length = number_of(text);
    if (!length)
      return core::unusable(at.where(), fmt::format("the length \"{}\"", text.substr(0, 60)), "a whole number from 0",
                            "name series by their length");
    QGAUGE_TRY(SurvivalSeries series, series_of(*length, at, shots));
    group.series.push_back(std::move(series));
  }
  std::ranges::sort(group.series, {}, &SurvivalSeries::length);
  if (std::ranges::adjacent_find(group.series, {}, &SurvivalSeries::length) != group.series.end())
    return place.refuse("every length once", "add the sequences together");
  return group;
}

}  // namespace

core::Result<SurvivalRecord> read_survivals(std::string_view text, const std::string& file) {
  QGAUGE_TRY(const nlohmann::json tree, parse_tree(text, file));
  const Place root(tree, file);
  QGAUGE_TRY(const Place shots, root.at("shots"));
  SurvivalRecord record{file, 0, {}, root.find("leakage_postselect").has_value(), true};
  QGAUGE_TRY(record.shots, shots.count());
  if (record.shots == 0) return shots.refuse("at least one shot", "give the shots of each sequence");
  QGAUGE_TRY(const Place survival, root.at("survival"));
  QGAUGE_TRY(const auto groups, survival.members());
  if (groups.empty() || groups.size() > max_circuits)
    return survival.refuse(fmt::format("1 to {} groups", max_circuits), "give the survivals of at least one group");
  QGAUGE_TRY(record.sequences, has_sequences(groups));
  for (const auto& [name, place] : groups) {
    QGAUGE_TRY(SurvivalGroup group, group_of(name, place, record.shots));
    record.groups.push_back(std::move(group));
  }
  std::ranges::sort(record.groups, {}, &SurvivalGroup::qubits);
  if (std::ranges::adjacent_find(record.groups, {}, &SurvivalGroup::qubits) != record.groups.end())
    return survival.refuse("every group of qubits once", "add the groups together");
  return record;
}

}  // namespace qgauge::recorded
