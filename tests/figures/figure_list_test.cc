// Claims about the closed list of figures: its columns agree with each other, and names are found as reports use them.
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "qgauge/figures.hpp"

using namespace qgauge::figures;

TEST_CASE("every figure of the list is found under its own name and no name occurs twice") {
  std::set<std::string_view> names;
  for (const FigureSpec& row : figure_list()) {
    std::string name(row.name);
    for (auto place = name.find("<N>"); place != std::string::npos; place = name.find("<N>")) {
      name.replace(place, 3, "100");
    }
    CAPTURE(name);
    REQUIRE(find_figure(name) == &row);
    REQUIRE(names.insert(row.name).second);
    REQUIRE_FALSE(row.meaning.empty());
  }
}

TEST_CASE("a figure's unit is seconds exactly where its name says so") {
  for (const FigureSpec& row : figure_list()) {
    CAPTURE(row.name);
    REQUIRE((row.unit == "s") == (row.name.find("_s.") != std::string_view::npos));
  }
}

TEST_CASE("every infidelity and error per Clifford names its convention") {
  for (const FigureSpec& row : figure_list()) {
    CAPTURE(row.name);
    const bool error = row.name.find("infidelity") != std::string_view::npos ||
                       row.name.find("error_per_clifford") != std::string_view::npos;
    const bool process = row.name.find("process_infidelity") != std::string_view::npos;
    if (error) REQUIRE(row.convention == (process ? "process infidelity" : "average gate infidelity"));
  }
}

TEST_CASE("every number of a name of two numbers is matched, and a name with one too few is not found") {
  REQUIRE(find_figure("mirror_success.8x64")->name == "mirror_success.<N>x<N>");
  REQUIRE(find_figure("mirror_success.8x") == nullptr);
  REQUIRE(find_figure("eplg.100.published_chain")->name == "eplg.<N>.published_chain");
  REQUIRE(find_figure("eplg.") == nullptr);
}

TEST_CASE("entries per subject are found without their aggregate suffix") {
  REQUIRE(find_figure("rb.cnot_infidelity.isolated")->name == "rb.cnot_infidelity.isolated.mean");
  REQUIRE(find_figure("readout.assignment_error")->name == "readout.assignment_error.mean");
  REQUIRE(find_figure("t2_s")->name == "t2_s.median");
  REQUIRE(find_figure("cnot_infidelity") != nullptr);
}

TEST_CASE("a number stands for N and nothing else does") {
  REQUIRE(find_figure("layer_fidelity.100")->name == "layer_fidelity.<N>");
  REQUIRE(find_figure("eplg.50.published_chain")->name == "eplg.<N>.published_chain");
  REQUIRE(find_figure("layer_fidelity.") == nullptr);
  REQUIRE(find_figure("layer_fidelity.x") == nullptr);
  REQUIRE(find_figure("layer_fidelity.1e2") == nullptr);
  REQUIRE(find_figure("eplg.published_chain") == nullptr);
}

TEST_CASE("a name outside the list is not found") {
  REQUIRE(find_figure("cnot_infidelity.maen") == nullptr);
  REQUIRE(find_figure("") == nullptr);
  REQUIRE(find_figure("physical_qubits") == nullptr);
}

TEST_CASE("a coherence share and gates per coherence time may exceed 1 and the rest of a budget may be negative") {
  for (const char* name : {"coherence_share.cnot", "coherence_share.one_qubit.mean", "gates_per_coherence_time.cnot"}) {
    CAPTURE(name);
    REQUIRE(domain_of(*find_figure(name)).range.low == 0);
    REQUIRE(domain_of(*find_figure(name)).range.high > 1e6);
  }
  REQUIRE(domain_of(*find_figure("error_budget.cnot.rest.mean")).range.low == -1);
  REQUIRE(domain_of(*find_figure("error_budget.cnot.coherence.mean")).range.low == 0);
}
