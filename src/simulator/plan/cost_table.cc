// The table: see cost_table.hpp.
#include "simulator/plan/cost_table.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "qgauge/simulator.hpp"

namespace qgauge::simulator {
namespace {

struct Row {
  std::string_view target;
  bool double_precision;
  Costs costs;
};

constexpr Row table[] = {
#include "simulator/plan/cost_table.inc"
};

}  // namespace

const Costs& costs_of(std::string_view target, bool double_precision) {
  const auto of = [=](std::string_view name) {
    return std::ranges::find_if(
        table, [=](const Row& row) { return row.target == name && row.double_precision == double_precision; });
  };
  const auto* found = of(target);
  // What decides is the ratio of costs, which differs little between targets of wide vectors.
  return found != std::end(table) ? found->costs : of("AVX2")->costs;
}

TileSizes tile_sizes(bool double_precision) { return double_precision ? TileSizes{14, 10, 5} : TileSizes{15, 11, 6}; }

}  // namespace qgauge::simulator
