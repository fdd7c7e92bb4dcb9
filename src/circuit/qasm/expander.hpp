// Gate definitions, and calls of them down to gates of the table: modifiers, powers, recognition of the table's gates.
// Used by the reader. Knows no text: errors have no place.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "circuit/qasm/emitter.hpp"
#include "circuit/qasm/expression.hpp"

namespace qgauge::circuit::qasm {

enum class ModifierKind : std::uint8_t { control, negative_control, inverse, power };

struct Modifier {
  ModifierKind kind = ModifierKind::inverse;
  std::uint32_t count = 0;  ///< controls
  Expression power;
};

/// A call within a definition; operands count the definition's qubits, those of controls first.
struct Call {
  std::uint32_t gate = 0;
  std::vector<Modifier> modifiers;  ///< as written: the outermost first
  std::vector<Expression> arguments;
  std::vector<std::uint32_t> operands;
};

enum class DefinitionKind : std::uint8_t { table, phase, composite, opaque };

struct Definition {
  std::string name;
  DefinitionKind kind = DefinitionKind::composite;
  GateKind gate = GateKind::id;  ///< of kind table
  double phase = 0;              ///< of kind table: what the definition turns more than the gate
  std::uint32_t parameters = 0;
  std::uint32_t qubits = 0;
  std::uint32_t depth = 1;
  std::vector<Call> body;
};

class Expander {
 public:
  /// Knows the table's gates, gphase and U from the start.
  explicit Expander(std::uint64_t limit);

  Emitter& emitter() { return emitter_; }
  std::uint32_t add(Definition definition);
  const Definition& definition(std::uint32_t gate) const { return definitions_[gate]; }
  std::uint32_t table_gate(GateKind kind) const { return static_cast<std::uint32_t>(kind); }
  std::uint32_t phase_gate() const { return phase_gate_; }
  std::uint32_t general_gate() const { return general_gate_; }

  /// As many parameters and qubits as the gate and its modifiers have; the qubits differ. Errors: an opaque gate, a
  /// power that has no expansion, a parameter that is not finite, the limit on steps.
  core::Status call(std::uint32_t gate, std::span<const Modifier> modifiers, std::span<const double> parameters,
                    Qubits qubits);

 private:
  /// Powers one on the other, the innermost first; {1} is the gate itself.
  using Powers = std::vector<double>;

  core::Status call_with(std::uint32_t gate, std::span<const Modifier> modifiers, std::span<const double> outer,
                         std::span<const double> parameters, Qubits qubits, Qubits controls,
                         std::span<const double> powers);
  core::Status apply(const Definition& definition, std::span<const double> parameters, Qubits qubits, Qubits controls,
                     std::span<const double> powers);
  core::Status once(const Definition& definition, std::span<const double> parameters, Qubits qubits, Qubits controls,
                    bool inverse);
  core::Status body_call(const Call& call, std::span<const double> parameters, Qubits qubits, Qubits controls,
                         std::span<const double> powers);
  core::Status fraction(const Definition& definition, std::span<const double> parameters, Qubits qubits,
                        Qubits controls, std::span<const double> powers);
  bool table_fraction(const Definition& definition, std::span<const double> parameters, Qubits qubits, Qubits controls,
                      std::span<const double> powers);
  core::Result<std::vector<Operation>> captured(const Definition& definition, std::span<const double> parameters,
                                                double& phase);
  core::Result<Eigen::MatrixXcd> matrix_of(const Definition& definition, std::span<const double> parameters);
  void recognise(Definition& definition);
  core::Status exceeded() const;

  Emitter emitter_;
  std::uint64_t limit_;
  std::vector<Definition> definitions_;
  std::uint32_t phase_gate_ = 0;
  std::uint32_t general_gate_ = 0;
};

}  // namespace qgauge::circuit::qasm
