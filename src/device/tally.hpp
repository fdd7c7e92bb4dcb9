// One finding on many qubits or couplings: names all places, counts them and shows the worst. Used by validation.
// Must not know what is being counted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "qgauge/core.hpp"

namespace qgauge::device {

/// What a tally's places are ("qubits") and how many there are; `average`: they stand for the average of the machine.
struct Scope {
  std::string_view kind;
  std::size_t total;
  bool average;
};

class Tally {
 public:
  /// `code` is in the list of findings; `summary` says what the places have in common.
  Tally(std::string_view code, std::string summary) : code_(code), summary_(std::move(summary)) {}

  /// `weight` orders the examples: the one with the largest is shown.
  void add(std::string place, std::string example = {}, double weight = 0);
  /// Appends the finding, if anything was added.
  void report(const Scope& scope, std::vector<core::Finding>& findings) const;

 private:
  std::string_view code_;
  std::string summary_;
  std::vector<std::string> places_;
  std::string example_;
  double weight_ = 0;
};

}  // namespace qgauge::device
