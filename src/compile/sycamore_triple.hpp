// Three uses of the Sycamore gate: no closed form is known, so the local gates between them are solved for. Called by
// words. Knows no circuit and no device.
#pragma once

#include <optional>
#include <vector>

#include "compile/kak.hpp"

namespace qgauge::compile {

/// Local gates between three uses that make the coordinates, to 1e-12; empty where none was found. Deterministic.
std::optional<std::vector<LocalPair>> sycamore_triple(const Coordinates& coordinates);

}  // namespace qgauge::compile
