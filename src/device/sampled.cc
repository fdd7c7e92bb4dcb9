// A description drawn from what its source says of its own accuracy: see device.hpp. What the values mean stands in
// fields.hpp; what they do to a model is validation's affair.

#include <algorithm>
#include <cmath>
#include <limits>

#include "device/fields.hpp"
#include "device/native_gates.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {
namespace {

/// Positive, with this mean and standard deviation: exp of a normal variable of variance log(1 + (sigma/mean)^2).
double log_normal(double mean, double sigma, core::Random& random) {
  const double variance = std::log1p(sigma * sigma / (mean * mean));
  return mean * std::exp(std::sqrt(variance) * random.normal() - variance / 2);
}

class Sampler {
 public:
  explicit Sampler(core::Random& random) : random_(random) {}

  void draw(DeviceDescription& description) {
    for (Qubit& qubit : description.qubits) draw(qubit);
    if (description.average_qubit) draw(*description.average_qubit);
    for (Gate& gate : description.gates) draw(gate, gate.qubits.size());
    if (description.average_one_qubit_gate) draw(*description.average_one_qubit_gate, 1);
    if (description.average_two_qubit_gate) draw(*description.average_two_qubit_gate, 2);
    draw_positive(description.memory_error_per_layer, 1);
    draw_positive(description.rzz_error_base, 1);
    for (ZzCrosstalk& zz : description.zz) draw_fields(zz, zz_fields);
    for (Component& component : description.components) draw(component);
  }

 private:
  static constexpr double unbounded = std::numeric_limits<double>::infinity();

  static bool is_uncertain(const Quantity& quantity) {
    return quantity.known() && quantity.sigma && *quantity.sigma > 0;
  }

  void draw_positive(Quantity& quantity, double greatest) {
    if (!is_uncertain(quantity) || quantity.value <= 0) return;
    quantity.value = std::min(log_normal(quantity.value, *quantity.sigma, random_), greatest);
  }

  /// Of either sign.
  void draw_signed(Quantity& quantity) {
    if (is_uncertain(quantity)) quantity.value += *quantity.sigma * random_.normal();
  }

  template <class Owner>
  void draw_field(Owner& owner, const Field<Owner>& field) {
    const bool is_signed = field.range == Range::finite && field.dimension == core::Dimension::frequency;
    const bool is_part = field.dimension == core::Dimension::one;
    is_signed ? draw_signed(owner.*field.member) : draw_positive(owner.*field.member, is_part ? 1 : unbounded);
  }

  template <class Owner, std::size_t N>
  void draw_fields(Owner& owner, const std::array<Field<Owner>, N>& fields) {
    for (const Field<Owner>& field : fields) draw_field(owner, field);
  }

  /// T2 stays within 2 T1 where the source has it so.
  void draw(Qubit& qubit) {
    const auto possible = [&] { return qubit.t2_s.value <= 2 * qubit.t1_s.value; };
    const bool bounded = qubit.t1_s.known() && qubit.t2_s.known() && possible();
    draw_fields(qubit, qubit_fields);
    if (bounded && !possible()) qubit.t2_s.value = 2 * qubit.t1_s.value;
    for (Readout& readout : qubit.other_readouts) draw_fields(readout, readout_fields);
  }

  void draw(Gate& gate, std::size_t qubits) {
    const double greatest = greatest_infidelity(qubits);
    const double before = gate.infidelity.value;
    draw_fields(gate, gate_fields);
    for (GateError& error : gate.other_errors) draw_fields(error, gate_error_fields);
    if (is_uncertain(gate.infidelity)) gate.infidelity.value = std::min(gate.infidelity.value, greatest);
    // The coherent part stays the same share of the error, which is quadratic in the angle.
    if (before > 0 && gate.infidelity.known()) gate.over_rotation_rad *= std::sqrt(gate.infidelity.value / before);
  }

  void draw(Component& component) {
    for (ComponentParameter& parameter : component.parameters) {
      if (auto* quantity = std::get_if<Quantity>(&parameter.value)) draw_positive(*quantity, unbounded);
    }
  }

  core::Random& random_;
};

}  // namespace

DeviceDescription sampled(const DeviceDescription& description, core::Random& random) {
  DeviceDescription drawn = description;
  Sampler(random).draw(drawn);
  return drawn;
}

}  // namespace qgauge::device
