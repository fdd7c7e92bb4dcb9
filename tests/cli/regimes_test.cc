// The commands on rules: list, show, validate and matrix.

#include <algorithm>
#include <sstream>

#include <catch2/catch.hpp>

#include "cli/command_line.hpp"

using namespace qgauge::test;
using Catch::Contains;

namespace {

const std::string rules_folder = std::string(QGAUGE_SOURCE_DIR) + "/thresholds/";

std::ptrdiff_t columns_of(const std::string& line) {
  return std::count_if(line.begin(), line.end(), [](char byte) { return (byte & 0xc0) != 0x80; });
}

}  // namespace

TEST_CASE("regimes list has each instrument with its versions and the kinds of items of each entry") {
  const Outcome outcome = call({"regimes", "list"});
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("\nus-ear: Export Administration Regulations"));
  CHECK_THAT(outcome.out, Contains("  from 2024-09-06, text read on 2026-06-25\n"));
  CHECK_THAT(outcome.out, Contains("    3A904.a ") && Contains("dilution refrigerator"));
}

TEST_CASE("pages about rules are as wide as a terminal at most") {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"list"}, {"show", "us-ear"}, {"matrix", "--as-of", "2026-01-01"}}) {
    std::vector<std::string> command{"regimes"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    std::istringstream lines(call(command).out);
    for (std::string line; std::getline(lines, line);) {
      if (columns_of(line) > 80) FAIL_CHECK(line);
    }
  }
}

TEST_CASE("regimes show picks the version of a day and one entry") {
  const Outcome all = call({"regimes", "show", "us-ear", "--as-of", "2026-01-01"});
  CHECK_THAT(all.out, Contains("4A906.a  Quantum computers") && Contains("3A904.a"));
  const Outcome one = call({"regimes", "show", "us-ear@2026-01-01#4A906.a"});
  CHECK_THAT(one.out, Contains("4A906.a.8  at least 2000") && !Contains("3A904.a"));
  CHECK_THAT(one.out, Contains("Not legal advice"));
  const Outcome early = call({"regimes", "show", "us-ear@2020-01-01"});
  CHECK_THAT(early.out, !Contains("4A906.a") && Contains("version      from 1996-03-25"));
}

TEST_CASE("regimes show takes a rule file and refuses what is not there with what is") {
  CHECK_THAT(call({"regimes", "show", rules_folder + "uk-nsi.toml"}).out, Contains("Sch. 13"));
  const Outcome regime = call({"regimes", "show", "atlantis"});
  CHECK(regime.code == 2);
  CHECK_THAT(regime.err, Contains("us-ear"));
  const Outcome entry = call({"regimes", "show", "us-ear@2026-01-01#9Z999"});
  CHECK(entry.code == 2);
  CHECK_THAT(entry.err, Contains("9Z999") && Contains("4A906.a"));
  CHECK(call({"regimes", "show", "us-ear@soon"}).code == 2);
}

TEST_CASE("regimes validate says what was checked and ends with 3 and the line of a mistake") {
  const Outcome good = call({"regimes", "validate", rules_folder + "uk-nsi.toml"});
  CHECK(good.code == 0);
  CHECK_THAT(good.out, Contains("valid, regime uk-nsi, ") && Contains("checked: 1 version, 1 entry in them"));
  const Outcome bad = call({"regimes", "validate", rules_folder + "bad/impossible_day.toml"});
  CHECK(bad.code == 3);
  CHECK(bad.out.empty());
  CHECK_THAT(bad.err, Contains("impossible_day.toml:"));
}

TEST_CASE("regimes validate prints warnings with their places") {
  const Outcome outcome = call({"regimes", "validate", rules_folder + "us-ear.toml"});
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("warning: ") && Contains(".toml:"));
}

TEST_CASE("regimes matrix shows where the limits of a pulse tube differ") {
  const Outcome outcome = call({"regimes", "matrix", "--topic", "pulse_tube", "--as-of", "2026-01-01"});
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("us-ear 3A904.b (READ-P)") && Contains("de-awv 3A1904b (READ-P)"));
  CHECK_THAT(outcome.out, Contains("  *  base temperature") && Contains("below 4 K") && Contains("at most 4 K"));
  CHECK_THAT(outcome.out, Contains("no such entry in the rules of"));
}

TEST_CASE("regimes matrix without a topic shows every topic and an unknown one is refused with the known ones") {
  const Outcome all = call({"regimes", "matrix", "--as-of", "2026-01-01"});
  CHECK_THAT(all.out, Contains("\npulse_tube: ") && Contains("computer_ladder: ") && Contains("\nmagnetometer: "));
  const Outcome unknown = call({"regimes", "matrix", "--topic", "teapot"});
  CHECK(unknown.code == 2);
  CHECK_THAT(unknown.err, Contains("pulse_tube"));
}

TEST_CASE("an identifier, an entry or a topic that is nearly a known one is answered with the known one") {
  const auto says = [](const std::vector<std::string>& words, const std::string& meant) {
    CHECK_THAT(call(words).err, Contains("did you mean \"" + meant + "\"?"));
  };
  says({"regimes", "show", "us-aer"}, "us-ear");
  says({"regimes", "show", "us-ear@2026-01-01#4A906a"}, "4A906.a");
  says({"regimes", "matrix", "--topic", "pulse_tubes"}, "pulse_tube");
  says({"asses"}, "assess");
}
