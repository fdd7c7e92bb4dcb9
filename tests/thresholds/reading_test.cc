#include <set>

#include "thresholds/support.hpp"

using namespace qgauge;
using thresholds::figure_under;
using thresholds::parse_reading;
using thresholds::Reading;

namespace {

Reading parsed(const std::string& text) {
  const auto reading = parse_reading(text);
  INFO(text);
  REQUIRE(reading);
  return *reading;
}

/// Every reading that the grammar allows.
std::vector<Reading> every_reading() {
  std::vector<Reading> readings;
  using enum Reading::Scope;
  using enum Reading::Operation;
  for (const auto scope : {whole, best_subset, best_couplings}) {
    for (const auto operation : {any, isolated, simultaneous, layered}) {
      for (int bits = 0; bits < 32; ++bits) {
        readings.push_back({.scope = scope,
                            .median = (bits & 1) != 0,
                            .process = (bits & 2) != 0,
                            .per_clifford = (bits & 4) != 0,
                            .operation = operation,
                            .with_1q = (bits & 8) != 0,
                            .simulated = (bits & 16) != 0});
      }
    }
  }
  return readings;
}

}  // namespace

TEST_CASE("Every reading has a name of its own and is parsed from it") {
  std::set<std::string> names;
  for (const Reading& reading : every_reading()) {
    names.insert(thresholds::name_of(reading));
    CHECK(parsed(thresholds::name_of(reading)) == reading);
  }
  CHECK(names.size() == 3 * 4 * 32);
}

TEST_CASE("A reading is spelled as the scope and then its departures in one order") {
  const Reading reading{.scope = Reading::Scope::best_subset,
                        .median = true,
                        .process = true,
                        .per_clifford = true,
                        .operation = Reading::Operation::simultaneous,
                        .with_1q = true,
                        .simulated = true};
  CHECK(thresholds::name_of(reading) == "best_subset/median/process/per_clifford/simultaneous/with_1q/simulated");
  CHECK(thresholds::name_of(Reading{}) == "whole");
}

TEST_CASE("A reading that breaks the grammar is wrong usage and the message spells the grammar") {
  for (const std::string text :
       {"", "Whole", "median", "all", "whole/", "whole/mean", "whole/process/median", "whole/median/median",
        "whole/isolated/layered", "whole/simulated/with_1q", "best_subset/any", "whole//median"}) {
    const auto reading = parse_reading(text);
    INFO(text);
    REQUIRE_FALSE(reading);
    CHECK(reading.error().code == core::ErrorCode::wrong_usage);
    CHECK_THAT(reading.error().message, Catch::Contains("whole, best_subset, best_couplings") &&
                                            Catch::Contains("[/median][/process][/per_clifford][/isolated]"));
  }
}

TEST_CASE("The matrix of readings holds each scope alone and with each departure alone") {
  std::set<std::string> names;
  for (const Reading& reading : thresholds::all_readings()) names.insert(thresholds::name_of(reading));
  CHECK(names.size() == 27);
  for (const std::string name : {"whole", "whole/median", "best_subset/layered", "best_couplings/simulated"}) {
    CHECK(names.contains(name));
  }
  for (const Reading& reading : thresholds::principal_readings()) CHECK(names.contains(thresholds::name_of(reading)));
  CHECK(thresholds::principal_readings().size() == 4);
}

TEST_CASE("Each reading compares the figure that its name says") {
  const auto figure = [](const std::string& reading) {
    return figure_under(parsed(reading), "cnot_infidelity.mean").figure;
  };
  CHECK(figure("whole") == "cnot_infidelity.mean");
  CHECK(figure("best_subset/median") == "cnot_infidelity.median");
  CHECK(figure("whole/isolated") == "cnot_infidelity.isolated.mean");
  CHECK(figure("whole/median/simultaneous/with_1q") == "cnot_infidelity.simultaneous.with_1q.median");
  CHECK(figure("whole/layered") == "cnot_infidelity.layered.mean");
  CHECK(figure("whole/simulated") == "rb.cnot_infidelity.isolated.mean");
  CHECK(figure("whole/isolated/simulated") == "rb.cnot_infidelity.isolated.mean");
  CHECK(figure("whole/simultaneous/simulated") == "rb.cnot_infidelity.simultaneous.mean");
  CHECK(figure("whole/per_clifford/simulated") == "rb.error_per_clifford.isolated.mean");
}

TEST_CASE("What no protocol measures has no figure") {
  for (const std::string reading : {"whole/median/simulated", "whole/layered/simulated", "whole/with_1q/simulated",
                                    "whole/per_clifford/simultaneous/simulated"}) {
    INFO(reading);
    CHECK(figure_under(parsed(reading), "cnot_infidelity.mean").figure.empty());
  }
}

TEST_CASE("No reading touches the figures that no ambiguity is about") {
  for (const Reading& reading : every_reading()) {
    for (const std::string figure : {"physical_qubits.connected", "cooling_power_at_100mk_w", "cnot_infidelity.best"}) {
      CHECK(figure_under(reading, figure).figure == figure);
      CHECK(figure_under(reading, figure).factor == 1);
    }
  }
}

TEST_CASE("Process infidelity is 5/4 of the average gate infidelity of two qubits") {
  // e = (d + 1) / d r with d = 4 (Horodecki 1999, Nielsen 2002).
  CHECK(figure_under(parsed("whole/process"), "cnot_infidelity.mean").factor == Approx(1.25).epsilon(1e-15));
  CHECK(figure_under(parsed("whole/process/simulated"), "cnot_infidelity.mean").factor == Approx(1.25));
}

TEST_CASE("A reported error per Clifford is that of 1.5 C-NOTs and a simulated one is as it is") {
  // A two-qubit Clifford takes 1.5 C-NOTs on average (Barends et al., Nature 508, 500, 2014, supplement).
  CHECK(figure_under(parsed("whole/per_clifford"), "cnot_infidelity.mean").factor == 1.5);
  CHECK(figure_under(parsed("whole/process/per_clifford"), "cnot_infidelity.mean").factor == Approx(1.875));
  CHECK(figure_under(parsed("whole/per_clifford/simulated"), "cnot_infidelity.mean").factor == 1);
}

TEST_CASE("A rule that names the median keeps it under every reading") {
  CHECK(figure_under({}, "cnot_infidelity.median").figure == "cnot_infidelity.median");
  CHECK(figure_under(parsed("whole/simultaneous"), "cnot_infidelity.median").figure ==
        "cnot_infidelity.simultaneous.median");
}

TEST_CASE("What a reading means is told in one sentence") {
  CHECK(thresholds::meaning_of({}) ==
        "the mean over all couplings of the machine of the reported C-NOT error, as average gate infidelity");
  CHECK_THAT(thresholds::meaning_of(parsed("best_couplings/median/process/layered/simulated")),
             Catch::Contains("median") && Catch::Contains("connected set of couplings") &&
                 Catch::Contains("simulated") && Catch::Contains("layers") && Catch::Contains("process infidelity"));
  std::set<std::string> meanings;
  for (const Reading& reading : thresholds::all_readings()) meanings.insert(thresholds::meaning_of(reading));
  CHECK(meanings.size() == thresholds::all_readings().size());
}
