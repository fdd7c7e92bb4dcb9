// Memory: what states need, what fits, and the refusal of what does not.

#include "simulator/memory.hpp"

#include <cstdint>

#include <catch2/catch.hpp>

#include "qgauge/simulator.hpp"

using namespace qgauge;

TEST_CASE("An amplitude takes eight bytes in single and sixteen in double precision") {
  REQUIRE(simulator::state_bytes(0, false) == 8);
  REQUIRE(simulator::state_bytes(30, false) == std::uint64_t{8} << 30);
  REQUIRE(simulator::state_bytes(30, true) == std::uint64_t{16} << 30);
  REQUIRE(simulator::state_bytes(60, false) == std::uint64_t{1} << 63);
  REQUIRE(simulator::state_bytes(60, true) == UINT64_MAX);
  REQUIRE(simulator::state_bytes(1000, false) == UINT64_MAX);
}

TEST_CASE("The largest register is the last one whose bytes fit") {
  for (int qubits = 1; qubits < 60; ++qubits) {
    for (const bool in_double : {false, true}) {
      const std::uint64_t bytes = simulator::state_bytes(qubits, in_double);
      REQUIRE(simulator::largest_register(bytes - 1, in_double) == qubits - 1);
      if (bytes < UINT64_MAX) REQUIRE(simulator::largest_register(bytes, in_double) == qubits);
    }
  }
}

TEST_CASE("The machine has memory for a register that can be made") {
  const int largest = simulator::largest_register(simulator::usable_memory_bytes(), false);
  REQUIRE(largest >= 20);
  REQUIRE(simulator::StateVector<float>::create(20));
}

TEST_CASE("A state that does not fit is refused with its bytes and the largest register that fits") {
  const auto refused =
      simulator::check_memory({"a state vector in single precision", 40, 1, 8}, std::uint64_t{20} << 30);
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().code == core::ErrorCode::missing_resource);
  REQUIRE(refused.error().message ==
          "a state vector in single precision of 40 qubits needs 8796093022208 bytes (8192 GiB), 21474836480 bytes "
          "(20 GiB) are usable; the largest register that fits has 31 qubits");
}

TEST_CASE("A density matrix that does not fit is refused in qubits of the register") {
  const auto refused = simulator::check_memory({"a density matrix", 13, 2, 16}, std::uint64_t{1} << 29);
  REQUIRE_FALSE(refused);
  REQUIRE_THAT(refused.error().message, Catch::Contains("has 12 qubits"));
  REQUIRE(simulator::check_memory({"a density matrix", 13, 2, 16}, std::uint64_t{1} << 30));
}

TEST_CASE("A register of absurd size is refused and not allocated") {
  for (const int qubits : {50, 60, 64, 500, 100'000}) {
    const auto refused = simulator::StateVector<double>::create(qubits);
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().code == core::ErrorCode::missing_resource);
  }
}
