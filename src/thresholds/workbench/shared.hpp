// Small things that the analyses of the workbench share. Private to the room; knows no population and no text.
#pragma once

#include <cstddef>
#include <utility>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

/// Where a decision is counted: controlled, undetermined, not_controlled.
inline std::size_t place_of(Decision decision) {
  switch (decision) {
    case Decision::controlled:
      return 0;
    case Decision::undetermined:
      return 1;
    case Decision::not_controlled:
      return 2;
  }
  std::unreachable();
}

inline bool is_lower(Relation relation) { return relation == Relation::at_least || relation == Relation::above; }

}  // namespace qgauge::thresholds
