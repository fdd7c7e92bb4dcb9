// The entry point: fuse, relabel, place, fuse again with the swaps, synthesise, translate, schedule. Called by
// protocols. Each step stands in a file of its own; here they follow each other.
#include "qgauge/compile.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "compile/emission.hpp"
#include "compile/labels.hpp"
#include "compile/native_gates.hpp"
#include "compile/placement.hpp"
#include "compile/translate.hpp"

namespace qgauge::compile {
namespace {

using circuit::GateKind;
using circuit::Operation;

core::Status check_measurements(const circuit::Circuit& circuit) {
  std::vector<bool> measured(static_cast<std::size_t>(circuit.qubits));
  for (std::size_t i = 0; i < circuit.operations.size(); ++i) {
    const Operation& operation = circuit.operations[i];
    const auto& spec = circuit::spec_of(operation.gate);
    for (int k = 0; k < spec.qubits; ++k)
      if (const auto q = operation.qubits[static_cast<std::size_t>(k)]; measured[q])
        return core::unusable(fmt::format("operation {} ({})", i, spec.name),
                              fmt::format("qubit {} after its measurement", q), "measurements at the end of a qubit");
    if (operation.gate == GateKind::measure) measured[operation.qubits[0]] = true;
  }
  return {};
}

core::Status check_options(const Options& options) {
  if (!(options.zz_base >= 0 && options.zz_base <= 1))
    return core::unusable("zz_base", fmt::format("{}", options.zz_base), "a share in [0, 1]");
  if (options.trials < 1) return core::unusable("trials", fmt::format("{}", options.trials), "at least 1");
  return {};
}

core::Status check_room(const circuit::Circuit& circuit, const device::DeviceModel& model, const CouplingGraph& graph) {
  const auto room = graph.largest_part().size();
  if (static_cast<std::size_t>(circuit.qubits) <= room) return {};
  return core::unusable("circuit", fmt::format("{} qubits", circuit.qubits),
                        fmt::format("at most {}, which calibrated couplings of the machine connect", room),
                        model.averages_only && !model.counts
                            ? "say how many qubits the machine has: its description does not"
                            : "take a smaller circuit or another machine");
}

/// The forced layout as device qubits; the form is checked as a circuit's layout is.
core::Result<std::optional<Layout>> forced_layout(const circuit::Circuit& circuit, const CouplingGraph& graph,
                                                  const Options& options) {
  if (!options.layout) return std::nullopt;
  QGAUGE_CHECK(circuit::check({circuit.qubits, *options.layout, {}}));
  if (options.layout->size() != static_cast<std::size_t>(circuit.qubits))
    return core::unusable("layout", "no entries", fmt::format("{}", circuit.qubits));
  Layout layout;
  for (const int qubit : *options.layout) {
    if (static_cast<std::uint32_t>(qubit) >= graph.size() || !graph.usable(static_cast<std::uint32_t>(qubit)))
      return core::unusable("layout", fmt::format("qubit {}", qubit), "working qubits of the machine");
    layout.push_back(static_cast<std::uint32_t>(qubit));
  }
  if (!layout.empty() && !graph.connected(layout))
    return core::unusable("layout", "qubits that no calibrated couplings connect", "qubits of one connected part");
  return layout;
}

/// A gate that stands for the machine's where none is chosen yet: that of the first calibrated coupling.
Entangler typical_entangler(const device::DeviceModel& model, const Options& options) {
  for (const auto& coupling : model.couplings)
    if (coupling.gate && native_gate(model, coupling.a, coupling.b) != nullptr)
      return entangler_of(model, coupling.a, coupling.b, options);
  return {GateKind::cz};
}

std::vector<int> uses_of(const std::vector<Block>& blocks, const Entangler& entangler) {
  std::vector<int> uses;
  for (const Block& block : blocks)
    uses.push_back(
        block.kind == BlockKind::pair ? fewest_uses(entangler.kind, canonical_form(unitary_of(block)).coordinates) : 0);
  return uses;
}

/// The placed circuit over a register of the device qubits that it uses, exchanges as swaps.
class Assembly {
 public:
  Assembly(const std::vector<Block>& blocks, const Routed& routed, std::uint32_t device_qubits)
      : blocks_(blocks), number_(device_qubits, nobody) {
    for (const std::uint32_t qubit : routed.start) position_.push_back(number_of(qubit));
    for (const RoutedStep& step : routed.steps) add(step);
    circuit_.qubits = static_cast<int>(circuit_.layout.size());
  }

  const circuit::Circuit& circuit() const { return circuit_; }
  /// Register qubit of each wire at the end.
  const std::vector<std::uint32_t>& positions() const { return position_; }

 private:
  static constexpr std::uint32_t nobody = ~0u;

  std::uint32_t number_of(std::uint32_t device_qubit) {
    auto& number = number_[device_qubit];
    if (number == nobody) {
      number = static_cast<std::uint32_t>(circuit_.layout.size());
      circuit_.layout.push_back(static_cast<int>(device_qubit));
    }
    return number;
  }

  void add(const RoutedStep& step) {
    if (step.block != RoutedStep::exchange) {
      Block block = blocks_[step.block];
      rename(block, position_);
      std::ranges::move(block.operations, std::back_inserter(circuit_.operations));
      return;
    }
    const std::uint32_t a = number_of(step.qubits[0]), b = number_of(step.qubits[1]);
    circuit_.append(GateKind::swap, a, b);
    for (std::uint32_t& position : position_) position = position == a ? b : position == b ? a : position;
  }

  const std::vector<Block>& blocks_;
  std::vector<std::uint32_t> number_;
  std::vector<std::uint32_t> position_;
  circuit::Circuit circuit_;
};

/// Swaps that need no gate before placing: all that pay on a complete machine, else those that are swaps and no more.
std::vector<std::uint32_t> relabel_before(std::vector<Block>& blocks, int wires, const CouplingGraph& graph,
                                          const Entangler& entangler, Synthesis mode) {
  if (!graph.complete()) return relabel(blocks, wires, is_swap);
  return relabel(blocks, wires, [&](const Block& block) { return cheaper_with_swap(block, entangler, mode); });
}

/// And after it, on each coupling's own gate.
std::vector<std::uint32_t> relabel_after(std::vector<Block>& blocks, const circuit::Circuit& placed,
                                         const device::DeviceModel& model, const Options& options) {
  return relabel_last(blocks, placed.qubits, [&](const Block& block) {
    const auto [a, b] = block.wires;
    return cheaper_with_swap(block, entangler_of(model, placed.layout[a], placed.layout[b], options),
                             options.synthesis);
  });
}

/// Measurements last, where their qubits end: what routing exchanges later may pass through a qubit that waits for its
/// own.
void measure_last(circuit::Circuit& placed, const circuit::Circuit& original, const std::vector<int>& final_position) {
  const auto measures = [](const Operation& operation) { return operation.gate == GateKind::measure; };
  std::erase_if(placed.operations, measures);
  for (const Operation& operation : original.operations)
    if (measures(operation))
      placed.append(GateKind::measure, static_cast<std::uint32_t>(final_position[operation.qubits[0]]));
}

}  // namespace

core::Result<Compiled> compile(const circuit::Circuit& circuit, const device::DeviceModel& model,
                               const Options& options) {
  QGAUGE_CHECK(circuit::check(circuit));
  if (!circuit.layout.empty())
    return core::unusable("circuit", "a layout", "a circuit without one", "force it through Options::layout");
  QGAUGE_CHECK(check_measurements(circuit));
  QGAUGE_CHECK(check_options(options));
  const CouplingGraph graph(model);
  QGAUGE_CHECK(check_room(circuit, model, graph));
  QGAUGE_TRY(auto forced, forced_layout(circuit, graph, options));

  const Entangler typical = typical_entangler(model, options);
  auto blocks = blocks_of(circuit.qubits, circuit.operations);
  const auto wire_at_end = relabel_before(blocks, circuit.qubits, graph, typical, options.synthesis);
  const Routed routed =
      place(blocks, uses_of(blocks, typical), circuit.qubits, graph, {options.seed, options.trials, std::move(forced)});
  const Assembly assembly(blocks, routed, graph.size());
  circuit::Circuit placed = assembly.circuit();
  auto fused = blocks_of(placed.qubits, placed.operations);
  const auto register_at_end = relabel_after(fused, placed, model, options);

  Compiled compiled;
  for (const std::uint32_t wire : wire_at_end)
    compiled.final_position.push_back(static_cast<int>(register_at_end[assembly.positions()[wire]]));
  Emission emission = emission_of(fused, placed.layout, model, options);
  placed.operations = std::move(emission.operations);
  measure_last(placed, circuit, compiled.final_position);
  QGAUGE_TRY(const auto native, translate(placed, model, takes_any_angle(model, options)));
  compiled.native = schedule(native, model);
  compiled.synthesis_fidelity = emission.synthesis_fidelity;
  compiled.expected_fidelity = emission.synthesis_fidelity * reported_fidelity(native, model, options);
  compiled.swaps = routed.swaps;
  return compiled;
}

}  // namespace qgauge::compile
