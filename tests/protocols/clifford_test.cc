// Claims about the Clifford groups: their sizes, classes, closure and words.
#include "protocols/clifford.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <set>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "protocols/oracle_executor.hpp"

using namespace qgauge;
using namespace qgauge::protocols;
using circuit::GateKind;

namespace {

/// The unitary of an element, its first entry that is not 0 made positive, as text of three digits: entries of
/// Cliffords are 0, or of modulus 1/2, 1/sqrt 2 or 1 and a phase that is a multiple of pi/4.
std::string unitary_up_to_phase(const CliffordElement& element, int qubits) {
  circuit::Circuit circuit{qubits, {}, {}};
  append_element(circuit, element);
  Eigen::MatrixXcd unitary = Eigen::MatrixXcd::Identity(1 << qubits, 1 << qubits);
  for (const auto& operation : circuit.operations) unitary = test::unitary_in_register(operation, qubits) * unitary;
  const std::complex<double>* first =
      std::find_if(unitary.data(), unitary.data() + unitary.size(), [](auto entry) { return std::abs(entry) > 0.1; });
  unitary *= std::conj(*first) / std::abs(*first);
  std::string out;
  for (Eigen::Index k = 0; k < unitary.size(); ++k) {
    out += fmt::format("{} {} ", std::lround(unitary(k).real() * 1000), std::lround(unitary(k).imag() * 1000));
  }
  return out;
}

std::size_t distinct_unitaries(const CliffordGroup& group) {
  std::set<std::string> found;
  for (std::size_t i = 0; i < group.size(); ++i) found.insert(unitary_up_to_phase(group.element(i), group.qubits()));
  return found.size();
}

std::set<std::uint32_t> keys(const CliffordGroup& group) {
  std::set<std::uint32_t> out;
  for (std::size_t i = 0; i < group.size(); ++i) out.insert(key_of(group.tableau(i)));
  return out;
}

}  // namespace

TEST_CASE("there are 24 one-qubit Cliffords and 11520 two-qubit Cliffords and no two are equal up to a phase") {
  REQUIRE(one_qubit_cliffords().size() == 24);
  REQUIRE(distinct_unitaries(one_qubit_cliffords()) == 24);
  REQUIRE(two_qubit_cliffords().size() == 11520);
  REQUIRE(distinct_unitaries(two_qubit_cliffords()) == 11520);
  REQUIRE(keys(two_qubit_cliffords()).size() == 11520);
}

TEST_CASE("the classes hold 576 and 5184 and 5184 and 576 elements so that a Clifford needs 1.5 entanglers") {
  std::map<GateKind, int> counts;
  for (std::size_t i = 0; i < two_qubit_cliffords().size(); ++i) ++counts[two_qubit_cliffords().element(i).entangler];
  REQUIRE(counts[GateKind::id] == 576);
  REQUIRE(counts[GateKind::cx] == 5184);
  REQUIRE(counts[GateKind::iswap] == 5184);
  REQUIRE(counts[GateKind::swap] == 576);
  REQUIRE(counts[GateKind::cx] + 2 * counts[GateKind::iswap] + 3 * counts[GateKind::swap] == 11520 * 3 / 2);
}

TEST_CASE("one-qubit words have at most three gates and one pulse: 4 none and 4 x and 16 sx") {
  int none = 0, x = 0, sx = 0;
  for (const auto& word : one_qubit_words()) {
    REQUIRE(word.size() <= 3);
    const auto xs = std::ranges::count(word, GateKind::x), sxs = std::ranges::count(word, GateKind::sx);
    none += xs + sxs == 0;
    x += xs == 1 && sxs == 0;
    sx += xs == 0 && sxs == 1;
  }
  REQUIRE(none == 4);
  REQUIRE(x == 4);
  REQUIRE(sx == 16);
}

TEST_CASE("products and inverses of Cliffords are Cliffords and are found by their tableau") {
  for (const CliffordGroup* group : {&one_qubit_cliffords(), &two_qubit_cliffords()}) {
    const std::set<std::uint32_t> known = keys(*group);
    core::Random random({7, 7, 7, 7});
    for (int trial = 0; trial < 2000; ++trial) {
      const std::size_t i = random.below(group->size()), j = random.below(group->size());
      const Tableau both = then(group->tableau(i), group->tableau(j));
      REQUIRE(known.contains(key_of(both)));
      REQUIRE(group->tableau(group->find(both)) == both);
      REQUIRE(known.contains(key_of(inverse_of(group->tableau(i)))));
    }
  }
}

TEST_CASE("the tableau of an element is that of the gates that it appends") {
  core::Random random({8, 8, 8, 8});
  for (int trial = 0; trial < 300; ++trial) {
    const std::size_t index = random.below(two_qubit_cliffords().size());
    circuit::Circuit circuit{2, {}, {}};
    append_element(circuit, two_qubit_cliffords().element(index));
    Tableau total = identity_tableau();
    for (const auto& operation : circuit.operations) total = then(total, tableau_of(operation));
    REQUIRE(total == two_qubit_cliffords().tableau(index));
  }
}
