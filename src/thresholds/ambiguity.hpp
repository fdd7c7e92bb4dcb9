// The ambiguities that conditions name, and the ways to read each. Used by the loader and by evaluation. Knows no
// figure.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

/// By Condition::ambiguity, its readings in the order of the text.
using Ambiguities = std::map<std::string, std::vector<std::string>>;
Ambiguities ambiguities_of(const Condition& condition);

/// One ambiguity is one choice: wherever it is named, its readings have the same names. `conditions`: all that may name
/// it. Error: naming both places.
core::Status check_ambiguities(std::span<const Condition* const> conditions);
/// Of every entry and exception.
std::vector<const Condition*> conditions_of(const Regime& regime);

/// Error: a profile that fixes what none of the regimes leaves open, or in a way that they do not know.
core::Status check_profile(const Profile& profile, std::span<const Regime* const> regimes);

}  // namespace qgauge::thresholds
