// What the room itself asks of the table of components beyond the public functions: whether a component keeps to it.
// Used by the native reader, its schema and the check of a description. Must not know any format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "qgauge/device.hpp"

namespace qgauge::device {

/// The words that a parameter of type `word` may hold.
std::vector<std::string_view> words_of(const ParameterSpec& spec);
/// What a value must be, in words: "a number from 0 to 1", "one of: silicon, germanium".
std::string expected_of(const ParameterSpec& spec);
/// Whether the number may stand for the parameter (in SI; whole for a count).
bool contains(const ParameterSpec& spec, double value);

/// Names for messages about an unknown one.
std::vector<std::string_view> component_kind_names();
std::vector<std::string_view> parameter_names(const ComponentKind& kind);

/// Error: an unknown kind or parameter, one given twice, or a value that it cannot have; at "WHERE: PARAMETER".
core::Status check_component(const Component& component, const std::string& where);

}  // namespace qgauge::device
