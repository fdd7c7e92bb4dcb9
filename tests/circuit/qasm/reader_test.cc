// Statements of OpenQASM 2 and 3, what is refused and how, and texts that mean harm.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "circuit/qasm/read.hpp"

namespace {

using namespace qgauge;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using circuit::GateKind;
using circuit::InstructionKind;
using circuit::Program;
using test::read_qasm;
using test::refusal_of;

const std::string two = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n";
const std::string three = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n";
const std::filesystem::path folder = std::filesystem::path(QGAUGE_SOURCE_DIR) / "tests/circuit/qasm";

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::filesystem::path> files_in(const std::string& name) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder / name)) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::vector<InstructionKind> kinds_of(const Program& program) {
  std::vector<InstructionKind> kinds;
  for (const auto& row : program.instructions) kinds.push_back(row.kind);
  return kinds;
}

std::string repeated(const std::string& text, int count) {
  std::string all;
  for (int k = 0; k < count; ++k) all += text;
  return all;
}

/// Angle of the first operation.
double angle_of(const std::string& text, const std::string& head) {
  return read_qasm(fmt::format("{}qreg q[1];\nrz({}) q[0];", head, text)).operations.at(0).parameter;
}

}  // namespace

TEST_CASE("Every good file is read, and every bad one is refused at the place that its first line names") {
  for (const auto& file : files_in("good")) {
    INFO(file.filename());
    const auto program = circuit::read_openqasm(text_of(file), file.filename().string());
    if (!program) FAIL_CHECK(program.error().where << ": " << program.error().message);
  }
  for (const auto& file : files_in("bad")) {
    const std::string text = text_of(file);
    const std::string expected = text.substr(3, text.find('\n') - 3);  // after "// "
    const auto program = circuit::read_openqasm(text, "bad");
    INFO(file.filename());
    REQUIRE_FALSE(program.has_value());
    CHECK_THAT(fmt::format("{}: {}", program.error().where, program.error().message), StartsWith(expected));
  }
  CHECK(files_in("good").size() >= 5);
  CHECK(files_in("bad").size() >= 12);
}

TEST_CASE("Registers of OpenQASM 2 broadcast, and measurement takes them bit by bit") {
  const Program program =
      read_qasm(two + "qreg a[2]; qreg b[2]; creg c[2];\nh a; cx a, b; cx a[0], b; measure b -> c;");
  CHECK(program.qubits == 4);
  CHECK(program.operations.size() == 6);
  CHECK(program.operations[3].qubits == std::array<std::uint32_t, 2>{1, 3});
  CHECK(program.operations[5].qubits == std::array<std::uint32_t, 2>{0, 3});
  REQUIRE(program.instructions.size() == 3);
  CHECK(program.instructions[2] == circuit::Instruction{InstructionKind::measure, 3, 1, 0});
  CHECK(program.classical_registers == std::vector<circuit::Register>{{"c", 0, 2}});
}

TEST_CASE("Expressions follow the precedence of their version") {
  CHECK(angle_of("-2^2", two) == -4);
  CHECK(angle_of("2^3^2/512", two) == 1);
  CHECK(angle_of("1/2", two) == 0.5);
  CHECK(angle_of("1/2", three) == 0);
  CHECK(angle_of("1/2.0", three) == 0.5);
  CHECK(angle_of("2**-1", three) == 0.5);
  CHECK(angle_of("1+2*3-4/2.0", three) == 5);
  CHECK(angle_of("sin(pi/6)*2 - (cos(0) + ln(exp(1)))", two) == Approx(-1));
  CHECK(angle_of("\xcf\x80/2 + tau", three) == Approx(2.5 * 3.14159265358979));
  CHECK(angle_of("7 % 4 + (1 << 3) + 0x1F + 0b11", three) == 45);
  CHECK(angle_of("arccos(-1.0)", three) == Approx(3.14159265358979));
  CHECK(angle_of("1_000.5e-3", three) == 1.0005);
}

TEST_CASE("A condition on a register becomes a forward jump over its block") {
  const Program program = read_qasm(two + "qreg q[1]; creg c[3]; measure q[0] -> c[1]; if (c == 2) x q[0]; h q[0];");
  CHECK(kinds_of(program) == std::vector{InstructionKind::measure, InstructionKind::jump_unless,
                                         InstructionKind::operations, InstructionKind::operations});
  CHECK(program.instructions[1].a == 3);
  CHECK(circuit::evaluate(program.expressions[0], std::vector<std::uint8_t>{0, 1, 0}) == 1);
  CHECK(circuit::evaluate(program.expressions[0], std::vector<std::uint8_t>{1, 1, 0}) == 0);
  CHECK_FALSE(circuit::final_measurements(program).has_value());
}

TEST_CASE("A condition of more than 64 bits compares all of them") {
  const Program program = read_qasm(two + "qreg q[1]; creg c[70]; if (c == 1) x q[0];");
  std::vector<std::uint8_t> bits(70, 0);
  bits[0] = 1;
  CHECK(circuit::evaluate(program.expressions[0], bits) == 1);
  bits[69] = 1;
  CHECK(circuit::evaluate(program.expressions[0], bits) == 0);
}

TEST_CASE("Conditions of OpenQASM 3 take logic, comparison and arithmetic of bits") {
  const auto value = [](const std::string& condition, std::vector<std::uint8_t> bits) {
    const Program program =
        read_qasm(fmt::format("{}qubit q; bit[4] c;\nif ({}) {{ x q; }} else {{ y q; }}", three, condition));
    return circuit::evaluate(program.expressions.at(0), bits) != 0;
  };
  CHECK(value("!c[0] && (c[1] || c[2])", {0, 0, 1, 0}));
  CHECK(value("c == \"0101\"", {1, 0, 1, 0}));
  CHECK(value("c[1:2] > 1", {0, 0, 1, 0}));
  CHECK(value("(c ^ 3) == 0 || c[3] == true", {1, 1, 0, 0}));
  CHECK_FALSE(value("~c == 0", {1, 1, 1, 0}));
  CHECK(value("uint[4](c) + 1 <= 8", {1, 1, 1, 0}));
}

TEST_CASE("A constant condition leaves one branch and a loop over constants is written out") {
  const Program program = read_qasm(three + R"(
    const int n = 3; qubit[n] q; bit[n] c;
    for uint i in [0:n - 2] { cx q[i], q[i + 1]; }
    for int k in {0, 2} if (k == 2) { z q[k]; } else x q[k];
    for uint i in [2:-1:0] c[i] = measure q[i];
    for uint i in [1:0] { never_defined q; }
  )");
  REQUIRE(program.operations.size() == 4);
  CHECK(program.operations[2].gate == GateKind::x);
  CHECK(program.operations[3].gate == GateKind::z);
  CHECK(program.instructions[1] == circuit::Instruction{InstructionKind::measure, 2, 2, 0});
  const auto last = circuit::final_measurements(program);
  REQUIRE(last);
  CHECK(last->qubit_of_bit[0] == 0);
}

TEST_CASE("Names with indices are elements, ranges, sets and aliases") {
  const Program program = read_qasm(three + R"(
    qubit[6] q; bit[6] c;
    let even = q[0:2:4] ++ q[5];
    x even; y even[-1]; h q[{1, 3}];
    c[0:1] = measure q[4:5];
  )");
  std::vector<std::uint32_t> on;
  for (const auto& operation : program.operations) on.push_back(operation.qubits[0]);
  CHECK(on == std::vector<std::uint32_t>{0, 2, 4, 5, 5, 1, 3});
  CHECK(program.instructions[2] == circuit::Instruction{InstructionKind::measure, 5, 1, 0});
}

TEST_CASE("Bits are assigned, combined and initialised") {
  const Program program = read_qasm(three + "qubit q; bit[3] c = \"110\"; c[0] = c[1] ^ c[2]; c |= 5; output bit r;");
  std::vector<std::uint8_t> bits(4, 0);
  for (const auto& row : program.instructions) {
    REQUIRE(row.kind == InstructionKind::assign);
    const auto value = circuit::evaluate(program.expressions[row.expression], bits);
    for (std::uint32_t k = 0; k < row.b; ++k) bits[row.a + k] = value >> k & 1;
  }
  CHECK(bits == std::vector<std::uint8_t>{1, 1, 1, 0});
}

TEST_CASE("Qubits of the machine are numbered in ascending order and make the layout") {
  const Program program =
      read_qasm(three + "bit[2] c; rz(1.0) $12; cx $12, $3; c[0] = measure $12; c[1] = measure $3;");
  CHECK(program.layout == std::vector<int>{3, 12});
  CHECK(program.operations[1].qubits == std::array<std::uint32_t, 2>{1, 0});
  CHECK(program.instructions[1].a == 1);
}

TEST_CASE("Delays are in seconds, and those in dt are noted") {
  const Program program = read_qasm(three + "qubit[2] q; delay[100.5ns] q[0]; delay[2us] q; delay[16dt] q[1];");
  REQUIRE(program.operations.size() == 3);
  CHECK(program.operations[0].parameter == 100.5e-9);
  CHECK(program.operations[2].parameter == 2e-6);
  CHECK(program.waits_in_dt);
}

TEST_CASE("A qubit that is reset before its first gate or measured twice tells whether measuring can wait") {
  CHECK(circuit::final_measurements(read_qasm(two + "qreg q[2]; creg c[2]; reset q; h q; measure q -> c;")));
  CHECK_FALSE(circuit::final_measurements(read_qasm(two + "qreg q[1]; creg c[1]; h q; reset q; measure q -> c;")));
  CHECK_FALSE(circuit::final_measurements(read_qasm(two + "qreg q[1]; creg c[1]; measure q -> c; h q;")));
  CHECK(circuit::final_measurements(
      read_qasm(two + "qreg q[2]; creg c[2]; measure q[0]->c[0]; h q[1]; measure q[1]->c[1];")));
}

TEST_CASE("A definition may replace a gate of the library, and one with a gate's matrix stays that gate") {
  const Program own = read_qasm(two + "gate h a { x a; } gate iswap a,b { s a; s b; h a; cx a,b; } qreg q[2]; h q[0];");
  CHECK(own.operations.at(0).gate == GateKind::x);
  const Program same = read_qasm(
      three + "gate sqrt_iswap a, b { cx a, b; crx(-pi/2) b, a; cx a, b; } qubit[2] q; sqrt_iswap q[1], q[0];");
  REQUIRE(same.operations.size() == 1);
  CHECK(same.operations[0].gate == GateKind::sqrt_iswap);
  CHECK(same.operations[0].qubits == std::array<std::uint32_t, 2>{1, 0});
}

TEST_CASE("An include is asked for by its name and the file that names it, and errors name the file within") {
  const circuit::IncludeReader include = [](std::string_view file,
                                            std::string_view includer) -> core::Result<std::string> {
    if (file == "parts/one.inc") return "include \"two.inc\";\n";
    CHECK(includer == "parts/one.inc");
    return "gate good a { h a; }\ngate wrong a { missing a; }\n";
  };
  const std::string text = two + "include \"parts/one.inc\"; qreg q[1];";
  const auto program = circuit::read_openqasm(text, "main.qasm", include);
  REQUIRE_FALSE(program.has_value());
  CHECK(program.error().where == "two.inc:2:16");
  CHECK_THAT(refusal_of(text), StartsWith("test.qasm:3:9: found the file \"parts/one.inc\""));
}

TEST_CASE("An include that includes itself is refused by the number of includes within each other") {
  const circuit::IncludeReader include = [](std::string_view, std::string_view) -> core::Result<std::string> {
    return "include \"again.inc\";\n";
  };
  const auto program = circuit::read_openqasm(two + "include \"again.inc\";", "main.qasm", include);
  REQUIRE_FALSE(program.has_value());
  CHECK_THAT(program.error().message, Contains("includes within includes") && Contains("at most 16"));
}

TEST_CASE("Statements that are not supported are refused by their names") {
  for (const char* word :
       {"while", "switch", "def", "extern", "defcal", "box", "input", "array", "stretch", "int", "end"}) {
    INFO(word);
    CHECK_THAT(refusal_of(fmt::format("{}qubit q;\n{} something;", three, word)),
               StartsWith(fmt::format("test.qasm:4:1: found '{}', expected", word)));
  }
  CHECK_THAT(refusal_of(two + "opaque magic(t) a;\nqreg q[1];\nmagic(1) q[0];"),
             StartsWith("test.qasm:5:1: found a use of the opaque gate 'magic', expected a gate with a definition"));
}

TEST_CASE("Texts that mean harm are refused by name, in little time and memory") {
  const auto nested = [](const std::string& open, const std::string& close, int depth) {
    return fmt::format("{}1{}", repeated(open, depth), repeated(close, depth));
  };
  CHECK_THAT(refusal_of(two + "qreg q[1];\nrz(" + nested("(", ")", 100000) + ") q[0];"),
             Contains("nested deeper than 200"));
  CHECK_THAT(refusal_of(two + "qreg q[1];\nrz(" + repeated("-", 100000) + "1) q[0];"),
             Contains("nested deeper than 200"));
  CHECK_THAT(refusal_of(three + "qubit q;\n" + repeated("if (true) { ", 100000)), Contains("blocks within blocks"));
  CHECK_THAT(refusal_of(three + "qubit q;\nfor int i in [1:1000000000] { x q; }"),
             Contains("a loop of 1000000000 repetitions"));
  CHECK_THAT(refusal_of(three + "qubit q;\nfor int i in [1:5000] { for int k in [1:5000] { } }"),
             Contains("repetitions of loops"));
  CHECK_THAT(refusal_of(three + "qubit[2] q;\npow(1000000000) @ swap q[0], q[1];"),
             Contains("operations and calls after expansion"));
  CHECK_THAT(refusal_of(three + "qubit[1000000000] q;"), Contains("1000000000 qubits, expected at most 100000"));
  CHECK_THAT(refusal_of(two + "creg c[2000000];"), Contains("at most 1000000"));
  CHECK_THAT(refusal_of(two + "gate f a { f a; } qreg q[1]; f q[0];"), Contains("in its own definition"));
  std::string registers = two, doubling = two + "gate g0 a { x a; }\n", chain = doubling;
  for (int k = 0; k < 20000; ++k) registers += fmt::format("qreg r{}[1];\n", k);
  CHECK_THAT(refusal_of(registers), Contains("more registers, expected at most 10000"));
  for (int k = 1; k < 100; ++k) {
    const std::string call = fmt::format("g{} a; ", k - 1);
    doubling += fmt::format("gate g{} a {{ {}{} }}\n", k, call, call);
  }
  CHECK_THAT(refusal_of(doubling + "qreg q[1]; g99 q[0];"), Contains("operations and calls after expansion"));
  for (int k = 1; k < 1000; ++k) chain += fmt::format("gate g{} a {{ g{} a; }}\n", k, k - 1);
  CHECK_THAT(refusal_of(chain), Contains("definitions within definitions"));
  CHECK_THAT(refusal_of(two + "qreg q[1]; rz(1/0) q[0];"), Contains("'/' of operands that have no such result"));
  CHECK_THAT(refusal_of(two + "qreg q[1]; rz(1e999) q[0];"), Contains("double precision"));
  CHECK_THAT(refusal_of(two + "qreg q[1]; /* never closed"), Contains("a comment that does not end"));
  CHECK_THAT(refusal_of(std::string("\0\x01\xff\xfe", 4)), StartsWith("test.qasm:1:1: found"));
}

TEST_CASE("Mutations of good files are read or refused, and never more than that") {
  core::Random random({20260101, core::domain_of("mutations"), 0, 0});
  const std::string pieces[] = {"(",   ")",  "{",     "}",   "[",  "]",  ";", "ctrl @ ",
                                "1e9", "-1", "gate ", "if ", "\"", "$3", "q", "for "};
  for (const auto& file : files_in("good")) {
    const std::string original = text_of(file);
    for (int k = 0; k < 400; ++k) {
      std::string text = original;
      for (std::uint64_t changes = 1 + random.below(3); changes > 0; --changes) {
        const std::size_t at = random.below(text.size());
        switch (random.below(4)) {
          case 0:
            text.erase(at, 1 + random.below(12));
            break;
          case 1:
            text.insert(at, pieces[random.below(std::size(pieces))]);
            break;
          case 2:
            text[at] = static_cast<char>(random.below(256));
            break;
          default:
            text.insert(at, text.substr(random.below(text.size()), random.below(40)));
        }
        if (text.empty()) text.push_back(';');
      }
      circuit::QasmLimits limits;
      limits.steps = 10000;
      const auto program = circuit::read_openqasm(text, "mutated", {}, limits);
      if (program) CHECK(circuit::check(circuit::unitary_part(*program)).has_value());
      if (!program && program.error().where.empty()) FAIL_CHECK(fmt::format("no place: {}", program.error().message));
    }
  }
}
