// Which name was meant.

#include <array>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "qgauge/core.hpp"

using namespace qgauge::core;

TEST_CASE("the nearest name has the fewest edits") {
  constexpr std::array<std::string_view, 3> names{"t1_s", "t2_s", "frequency_hz"};
  CHECK(nearest_name("t2", names) == "t2_s");
  CHECK(nearest_name("freq_hz", names) == "frequency_hz");
  CHECK(nearest_name(std::string(1'000'000, 'x'), names).size() > 0);
}

TEST_CASE("a name is suggested where two edits or fewer or small letters make it") {
  constexpr std::array<std::string_view, 4> names{"source", "from", "until", "gate_model"};
  CHECK(suggestion("sorce", names) == "did you mean \"source\"?");
  CHECK(suggestion("form", names) == "did you mean \"from\"?");
  CHECK(suggestion("Gate_Model", names) == "did you mean \"gate_model\"?");
  CHECK(suggestion("GATE-MODEL", names) == "did you mean \"gate_model\"?");
}

TEST_CASE("no name is suggested for one that is too different or too short to tell") {
  constexpr std::array<std::string_view, 3> names{"source", "US", "W"};
  for (const char* name : {"sauces", "CA", "K", "", "resources", "source"}) CHECK(suggestion(name, names).empty());
  CHECK(suggestion(std::string(1'000'000, 's'), names).empty());
}
