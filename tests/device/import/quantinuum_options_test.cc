// Error parameters of Quantinuum's emulators: names, scale factors, leakage. The documents are made after the vendor's
// public schema (quantinuum-schemas, UserErrorParams and HeliosErrorParams): no real one is public.

#include <fmt/format.h>

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

DeviceDescription parse(const std::string& parameters) {
  return must_read(Folder().write("a.json", R"({"error-params": )" + parameters + "}"));
}

core::Error refusal(const std::string& parameters) {
  const Folder files;
  const auto description = read(files.write("a.json", R"({"error-params": )" + parameters + "}"), catalogue);
  INFO(parameters);
  REQUIRE_FALSE(description);
  return description.error();
}

}  // namespace

TEST_CASE("emulator options are read as the table of emulator parameters is") {
  const DeviceDescription description =
      parse(R"({"p1": 3.4e-05, "p2": 0.00136, "p_meas": [0.0005, 0.0025], "p_init": 4e-05,
                "p1_emission_ratio": 0.6, "p2_emission_ratio": 0.45})");
  CHECK(description.format == "quantinuum_options");
  CHECK(description.name == "Quantinuum emulator");
  CHECK(description.all_to_all);
  CHECK_FALSE(description.qubit_count);
  CHECK(description.average_one_qubit_gate->infidelity.value == 3.4e-5);
  CHECK(description.average_two_qubit_gate->infidelity.value == 1.36e-3);
  CHECK(description.average_qubit->p1_given_0.value == 5e-4);
  CHECK(description.average_qubit->p0_given_1.value == 2.5e-3);
  CHECK(description.average_qubit->preparation_error.value == 4e-5);
  // 3.4e-5 * 0.6 / 2 and 1.36e-3 * 0.45 * 0.543
  CHECK(description.average_one_qubit_gate->leakage.value == Approx(1.02e-5));
  CHECK(description.average_two_qubit_gate->leakage.value == Approx(3.32316e-4));
  CHECK(find(description.findings, "converted_definition"));
  CHECK(find(description.findings, "metric_unknown"));
  CHECK_FALSE(find(description.findings, "unused_quantity"));
}

TEST_CASE("emulator options within a job name its machine") {
  const Folder files;
  const DeviceDescription description = must_read(files.write(
      "a.json", R"({"machine": "H2-1E", "options": {"simulator": "stabilizer", "error-params": {"p2": 1e-3}}})"));
  CHECK(description.name == "H2-1E");
  CHECK(description.average_two_qubit_gate->infidelity.value == 1e-3);
  CHECK(description.average_one_qubit_gate->infidelity.state == State::absent);
  CHECK(description.average_two_qubit_gate->leakage.state == State::absent);
}

TEST_CASE("one measurement error holds for both states and Helios gives two under names of their own") {
  const DeviceDescription one = parse(R"({"p_meas": 0.003})");
  CHECK(one.average_qubit->p1_given_0.value == 0.003);
  CHECK(one.average_qubit->p0_given_1.value == 0.003);
  const DeviceDescription helios = parse(R"({"p_meas_0": 0.0002, "p_meas_1": 0.0005, "p_prep": 0.0001})");
  CHECK(helios.average_qubit->p1_given_0.value == 2e-4);
  CHECK(helios.average_qubit->p0_given_1.value == 5e-4);
  CHECK(helios.average_qubit->preparation_error.value == 1e-4);
}

TEST_CASE("scale factors multiply as the emulator multiplies them") {
  const DeviceDescription description =
      parse(R"({"p1": 1e-4, "p2": 1e-3, "p_meas": [0.001, 0.002], "p_init": 1e-3, "p2_emission_ratio": 0.4,
                "scale": 2, "p1_scale": 3, "p2_scale": 0.5, "meas_scale": 4, "init_scale": 5, "emission_scale": 0.5,
                "leakage_scale": 0.1})");
  CHECK(description.average_one_qubit_gate->infidelity.value == Approx(6e-4));  // 1e-4 * 2 * 3
  CHECK(description.average_two_qubit_gate->infidelity.value == Approx(1e-3));  // 1e-3 * 2 * 0.5
  CHECK(description.average_qubit->p1_given_0.value == Approx(0.008));          // 0.001 * 2 * 4
  CHECK(description.average_qubit->p0_given_1.value == Approx(0.016));
  CHECK(description.average_qubit->preparation_error.value == Approx(0.01));  // 1e-3 * 2 * 5
  // ratio 0.4 * 2 * 0.5 = 0.4; 1e-3 * 0.4 * 0.543 * 0.1
  CHECK(description.average_two_qubit_gate->leakage.value == Approx(2.172e-5));
}

TEST_CASE("an emission ratio that is scaled beyond 1 is cut to it as the emulator does") {
  const DeviceDescription description = parse(R"({"p1": 1e-4, "p1_emission_ratio": 0.8, "emission_scale": 10})");
  CHECK(description.average_one_qubit_gate->leakage.value == Approx(5e-5));  // 1e-4 * 1 / 2
}

TEST_CASE("emulator options that nothing rests on are named") {
  const DeviceDescription description =
      parse(R"({"p1": 1e-4, "przz_a": 1.09, "quadratic_dephasing_rate": 0.2, "p_crosstalk_meas": 1e-5})");
  CHECK(find(description.findings, "unused_quantity")->message == "p_crosstalk_meas, przz_a, quadratic_dephasing_rate");
}

TEST_CASE("a linear angle law of the emulator options is read and another one is named") {
  const DeviceDescription linear =
      parse(R"({"p2": 1e-3, "przz_a": 1.518, "przz_b": 0.241, "przz_c": 1.518, "przz_d": 0.241, "przz_power": 1})");
  CHECK(linear.rzz_error_base.value == 0.241);
  CHECK_FALSE(find(linear.findings, "unused_quantity"));
  const DeviceDescription root =
      parse(R"({"p2": 1e-3, "przz_a": 1.09, "przz_b": 0.035, "przz_c": 1.09, "przz_d": 0.035, "przz_power": 0.5})");
  CHECK_FALSE(root.rzz_error_base.known());
  CHECK(find(root.findings, "unused_quantity")->message == "przz_a, przz_b, przz_c, przz_d, przz_power");
}

TEST_CASE("broken emulator options are refused with their place") {
  CHECK(refusal(R"({"p1": 1.5})").where.ends_with("/error-params/p1"));
  CHECK(refusal(R"({"p1": "1e-4"})").where.ends_with("/error-params/p1"));
  CHECK(refusal(R"({"p1": 0.5, "p1_scale": 3})").where.ends_with("/error-params/p1"));
  CHECK(refusal(R"({"p2": 1e-3, "scale": -1})").where.ends_with("/error-params/scale"));
  CHECK(refusal(R"({"p2": 1e-3, "scale": 1e15, "p2_scale": 1e15})").where.ends_with("/error-params/p2"));
  CHECK(refusal(R"({"p_meas": [0.1]})").where.ends_with("/error-params/p_meas"));
  CHECK(refusal(R"({"p_meas": [0.1, 2]})").where.ends_with("/error-params/p_meas/1"));
  CHECK(refusal(R"({"p_meas": 0.1, "p_meas_0": 0.1})").where.ends_with("/error-params/p_meas"));
  CHECK(refusal(R"({"p_init": 0.1, "p_prep": 0.1})").where.ends_with("/error-params/p_prep"));
  CHECK(refusal(R"({"p_init": 0.1, "init_scale": 2, "prep_scale": 2})").where.ends_with("/error-params/prep_scale"));
  CHECK(refusal(R"({"p1": 0.1, "p1_emission_ratio": 2})").where.ends_with("/error-params/p1_emission_ratio"));
  CHECK(refusal(R"({"p1": 0.1, "p1_emission_ratio": 1, "leakage_scale": 1e9})")
            .where.ends_with("/error-params/p1_emission_ratio"));
}

TEST_CASE("unknown emulator options cannot flood the finding that names them") {
  std::string parameters = R"({"p1": 1e-4, ")" + std::string(1000, 'x') + R"(": 1)";
  for (int i = 0; i < 1000; ++i) parameters += fmt::format(R"(, "option{}": 1)", i);
  const DeviceDescription description = parse(parameters + "}");
  CHECK(find(description.findings, "unused_quantity")->message.size() < 2000);
}
