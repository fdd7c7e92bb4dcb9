// Every figure of the closed list says which way it gets better.
#include <catch2/catch.hpp>

#include "qgauge/figures.hpp"

using namespace qgauge::figures;

TEST_CASE("every figure of the closed list has a direction that a rule states") {
  for (const FigureSpec& row : figure_list()) {
    INFO(row.name << ": give src/figures/direction.cc a word of it");
    CHECK(better_of(row.name).has_value());
  }
}

TEST_CASE("a name with its number and that of one pair go the way of their row") {
  CHECK(better_of("eplg.50.published_chain") == Direction::lower_is_better);
  CHECK(better_of("layer_fidelity.100") == Direction::higher_is_better);
  CHECK(better_of("rb.cnot_infidelity.isolated") == Direction::lower_is_better);
  CHECK(better_of("t1_s") == Direction::higher_is_better);
}

TEST_CASE("errors are better low though a word of theirs would be better high") {
  CHECK(better_of("rb.one_qubit_infidelity.isolated.mean") == Direction::lower_is_better);
  CHECK(better_of("xeb.error_per_cycle") == Direction::lower_is_better);
  CHECK(better_of("physical_qubits.connected") == Direction::higher_is_better);
  CHECK(better_of("one_qubit_infidelity.mean") == Direction::lower_is_better);
}

TEST_CASE("figures that scripts know go the way that their meaning says") {
  for (const char* name : {"heavy_output_probability.8", "quantum_volume.log2.bootstrap", "ghz_fidelity.20",
                           "mirror_success.10x8", "clops.bound", "t2_s.median", "mirror_polarization.4x8"}) {
    INFO(name);
    CHECK(better_of(name) == Direction::higher_is_better);
  }
  CHECK(better_of("gate_duration_s.median") == Direction::lower_is_better);
  CHECK(better_of("qubit.frequency_hz") == Direction::neutral);
}

TEST_CASE("a name without a word of the rules has no direction, and a part of a word is none") {
  CHECK_FALSE(better_of("tomorrow.figure").has_value());
  CHECK_FALSE(better_of("t12_s").has_value());
  CHECK_FALSE(better_of("terrors").has_value());
}
