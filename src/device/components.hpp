// Whether the components of a description keep to the closed table. Used by the native reader and the check of a
// description. Must not know any format.
#pragma once

#include <string>

#include "qgauge/device.hpp"

namespace qgauge::device {

/// Error: an unknown kind or parameter, one given twice, or a value that it cannot have; at "WHERE: PARAMETER".
core::Status check_component(const Component& component, const std::string& where);

}  // namespace qgauge::device
