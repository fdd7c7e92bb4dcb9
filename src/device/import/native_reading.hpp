// Reading of the native format in parts: quantities and words, the calibration of qubits and gates, and the rest.
// Used by the native importer alone. Every function refuses what it does not know, at its JSON path.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "device/native_keys.hpp"
#include "device/native_names.hpp"

namespace qgauge::device::native {

using NameList = std::vector<std::string_view>;

/// What the rest of a file refers to by name or number.
struct Tables {
  std::map<std::string, ErrorMetric, std::less<>> metrics;
  std::set<std::string, std::less<>> sources;
  int qubit_count = 0;
};

/// The names of some lists of keys and fields, for Node::only_keys.
template <class... Lists>
NameList names_of(const Lists&... lists) {
  NameList names;
  const auto add = [&](const auto& list) {
    for (const auto& row : list) {
      if constexpr (requires { row.key; }) {
        names.push_back(row.key);
      } else {
        names.push_back(row.name);
      }
    }
  };
  (add(lists), ...);
  return names;
}

// Each puts the value of an optional member into `target`, and leaves it alone where the member is absent.
core::Status read_text(const Node& node, std::string_view key, std::string& target);
core::Status read_flag(const Node& node, std::string_view key, bool& target);
core::Status read_day(const Node& node, std::string_view key, std::optional<core::Date>& target);
core::Status read_source(const Node& node, const Tables& tables, std::string& target);
core::Status read_metric(const Node& node, std::string_view key, const Tables& tables, ErrorMetric& target);

/// A record of a catalogue under the key "record".
core::Status read_record(const Node& node, Record& target);

core::Result<std::string> required_text(const Node& node, std::string_view key);
/// One of `words`, else an error with the nearest.
core::Result<std::string> read_word(const Node& node, const NameList& words);

/// A word of an enumeration, required.
template <class Enum, std::size_t N>
core::Status read_enum(const Node& node, std::string_view key, const device::Names<Enum, N>& names, Enum& target) {
  QGAUGE_TRY(const Node member, node.at(key));
  NameList words;
  for (const auto& [value, name] : names) words.push_back(name);
  QGAUGE_TRY(const std::string word, read_word(member, words));
  for (const auto& [value, name] : names) {
    if (name == word) target = value;
  }
  return {};
}

/// The elements of an optional list, at most `limit` of `what`.
core::Result<std::vector<Node>> read_list(const Node& node, std::string_view key, int limit, std::string_view what);
/// The members of an object by name, without comments.
core::Result<std::vector<std::pair<std::string, Node>>> read_members(const Node& node);
/// Numbers of qubits.
core::Result<std::vector<int>> read_indices(const Node& node, const Tables& tables);
core::Result<std::pair<int, int>> read_pair(const Node& node, const Tables& tables);

core::Result<Quantity> read_quantity(const Node& node, core::Dimension dimension, Range range, const Tables& tables);

/// The quantities of `owner`; its date and source are those of each quantity that names none.
template <class Owner, std::size_t N>
core::Status read_fields(const Node& node, const std::array<Field<Owner>, N>& fields, const Tables& tables,
                         Owner& owner) {
  std::optional<core::Date> date;
  std::string source;
  QGAUGE_CHECK(read_day(node, "date", date));
  QGAUGE_CHECK(read_source(node, tables, source));
  for (const Field<Owner>& field : fields) {
    const auto member = node.find(field.key);
    if (!member) continue;
    QGAUGE_TRY(Quantity quantity, read_quantity(*member, field.dimension, field.range, tables));
    if (!quantity.date) quantity.date = date;
    if (quantity.source.empty()) quantity.source = source;
    owner.*field.member = std::move(quantity);
  }
  return {};
}

// The sections of a file. Those that refer to tables come after them.
core::Status read_sources(const Node& root, Tables& tables, DeviceDescription& description);
core::Status read_metrics(const Node& root, Tables& tables);
core::Result<Provenance> read_provenance(const Node& node);

core::Status read_qubits(const Node& root, const Tables& tables, DeviceDescription& description);
core::Status read_gates(const Node& root, const Tables& tables, DeviceDescription& description);
core::Status read_averages(const Node& root, const Tables& tables, DeviceDescription& description);

core::Status read_zz(const Node& root, const Tables& tables, DeviceDescription& description);
core::Status read_zones(const Node& root, const Tables& tables, DeviceDescription& description);
core::Status read_components(const Node& root, const Tables& tables, DeviceDescription& description);
core::Status read_published(const Node& root, const Tables& tables, DeviceDescription& description);
core::Status read_findings(const Node& root, const Tables& tables, DeviceDescription& description);

}  // namespace qgauge::device::native
