// Gathers outcomes into circuits: see collect.hpp.
#include "recorded/collect.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace qgauge::recorded {

core::Status Collector::begin(const std::string& name, const std::string& where) {
  constexpr std::size_t longest_name = 1000;
  if (name.empty() || name.size() > longest_name)
    return core::unusable(where, fmt::format("a name of {} characters", name.size()),
                          fmt::format("1 to {}", longest_name), "name the circuit as the plan does");
  if (circuits_.contains(name))
    return core::unusable(where, fmt::format("the circuit {} twice", name), "every circuit once",
                          "add its counts up, or keep one of them");
  if (circuits_.size() >= max_circuits)
    return core::unusable(where, "more circuits", fmt::format("at most {} in one file", max_circuits),
                          "split the file by experiment");
  circuits_[name];
  return {};
}

core::Status Collector::check_bits(const Circuit& circuit, const std::string& bits, const std::string& where) const {
  constexpr std::size_t shown = 80;
  const std::string found = fmt::format("the outcome \"{}\"", bits.substr(0, shown));
  if (bits.find_first_not_of("01") != std::string::npos)
    return core::unusable(where, found, "a text of 0 and 1, blanks between registers", "write outcomes as bits");
  if (bits.empty() || bits.size() > max_width)
    return core::unusable(where, fmt::format("an outcome of {} bits", bits.size()), fmt::format("1 to {}", max_width),
                          "record every measured bit");
  if (circuit.width != 0 && circuit.width != bits.size())
    return core::unusable(where, fmt::format("{} of {} bits", found, bits.size()),
                          fmt::format("{} bits, as in the outcomes of this circuit before it", circuit.width),
                          "write leading zeros, which spreadsheets drop");
  return {};
}

core::Status Collector::add(const std::string& name, std::string_view bits, std::uint64_t count, bool may_repeat,
                            const std::string& where) {
  Circuit& circuit = circuits_[name];
  std::string plain(bits);
  std::erase(plain, ' ');
  QGAUGE_CHECK(check_bits(circuit, plain, where));
  circuit.width = plain.size();
  if (count > max_shots || circuit.shots + count > max_shots)
    return core::unusable(where, fmt::format("{} shots", circuit.shots + count),
                          fmt::format("at most {} a circuit", max_shots), "correct the count");
  circuit.shots += count;
  const auto [place, added] = circuit.counts.try_emplace(plain, 0);
  if (!added && !may_repeat)
    return core::unusable(where, fmt::format("the outcome {} twice", plain.substr(0, 80)), "every outcome once",
                          "add its counts up");
  place->second += count;
  return {};
}

core::Result<execution::RecordedCounts> Collector::result() && {
  if (circuits_.empty())
    return core::unusable(file_, "no circuit", "counts of at least one circuit",
                          "see docs/recorded.md for the formats");
  execution::RecordedCounts out{file_, {}};
  for (auto& [name, circuit] : circuits_) {
    if (circuit.shots == 0)
      return core::unusable(fmt::format("{}: circuit {}", file_, name), "no shots", "at least one",
                            "run the circuit, or leave it out");
    execution::RecordedCircuit recorded{name, circuit.width, circuit.shots, {}};
    for (const auto& [bits, count] : circuit.counts)
      if (count > 0) recorded.outcomes.push_back({bits, count});
    out.circuits.push_back(std::move(recorded));
  }
  return out;
}

}  // namespace qgauge::recorded
