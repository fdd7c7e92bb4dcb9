#include "thresholds/support.hpp"

using namespace qgauge;
using support::Scratch;
using support::write_file;
using thresholds::load_regime;

namespace {

std::string regime_with(const std::string& parts, const std::string& own = "") {
  return R"(schema = "qgauge.regime/1"
id = "example"
instrument = "An example"
jurisdiction = "FR"
status = "draft"
kind = "export_control"
[[version]]
from = 2025-01-01
text_read = 2025-02-01
source = "made up"
parts = )" +
         parts + "\n" + own;
}

std::string entry(const std::string& number, const std::string& table = "entry") {
  return "[[" + table + R"(]]
number = ")" +
         number + R"("
topic = "sub_kelvin_cooling"
title = "Example"
item_kinds = ["dilution_refrigerator"]
confidence = "MEM"
source = "made up"
condition = { figure = "cooling_power_at_100mk_w", at_least = 600, unit = "uW" }
)";
}

const std::string head = "schema = \"qgauge.regime-part/1\"\n";
const std::string exception = R"([[exception]]
name = "Friends"
entries = ["1.a", "1.b"]
effect = "licence_not_needed"
text = "made up"
source = "made up"
confidence = "MEM"
condition = { attribute = "destination", equals = "CA" }
)";

thresholds::Regime loaded(const std::filesystem::path& file) {
  const auto regime = load_regime(file);
  INFO((regime ? std::string() : regime.error().where + ": " + regime.error().message));
  REQUIRE(regime);
  return *regime;
}

}  // namespace

TEST_CASE("A version holds its own entries and then those of its parts in the order that it names them") {
  const Scratch scratch;
  write_file(scratch / "x" / "one.toml", head + entry("1.b") + entry("1.c"));
  write_file(scratch / "x" / "two.toml", head + entry("1.a"));
  const auto regime = loaded(
      write_file(scratch / "x.toml", regime_with(R"(["x/two.toml", "x/one.toml"])", entry("0", "version.entry"))));
  std::vector<std::string> numbers;
  for (const auto& read : regime.versions.front().entries) numbers.push_back(read.number);
  CHECK(numbers == std::vector<std::string>{"0", "1.a", "1.b", "1.c"});
}

TEST_CASE("The place of an entry names the part that it stands in") {
  const Scratch scratch;
  const auto part = write_file(scratch / "x" / "one.toml", head + entry("1.a"));
  const auto regime = loaded(write_file(scratch / "x.toml", regime_with(R"(["x/one.toml"])")));
  CHECK(regime.versions.front().entries.front().where == part.string() + ":2");
}

TEST_CASE("An exception of one part may name entries of a part that comes after it") {
  const Scratch scratch;
  write_file(scratch / "x" / "one.toml", head + exception + entry("1.a"));
  write_file(scratch / "x" / "two.toml", head + entry("1.b"));
  const auto regime = loaded(write_file(scratch / "x.toml", regime_with(R"(["x/one.toml", "x/two.toml"])")));
  CHECK(regime.versions.front().exceptions.front().entries == std::vector<std::string>{"1.a", "1.b"});
}

TEST_CASE("Two versions may name the same part") {
  const Scratch scratch;
  write_file(scratch / "x" / "one.toml", head + entry("1.a"));
  const std::string later = R"([[version]]
from = 2026-01-01
text_read = 2026-02-01
source = "made up"
parts = ["x/one.toml"]
)";
  const auto regime = loaded(write_file(scratch / "x.toml", regime_with(R"(["x/one.toml"])", later)));
  REQUIRE(regime.versions.size() == 2);
  CHECK(regime.versions[0].entries.front().number == regime.versions[1].entries.front().number);
}

TEST_CASE("A part that is named as a regime is refused with the schema that a regime has") {
  const Scratch scratch;
  const auto regime = load_regime(write_file(scratch / "one.toml", head + entry("1.a")));
  REQUIRE_FALSE(regime);
  CHECK_THAT(regime.error().message,
             Catch::Contains("\"qgauge.regime-part/1\"") && Catch::Contains("expected \"qgauge.regime/1\""));
}

TEST_CASE("A folder that is named as a part is refused") {
  const Scratch scratch;
  write_file(scratch / "x" / "one.toml", head + entry("1.a"));
  const auto regime = load_regime(write_file(scratch / "x.toml", regime_with(R"(["x"])")));
  REQUIRE_FALSE(regime);
  CHECK_THAT(regime.error().message, Catch::Contains("the part \"x\", which is no file"));
}
