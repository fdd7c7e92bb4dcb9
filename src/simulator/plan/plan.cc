// Plan: a circuit lowered, cut into segments, each segment a pass over memory. Knows no state.
#include <algorithm>
#include <bit>
#include <cassert>

#include <fmt/format.h>

#include "qgauge/simulator.hpp"
#include "simulator/plan/lowering.hpp"
#include "simulator/plan/pass_builder.hpp"
#include "simulator/plan/plan_data.hpp"
#include "simulator/plan/segments.hpp"
#include "simulator/plan/steps.hpp"

namespace qgauge::simulator {
namespace {

constexpr int most_qubits = 62;  // sets of qubits are 64-bit masks

std::vector<Gate> gates_of(const circuit::Circuit& circuit) {
  std::vector<Gate> gates;
  for (const circuit::Operation& operation : circuit.operations) {
    const circuit::GateSpec& spec = circuit::spec_of(operation.gate);
    if (!spec.unitary) continue;
    Gate gate{{static_cast<int>(operation.qubits[0])}, circuit::unitary_of(operation.gate, operation.parameter)};
    if (spec.qubits == 2) gate.targets.push_back(static_cast<int>(operation.qubits[1]));
    gates.push_back(std::move(gate));
  }
  return gates;
}

core::Status check_gates(int qubits, std::span<const Gate> gates) {
  for (std::size_t i = 0; i < gates.size(); ++i) {
    const auto& [targets, matrix] = gates[i];
    const std::string where = fmt::format("gate {}", i);
    if (targets.empty() || targets.size() > kernels::max_targets) {
      return core::unusable(where, fmt::format("{} targets", targets.size()), "1 to 4 targets", "split the gate");
    }
    std::uint64_t seen = 0;
    for (const int q : targets) {
      if (q < 0 || q >= qubits)
        return core::unusable(where, fmt::format("qubit {}", q), fmt::format("a qubit below {}", qubits));
      if (((seen >> q) & 1) != 0) return core::unusable(where, fmt::format("qubit {} twice", q), "different qubits");
      seen |= std::uint64_t{1} << q;
    }
    const Eigen::Index size = Eigen::Index{1} << targets.size();
    if (matrix.rows() != size || matrix.cols() != size || !matrix.allFinite()) {
      return core::unusable(where, fmt::format("a matrix of {} x {}", matrix.rows(), matrix.cols()),
                            fmt::format("a finite one of {0} x {0}", size));
    }
  }
  return {};
}

/// Qubits of the arrays: small states are padded to a vector, with qubits that are never touched.
template <class Real>
int stored_qubits(int qubits) {
  return std::bit_width(kernels::capacity<Real>(qubits)) - 1;
}

template <class Real>
class Planner {
 public:
  Planner(int qubits, std::span<const Gate> gates, const TileSizes& sizes)
      : sizes_(sizes),
        slots_(stored_qubits<Real>(qubits)),
        program_(lower(qubits, gates, costs_of(kernels::target(), sizeof(Real) == sizeof(double)))) {
    for (int s = 0; s < slots_; ++s) placement_.bit.push_back(s);
    data_.qubits = qubits;
    data_.target = std::string(kernels::target());
  }

  typename Plan<Real>::Data plan() {
    slots_ <= sizes_.tile ? plan_whole() : plan_segments();
    for (const int slot : program_.slot_of) data_.bit_of.push_back(placement_.bit[static_cast<std::size_t>(slot)]);
    data_.flipped = 0;
    for (int s = 0; s < program_.qubits; ++s) {
      if ((program_.flipped >> s) & 1) data_.flipped |= std::uint64_t{1} << placement_.bit[static_cast<std::size_t>(s)];
    }
    return std::move(data_);
  }

 private:
  static std::uint64_t first_slots(int count) { return (std::uint64_t{1} << count) - 1; }

  void plan_whole() {
    placement_.local = placement_.local_after = first_slots(slots_);
    data_.passes.push_back(
        build_pass<Real>(program_, steps_of(program_.items, slots_, nullptr), placement_, sizes_, program_.constant));
  }

  void plan_segments() {
    const Locality locality{sizes_.tile, sizes_.chunk, first_slots(kernels::lane_bits<Real>())};
    Remaining remaining(program_.items.begin(), program_.items.end());
    std::uint64_t used = 0;
    for (const Item& item : remaining) used |= item.mask();
    std::uint64_t local = choose_local(remaining, slots_, locality, first_slots(sizes_.chunk));
    for (bool last = false; !last;) {
      std::vector<Item> segment = take_segment(remaining, local, used), deferred;
      last = remaining.empty();
      const auto steps = steps_of(segment, slots_, last ? nullptr : &deferred);
      assert(last || deferred.size() < segment.size());
      remaining.insert(remaining.begin(), deferred.begin(), deferred.end());
      placement_.local = local;
      placement_.local_after = last ? local : choose_local(remaining, slots_, locality, local);
      data_.passes.push_back(build_pass<Real>(program_, steps, placement_, sizes_, last ? program_.constant : 1));
      local = placement_.local_after;
    }
  }

  TileSizes sizes_;
  int slots_;
  Program program_;
  Placement placement_{};
  typename Plan<Real>::Data data_{};
};

}  // namespace

template <class Real>
Plan<Real>::Plan(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

template <class Real>
core::Result<Plan<Real>> Plan<Real>::make(int qubits, std::span<const Gate> gates, const TileSizes& sizes) {
  if (qubits < 0 || qubits > most_qubits) {
    return core::unusable("circuit", fmt::format("a register of {} qubits", qubits),
                          fmt::format("0 to {} qubits", most_qubits));
  }
  assert(sizes.tile >= sizes.chunk + kernels::max_targets && sizes.block <= max_block_bits);
  QGAUGE_CHECK(check_gates(qubits, gates));
  return Plan(std::make_shared<const Data>(Planner<Real>(qubits, gates, sizes).plan()));
}

template <class Real>
core::Result<Plan<Real>> Plan<Real>::make(const circuit::Circuit& circuit, const TileSizes& sizes) {
  QGAUGE_CHECK(circuit::check(circuit));
  return make(circuit.qubits, gates_of(circuit), sizes);
}

template <class Real>
int Plan<Real>::qubits() const {
  return data_->qubits;
}

template <class Real>
int Plan<Real>::passes() const {
  return static_cast<int>(data_->passes.size());
}

template class Plan<float>;
template class Plan<double>;

}  // namespace qgauge::simulator
