// Files that are cut, damaged or built to hurt: refused with a message, or read with nothing of the damage in it.
#include <cmath>
#include <regex>

#include "device/fixtures.hpp"

namespace qgauge::device {
namespace {

using namespace test;

const fs::path shared = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices";

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A small real file of each format.
std::vector<fs::path> samples() {
  return {shared / "ibm/lagos/props_lagos.json",
          shared / "ibm/lagos/conf_lagos.json",
          shared / "ibm-csv/ibm_aachen_calibrations_2025-06-19T09_34_49Z.csv",
          shared / "google/rainbow_2021_11_16_calibration.json",
          shared / "google/rainbow_2021_12_10_device_spec_for_grid_device.proto.txt",
          shared / "ionq/braket_forte-enterprise-1_2026-05-03.json",
          shared / "iqm/braket_garnet_2026-05-05.json",
          shared / "iqm/iqm-native_sirius_quality-metric-set_2025-12-04.json",
          shared / "mqt-bench/iqm_adonis_calibration.json",
          shared / "mqt-bench/quantinuum_h2_calibration.json",
          shared / "mqt-qdmi/iqm-garnet.json",
          shared / "not-gate-model/braket_quera_aquila.json",
          shared / "oqc/braket_lucy_2022-12-07.json",
          shared / "quantinuum/Emulator parameters.csv",
          shared / "quantinuum/Spec sheet parameters.csv",
          shared / "rigetti/qcs-isa_Aspen-9.json",
          shared / "rigetti/quilc-compiler-isa_Aspen-8.json",
          fs::path(QGAUGE_SOURCE_DIR) / "devices/ibm_lagos.json"};
}

/// Reads the text as a file: what comes out is an error with a place, or a description that validates.
core::Result<DeviceDescription> try_text(const Folder& folder, const std::string& name, const std::string& text) {
  const std::string file = folder.write(name, text);
  const auto rows = selectors(file, catalogue);
  if (!rows) return std::unexpected(rows.error());
  auto description = read(rows->empty() ? file : file + "#" + rows->back(), catalogue);
  if (description) CHECK(validate(*description));
  return description;
}

void check_error(const core::Error& error) {
  CHECK(error.code == core::ErrorCode::unusable_input);
  CHECK_FALSE(error.where.empty());
  CHECK_FALSE(error.message.empty());
}

using Span = std::pair<std::size_t, std::size_t>;  // position and length

/// The text with all that stands in quotation marks blanked: digits of names are no numbers.
std::string without_strings(std::string text) {
  bool inside = false, escaped = false;
  for (char& c : text) {
    const bool quote = c == '"' && !escaped;
    escaped = c == '\\' && !escaped;
    if (quote) inside = !inside;
    if (inside) c = ' ';
  }
  return text;
}

/// Numbers of a text, thinned to about `wanted`: those outside strings in JSON, all in a table.
std::vector<Span> numbers_of(const std::string& text, std::size_t wanted, bool json) {
  static const std::regex number(R"(-?\d+(\.\d+)?([eE][-+]?\d+)?)");
  const std::string searched = json ? without_strings(text) : text;
  std::vector<Span> all, some;
  for (std::sregex_iterator it(searched.begin(), searched.end(), number), end; it != end; ++it) {
    all.emplace_back(static_cast<std::size_t>(it->position()), static_cast<std::size_t>(it->length()));
  }
  // Multiples of the golden ratio spread evenly without falling into step with the rows of a table.
  constexpr double golden = 0.6180339887498949;
  for (std::size_t i = 0; i < std::min(wanted, all.size()); ++i) {
    const double turn = golden * static_cast<double>(i + 1);
    some.push_back(all[static_cast<std::size_t>((turn - std::floor(turn)) * static_cast<double>(all.size()))]);
  }
  return some;
}

/// Where two texts part, for a message that fits on a screen.
std::string first_difference(const std::string& a, const std::string& b) {
  const auto at = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  if (at == a.size() && at == b.size()) return {};
  const std::size_t from = at < 60 ? 0 : at - 60;
  return a.substr(from, 120) + " instead of " + b.substr(std::min(from, b.size()), 120);
}

/// Large files are tried at fewer places, so that every format takes about as long.
std::size_t tries_for(const std::string& text) { return std::clamp<std::size_t>(1'500'000 / text.size(), 8, 50); }

}  // namespace

TEST_CASE("a file cut at any hundredth of its length is refused or read as far as its format allows") {
  if (!have_shared()) return;
  const Folder folder;
  for (const fs::path& file : samples()) {
    const std::string whole = content_of(file);
    const std::size_t steps = std::min<std::size_t>(100, 2 * tries_for(whole));
    for (std::size_t step = 0; step < steps; ++step) {
      INFO(file << " cut at " << step << " of " << steps);
      const auto description = try_text(folder, "cut", whole.substr(0, whole.size() * step / steps));
      if (!description) check_error(description.error());
      const bool lines = file.extension() == ".csv" || file.extension() == ".txt";
      if (description && !lines) FAIL("a JSON document without its end was read");
    }
  }
}

TEST_CASE("a number replaced by what is none is refused or was never used") {
  if (!have_shared()) return;
  const Folder folder;
  const auto replacement = GENERATE(as<std::string>(), "1e308", "-1e308", "\"many\"", "NaN", "Infinity");
  for (const fs::path& file : samples()) {
    const std::string whole = content_of(file);
    const auto original = try_text(folder, "damaged", whole);
    REQUIRE(original);
    for (const auto& [at, length] : numbers_of(whole, tries_for(whole), file.extension() == ".json")) {
      INFO(file << " with " << replacement << " at byte " << at << " for " << whole.substr(at, length));
      const auto description = try_text(folder, "damaged", std::string(whole).replace(at, length, replacement));
      if (!description) {
        check_error(description.error());
      } else if (file.extension() == ".json") {
        CHECK(first_difference(write_native(*description), write_native(*original)) == "");
      }
    }
  }
}

TEST_CASE("a number replaced by null is refused or missing") {
  if (!have_shared()) return;
  const Folder folder;
  for (const fs::path& file : samples()) {
    const std::string whole = content_of(file);
    for (const auto& [at, length] : numbers_of(whole, tries_for(whole), file.extension() == ".json")) {
      INFO(file << " with null at byte " << at);
      const auto description = try_text(folder, "damaged", std::string(whole).replace(at, length, "null"));
      if (!description) check_error(description.error());
    }
  }
}

TEST_CASE("bytes that are not UTF-8 are refused or stay inside a name") {
  if (!have_shared()) return;
  const Folder folder;
  for (const fs::path& file : samples()) {
    const std::string whole = content_of(file);
    for (std::size_t step = 1; step < 12; ++step) {
      std::string damaged = whole;
      damaged[whole.size() * step / 12] = '\xff';
      INFO(file << " step " << step);
      const auto description = try_text(folder, "damaged", damaged);
      if (!description) check_error(description.error());
    }
  }
}

TEST_CASE("nesting beyond the limit is refused by its number in every form") {
  const Folder folder;
  const std::string deep(100'000, '[');
  const std::string open = "{\"a\":";
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += open;
  for (const std::string& text : {deep, "{\"schema\": " + deep, objects, "[" + deep}) {
    const auto description = try_text(folder, "deep", text);
    REQUIRE_FALSE(description);
    CHECK(description.error().message.find("200") != std::string::npos);
  }
}

TEST_CASE("a list of ten million couplings is refused by the limit before it is stored") {
  const Folder folder;
  std::string text = R"({"backend_name": "x", "n_qubits": 2, "coupling_map": [)";
  for (int i = 0; i < 10'000'000; ++i) text += "[0,1],";
  const auto description = try_text(folder, "wide", text + "[0,1]]}");
  REQUIRE_FALSE(description);
  CHECK(description.error().message.find("1000000 couplings") != std::string::npos);
}

TEST_CASE("a thousand million qubits are refused by the limit") {
  const Folder folder;
  for (const char* text : {R"({"backend_name": "x", "n_qubits": 1000000000, "coupling_map": null})",
                           R"({"backend_name": "x", "n_qubits": 1e9, "coupling_map": null})"}) {
    const auto description = try_text(folder, "many", text);
    REQUIRE_FALSE(description);
    CHECK(description.error().message.find("100000") != std::string::npos);
  }
}

TEST_CASE("a file beyond 64 MiB is refused by the limit") {
  const Folder folder;
  const auto description = try_text(folder, "large", std::string((64u << 20) + 1, ' '));
  REQUIRE_FALSE(description);
  INFO(description.error().message);
  CHECK(description.error().message.find("67108864") != std::string::npos);
}

}  // namespace qgauge::device
