// A file of a million gates, read. Random gates on 20 qubits, as transpilers write them.
#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "qgauge/circuit/read_openqasm.hpp"

namespace {

using namespace qgauge;

std::string text_of(std::int64_t gates) {
  core::Random random({1, core::domain_of("read bench"), 0, 0});
  std::string text = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[20];\ncreg c[20];\n";
  for (std::int64_t k = 0; k < gates; ++k) {
    const auto a = random.below(20), b = (a + 1 + random.below(19)) % 20;
    const double angle = 6 * random.uniform() - 3;
    switch (random.below(4)) {
      case 0:
        text += fmt::format("cx q[{}],q[{}];\n", a, b);
        break;
      case 1:
        text += fmt::format("rz({}) q[{}];\n", angle, a);
        break;
      case 2:
        text += fmt::format("u3({},pi/4,-pi/2) q[{}];\n", angle, a);
        break;
      default:
        text += fmt::format("sx q[{}];\n", a);
    }
  }
  return text + "measure q -> c;\n";
}

void read(benchmark::State& state) {
  const std::string text = text_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(circuit::read_openqasm(text, "bench"));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(read)->Arg(1000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
