// What the work of coherence times needs of their plans. Private to the folder.
#pragma once

#include <string_view>

#include "qgauge/protocols/coherence.hpp"

namespace qgauge::protocols {

/// Of one qubit: "t1.t1_s", ...
std::string_view figure_name(CoherenceKind kind);

}  // namespace qgauge::protocols
