// Words that pages about rules share. Used by the rules_ files alone.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "qgauge/thresholds.hpp"

namespace qgauge::report {

/// "from 2024-09-06 until 2025-01-01", with the window where the first day is disputed.
std::string period_text(const thresholds::Version& version);
/// "computer, dilution refrigerator"
std::string kinds_text(const std::vector<std::string>& item_kinds);
/// "READ-P (operative text read)"
std::string confidence_text(const std::string& confidence);
/// "export control"
std::string spaced(std::string name);
/// The width of the widest text.
int widest(std::span<const std::string> texts);

}  // namespace qgauge::report
