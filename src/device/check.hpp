// Whether a description is consistent in itself: indices, ranges, limits. Run on every import and again by validate().
#pragma once

#include <string>

#include "qgauge/device.hpp"

namespace qgauge::device {

/// Error: the first contradiction, at "ORIGIN: qubit 3: t1_s".
core::Status check(const DeviceDescription& description, const std::string& origin);

}  // namespace qgauge::device
