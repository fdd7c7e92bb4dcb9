// Counts in JSON: a result of Qiskit, a dictionary and a list, told apart by their first level.
// Called by read_counts. Must not know any plan.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "recorded/collect.hpp"
#include "recorded/formats.hpp"

namespace qgauge::recorded {
namespace {

core::Status add_counts(Collector& collector, const std::string& name, const Place& counts) {
  QGAUGE_TRY(const auto members, counts.members());
  for (const auto& [bits, place] : members) {
    QGAUGE_TRY(const std::uint64_t count, place.count());
    QGAUGE_CHECK(collector.add(name, bits, count, false, place.where()));
  }
  return {};
}

/// Bits of the classical registers, as the header of a result says.
core::Result<std::size_t> width_of(const Place& header) {
  QGAUGE_TRY(const Place slots, header.at("memory_slots"));
  QGAUGE_TRY(const std::uint64_t width, slots.count());
  if (width == 0 || width > max_width)
    return slots.refuse(fmt::format("1 to {} bits", max_width), "record every measured bit");
  return static_cast<std::size_t>(width);
}

/// The bits of "0x1a", `width` of them; nullopt where it is no such number or a larger one.
std::optional<std::string> bits_of_hex(std::string_view text, std::size_t width) {
  if (!text.starts_with("0x") || text.size() == 2 || text.size() > 2 + max_width) return std::nullopt;
  std::string bits;
  for (const char c : text.substr(2)) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(static_cast<char>(c | 0x20));
    if (digit == std::string_view::npos) return std::nullopt;
    for (int bit = 3; bit >= 0; --bit) bits += (digit >> bit & 1) != 0 ? '1' : '0';
  }
  const std::size_t one = std::min(bits.find('1'), bits.size());
  if (bits.size() - one > width) return std::nullopt;
  return std::string(width - (bits.size() - one), '0') + bits.substr(one);
}

core::Status add_hex_counts(Collector& collector, const std::string& name, std::size_t width, const Place& counts) {
  QGAUGE_TRY(const auto members, counts.members());
  for (const auto& [key, place] : members) {
    QGAUGE_TRY(const std::uint64_t count, place.count());
    const std::optional<std::string> bits = bits_of_hex(key, width);
    if (!bits)
      return core::unusable(place.where(), fmt::format("the outcome \"{}\"", key.substr(0, 80)),
                            fmt::format("a number 0x... of at most {} bits", width), "give the result as it came");
    QGAUGE_CHECK(collector.add(name, *bits, count, false, place.where()));
  }
  return {};
}

core::Status add_experiment(Collector& collector, const Place& experiment) {
  if (const auto success = experiment.find("success"); success && success->json() == false)
    return success->refuse("true: a circuit that ran", "run the circuit again, or leave it out");
  QGAUGE_TRY(const Place header, experiment.at("header"));
  QGAUGE_TRY(const Place label, header.at("name"));
  QGAUGE_TRY(const std::string name, label.text());
  QGAUGE_CHECK(collector.begin(name, label.where()));
  QGAUGE_TRY(const std::size_t width, width_of(header));
  QGAUGE_TRY(const Place data, experiment.at("data"));
  QGAUGE_TRY(const Place counts, data.at("counts"));
  return add_hex_counts(collector, name, width, counts);
}

core::Status add_bitstrings(Collector& collector, const std::string& name, const Place& list) {
  QGAUGE_TRY(const auto items, list.items());
  for (const Place& item : items) {
    QGAUGE_TRY(const std::string bits, item.text());
    QGAUGE_CHECK(collector.add(name, bits, 1, true, item.where()));
  }
  return {};
}

core::Status add_item(Collector& collector, const Place& item) {
  QGAUGE_TRY(const Place label, item.at("name"));
  QGAUGE_TRY(const std::string name, label.text());
  QGAUGE_CHECK(collector.begin(name, label.where()));
  const auto counts = item.find("counts"), bitstrings = item.find("bitstrings");
  if (counts.has_value() == bitstrings.has_value())
    return item.refuse("one member of \"counts\" and \"bitstrings\"", "give the outcomes of a circuit once");
  return counts ? add_counts(collector, name, *counts) : add_bitstrings(collector, name, *bitstrings);
}

}  // namespace

core::Result<execution::RecordedCounts> read_qiskit_result(const Place& root, const std::string& file) {
  QGAUGE_TRY(const Place results, root.at("results"));
  QGAUGE_TRY(const auto experiments, results.items());
  Collector collector(file);
  for (const Place& experiment : experiments) QGAUGE_CHECK(add_experiment(collector, experiment));
  return std::move(collector).result();
}

core::Result<execution::RecordedCounts> read_dictionary(const Place& root, const std::string& file) {
  QGAUGE_TRY(const auto members, root.members());
  Collector collector(file);
  for (const auto& [name, counts] : members) {
    QGAUGE_CHECK(collector.begin(name, counts.where()));
    QGAUGE_CHECK(add_counts(collector, name, counts));
  }
  return std::move(collector).result();
}

core::Result<execution::RecordedCounts> read_list(const Place& root, const std::string& file) {
  QGAUGE_TRY(const auto items, root.items());
  Collector collector(file);
  for (const Place& item : items) QGAUGE_CHECK(add_item(collector, item));
  return std::move(collector).result();
}

}  // namespace qgauge::recorded
