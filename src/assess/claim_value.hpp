// The value of a claim as text: a number with an uncertainty and a unit. Private to the room; knows no figure.
#pragma once

#include <string>
#include <string_view>

#include "qgauge/core.hpp"

namespace qgauge::assess {

/// In SI. `text` is what was claimed, for messages.
struct ClaimedNumber {
  double value;
  double sigma;  ///< one standard deviation, 0 where none is claimed
  std::string text;
};

/// "8.1e-3", "8.1e-3±0.3e-3", "600 uW", "600±20 uW" or "0.6 mW+-20 uW": a unit behind the deviation alone is that of
/// both. Error: what is none, or a unit of another dimension; `where` is the claim.
core::Result<ClaimedNumber> parse_claim(std::string_view text, core::Dimension dimension, const std::string& where);

}  // namespace qgauge::assess
