// Gathers outcomes into circuits and refuses what cannot be counts. Private to the room.
// Must not know where they come from.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "qgauge/core.hpp"
#include "qgauge/recorded.hpp"

namespace qgauge::recorded {

/// Every error names the place that the reader gives.
class Collector {
 public:
  explicit Collector(std::string file) : file_(std::move(file)) {}

  /// Error: the circuit was begun before, has no name, or is one too many.
  core::Status begin(const std::string& name, const std::string& where);
  bool has(const std::string& name) const { return circuits_.contains(name); }
  /// `bits` in the order of a printed number, blanks between registers left out. Error: other characters, no or too
  /// many bits, another width than before.
  core::Status add(const std::string& name, std::string_view bits, std::uint64_t count, bool may_repeat,
                   const std::string& where);
  /// Error: a circuit without shots, or no circuit.
  core::Result<execution::RecordedCounts> result() &&;

 private:
  struct Circuit {
    std::size_t width = 0;
    std::uint64_t shots = 0;
    std::map<std::string, std::uint64_t> counts;
  };

  core::Status check_bits(const Circuit& circuit, const std::string& bits, const std::string& where) const;

  std::string file_;
  std::map<std::string, Circuit> circuits_;
};

}  // namespace qgauge::recorded
