// Names of the efforts: see include/qgauge/protocols.hpp.
#include <utility>

#include "qgauge/protocols.hpp"

namespace qgauge::protocols {

std::string_view name_of(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return "quick";
    case Effort::standard:
      return "standard";
    case Effort::thorough:
      return "thorough";
  }
  std::unreachable();
}

std::optional<Effort> find_effort(std::string_view name) {
  for (const Effort effort : {Effort::quick, Effort::standard, Effort::thorough}) {
    if (name_of(effort) == name) return effort;
  }
  return std::nullopt;
}

}  // namespace qgauge::protocols
