// DEVICE as users write it: files, folders, lists, catalogue names, forced formats, and inputs that cannot be used.

#include <nlohmann/json.hpp>

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

constexpr std::string_view configuration =
    R"({"backend_name": "m", "n_qubits": 2, "basis_gates": ["cx", "sx"], "coupling_map": [[0, 1]]})";

/// Properties of a two-qubit machine with one text replaced.
std::string properties(const std::string& from = {}, const std::string& to = {}) {
  std::string text =
      R"({"backend_name": "m", "last_update_date": "2025-02-26",
 "qubits": [[{"name": "T1", "value": 100, "unit": "us"}], [{"name": "readout_error", "value": 0.02, "unit": ""}]],
 "gates": [{"gate": "sx", "qubits": [0], "parameters": [{"name": "gate_error", "value": 2e-4, "unit": ""}]},
           {"gate": "cx", "qubits": [0, 1], "parameters": [{"name": "gate_error", "value": 9e-3, "unit": ""}]}]})";
  if (from.empty()) return text;
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

core::Error refusal(const std::string& device, const std::string& format = {}) {
  const auto description = read(device, catalogue, format);
  REQUIRE_FALSE(description);
  CHECK(description.error().code == core::ErrorCode::unusable_input);
  CHECK_FALSE(description.error().where.empty());
  return description.error();
}

core::Error refusal_of_content(const std::string& content, const std::string& format = {}) {
  const Folder files;
  return refusal(files.write("input", content), format);
}

bool says(const core::Error& error, std::string_view words) { return error.message.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("the format follows from the content whatever the name of the file") {
  const Folder files;
  CHECK(must_read(files.write("x.csv", properties())).format == "ibm");
  CHECK(must_read(files.write("props.txt", native_template())).format == "native");
}

TEST_CASE("a folder gives its one pair of files and ignores what is none of it") {
  const Folder files;
  files.write("b", configuration);
  files.write("a", properties());
  files.write("defaults.json", R"({"qubit_freq_est": [4.9]})");
  files.write("notes.md", "# notes {");
  const DeviceDescription description = must_read(files.path().string());
  CHECK(description.inputs.size() == 2);
  CHECK(description.couplings.size() == 1);
  CHECK(description.qubits[0].t1_s.known());
}

TEST_CASE("a folder with two candidates lists them") {
  const Folder files;
  files.write("c.json", configuration);
  files.write("p1.json", properties());
  files.write("p2.json", properties());
  const core::Error error = refusal(files.path().string());
  CHECK(says(error, "p1.json"));
  CHECK(says(error, "p2.json"));
}

TEST_CASE("a folder without a description says what was found and expected") {
  const Folder files;
  CHECK(says(refusal(files.path().string()), "found a folder without files"));
  files.write("notes.md", "# notes");
  const core::Error error = refusal(files.path().string());
  CHECK(says(error, "found a folder with notes.md, expected"));
  CHECK(says(error, "quantinuum_emulator"));
}

TEST_CASE("a folder with broken JSON is refused rather than read without it") {
  const Folder files;
  files.write("c.json", configuration);
  files.write("p.json", properties().substr(0, 150));
  CHECK(refusal(files.path().string()).where.ends_with("p.json:2"));
}

TEST_CASE("a folder of two formats is refused") {
  const Folder files;
  files.write("a.json", configuration);
  files.write("b.json", native_template());
  CHECK(says(refusal(files.path().string()), "of format native beside"));
  CHECK(must_read(files.path().string(), "native").format == "native");
}

TEST_CASE("files joined by a comma are read together and must all exist") {
  const Folder files;
  const std::string c = files.write("c", configuration), p = files.write("p", properties());
  CHECK(must_read(c + "," + p).qubits[0].t1_s.known());
  CHECK(must_read(p + "," + c).qubits[0].t1_s.known());
  CHECK(says(refusal(c + "," + c), "2 candidates for the configuration"));
  CHECK(refusal(c + ",missing").where == "missing");
}

TEST_CASE("a bare name finds the bundled description and an unknown one lists them") {
  CHECK(must_read("ibm_lagos").qubit_count == 7);
  const core::Error error = refusal("ibm_atlantis");
  CHECK(error.where == "ibm_atlantis");
  CHECK(says(error, "ibm_kingston, ibm_lagos, ibm_torino, quantinuum_h2-1"));
  CHECK_FALSE(read("", catalogue));
  CHECK_FALSE(read("../devices/ibm_lagos", catalogue));
}

TEST_CASE("a path with a comma or a hash in its name is read as it is") {
  const Folder files;
  CHECK(must_read(files.write("a,b#c.json", native_template())).format == "native");
}

TEST_CASE("a selector for a file of one machine is refused") {
  const Folder files;
  CHECK(says(refusal(files.write("n", native_template()) + "#H2-1"), "holds one machine"));
}

TEST_CASE("a forced format is obeyed or refused with its reason") {
  const Folder files;
  const std::string native = files.write("n", native_template());
  CHECK(must_read(native, "native").format == "native");
  CHECK(says(refusal(native, "ibm"), "expected ibm"));
  const core::Error unknown = refusal(native, "imb");
  CHECK(unknown.where == "--format");
  CHECK(says(unknown, "quantinuum_emulator"));
}

TEST_CASE("what no importer recognises is refused with the list of formats") {
  for (const std::string content : {"", "hello", "{}", "[1, 2]", R"({"foo": 1, "bar": 2})", R"({"schema": 5})",
                                    R"({"backend_name": "x"})", "\x01\x02", "Date,Machine\n"}) {
    INFO(content);
    const core::Error error = refusal_of_content(content);
    CHECK(says(error, "quantinuum_emulator"));
  }
  CHECK(says(refusal_of_content(R"({"foo": 1, "bar": 2})"), "the keys bar, foo"));
}

TEST_CASE("broken JSON is refused with its line") {
  CHECK(refusal_of_content(properties().substr(0, 150)).where.ends_with("input:2"));
  CHECK(says(refusal_of_content(properties().substr(0, 150)), "the end of the file"));
  CHECK(refusal_of_content(properties("100", "NaN")).where.ends_with("input:2"));
  CHECK(refusal_of_content(properties("9e-3", "-Infinity")).where.ends_with("input:4"));
  CHECK(refusal_of_content(properties("9e-3", "1e999")).where.ends_with("input:4"));
  CHECK(refusal_of_content(properties("\"m\"", "\"\xff\"")).where.ends_with("input:1"));
  CHECK(refusal_of_content(properties() + "x").where.ends_with("input:4"));
}

TEST_CASE("nesting 100000 deep is refused") {
  const core::Error arrays = refusal_of_content(std::string(100'000, '['));
  CHECK(says(arrays, "at most 200 levels"));
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  CHECK(says(refusal_of_content(objects), "at most 200 levels"));
  const std::string deepest = std::string(max_nesting, '[') + std::string(max_nesting, ']');
  CHECK_FALSE(says(refusal_of_content(deepest), "levels"));
}

TEST_CASE("a repeated key is refused with its place") {
  const core::Error error = refusal_of_content(properties("\"unit\": \"us\"", "\"value\": 3"));
  CHECK(error.where.ends_with("input: /qubits/0/0"));
  CHECK(says(error, "\"value\" twice"));
}

TEST_CASE("a value of the wrong type or range is refused with its path") {
  struct Case {
    std::string from, to, where;
  };
  const Case cases[] = {
      {"9e-3", "-9e-3", "/gates/1/parameters/0/value"},
      {"9e-3", "\"9e-3\"", "/gates/1/parameters/0/value"},
      {"9e-3", "\"NaN\"", "/gates/1/parameters/0/value"},
      {"9e-3", "[9e-3]", "/gates/1/parameters/0/value"},
      {"[0, 1]", "[0, 2]", "/gates/1/qubits/1"},
      {"[0, 1]", "[0, -1]", "/gates/1/qubits/1"},
      {"[0, 1]", "[0, 0.5]", "/gates/1/qubits/1"},
      {"[0, 1]", "[0, 0]", "/gates/1/qubits/1"},
      {"[0, 1]", "[0]", "/gates/1/qubits"},
      {"[0, 1]", "\"0,1\"", "/gates/1/qubits"},
      {"\"us\"", "\"parsec\"", "/qubits/0/0/unit"},
      {"\"us\"", "\"GHz\"", "/qubits/0/0/unit"},
      {"\"us\"", "7", "/qubits/0/0/unit"},
      {"\"T1\"", "1", "/qubits/0/0/name"},
      {"\"2025-02-26\"", "\"yesterday\"", "/last_update_date"},
      {"0.02", "-0.02", "/qubits/1/0/value"},
      {"\"backend_name\": \"m\"", "\"backend_name\": 4", "/backend_name"},
      {"[[{\"name\": \"T1\", \"value\": 100, \"unit\": \"us\"}],", "[5,", "/qubits/0"},
  };
  for (const Case& one : cases) {
    INFO(one.from << " -> " << one.to);
    CHECK(refusal_of_content(properties(one.from, one.to)).where.ends_with("input: " + one.where));
  }
}

TEST_CASE("a gate listed twice on the same qubits is refused") {
  const std::string twice = R"({"gate": "sx", "qubits": [0], "parameters": []}, {"gate": "sx", "qubits": [0], )";
  CHECK(refusal_of_content(properties(R"({"gate": "sx", "qubits": [0], )", twice)).where.ends_with("/gates/1"));
}

TEST_CASE("couplings to missing qubits or listed twice are refused with their path") {
  const auto with_map = [](const std::string& map) {
    return R"({"backend_name": "m", "n_qubits": 2, "coupling_map": )" + map + "}";
  };
  CHECK(refusal_of_content(with_map("[[0, 1], [1, 2]]")).where.ends_with("/coupling_map/1/1"));
  CHECK(refusal_of_content(with_map("[[0, 1], [0, 1]]")).where.ends_with("/coupling_map/1"));
  CHECK(refusal_of_content(with_map("[[0, 1, 1]]")).where.ends_with("/coupling_map/0/2"));
  CHECK(refusal_of_content(with_map("{}")).where.ends_with("/coupling_map"));
}

TEST_CASE("more qubits than the limit are refused by name") {
  CHECK(says(refusal_of_content(R"({"backend_name": "m", "n_qubits": 100001})"), "100000"));
  CHECK(says(refusal_of_content(R"({"backend_name": "m", "n_qubits": 0})"), "100000"));
}

TEST_CASE("a file above the limit of size is refused") {
  const Folder files;
  const std::string file = files.write("large", "{}");
  fs::resize_file(file, max_file_bytes + 1);
  CHECK(refusal(file).where == file);
}

TEST_CASE("the capabilities within the answer of Amazon's service are read under the machine's name") {
  if (!have_shared()) return;
  const fs::path garnet = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices/iqm/braket_garnet_2026-05-05.json";
  std::ifstream in(garnet);
  const nlohmann::json capabilities = nlohmann::json::parse(in);
  const Folder folder;
  for (const nlohmann::json& inner : {capabilities, nlohmann::json(capabilities.dump())}) {
    const nlohmann::json answer{{"deviceArn", "arn"}, {"deviceName", "Garnet"}, {"deviceCapabilities", inner}};
    const DeviceDescription description = must_read(folder.write("answer.json", answer.dump()));
    CHECK(description.name == "Garnet");
    CHECK(description.gates.size() == must_read(garnet.string()).gates.size());
  }
}

TEST_CASE("a table whose last row is cut short is refused with its line") {
  const Folder folder;
  const std::string header = "Date,Machine,p1,p2,p_meas_0,p_meas_1,dephasing_error\n";
  const auto description = read(folder.write("cut.csv", header + "2024_05_20,H9,3e-5,0.001"), catalogue);
  REQUIRE_FALSE(description);
  CHECK(description.error().where.ends_with(":2"));
  CHECK(description.error().message.find("7 cells") != std::string::npos);
}

TEST_CASE("every bundled description reads validates and is what the writer writes") {
  int count = 0;
  for (const auto& entry : fs::directory_iterator(catalogue)) {
    if (entry.path().extension() != ".json") continue;
    INFO(entry.path());
    const DeviceDescription description = must_read(entry.path().stem().string());
    must_validate(description);
    CHECK(description.source.licence == "Apache-2.0");
    CHECK(description.source.url.starts_with("https://"));
    CHECK(description.as_of);
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    CHECK(text == write_native(description));
    ++count;
  }
  CHECK(count >= 4);
}

TEST_CASE("the bundled descriptions are the conversions of their originals") {
  if (!have_shared()) return;
  const std::pair<std::string, std::string> originals[] = {
      {"ibm_torino", (ibm_files / "torino").string()},
      {"ibm_kingston", (ibm_files / "kingston").string()},
      {"ibm_lagos", (ibm_files / "lagos").string()},
      {"quantinuum_h2-1", quantinuum_file.string() + "#H2-1@2024_05_20"}};
  for (const auto& [name, original] : originals) {
    INFO(name);
    const DeviceDescription bundled = must_read(name);
    DeviceDescription converted = must_read(original);
    converted.source = bundled.source;
    CHECK(write_native(converted) == write_native(bundled));
  }
}
