// Remembered subset searches: see subset_memory.hpp.
#include "thresholds/subset_memory.hpp"

namespace qgauge::thresholds {

const SubsetSearch& SubsetMemory::find(const std::string& name, const subject::CouplingGraph& graph, int at_least,
                                       int below, double limit, SubsetScope scope) {
  const auto [answer, first] = answers_.try_emplace({name, at_least, below, limit, scope});
  if (first) answer->second = find_subset(graph, at_least, below, limit, scope);
  return answer->second;
}

}  // namespace qgauge::thresholds
