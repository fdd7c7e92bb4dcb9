// What is asked of a circuit: names of qubits, bitstrings and Pauli strings of the command line. Private to the room.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "cli/simulate.hpp"

namespace qgauge::cli {
namespace {

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// 3 or q[3].
core::Result<std::uint32_t> qubit_of(const std::string& text, const circuit::Program& program) {
  const auto qubits = static_cast<std::uint32_t>(program.qubits);
  if (const auto number = number_of(text); number && *number < qubits) return *number;
  for (const circuit::Register& row : program.quantum_registers) {
    if (!text.starts_with(row.name + "[") || !text.ends_with("]")) continue;
    const auto index = number_of(std::string_view(text).substr(row.name.size() + 1, text.size() - row.name.size() - 2));
    if (index && *index < row.size) return row.first + *index;
  }
  return wrong_usage("--probabilities", text, fmt::format("a qubit from 0 to {}, or q[0]", qubits - 1));
}

core::Result<std::uint64_t> bits_of(const std::string& text, int qubits) {
  std::uint64_t bits = 0;
  const bool fits = text.size() == static_cast<std::size_t>(qubits) && qubits <= 62 &&
                    text.find_first_not_of("01") == std::string::npos;
  if (!fits) return wrong_usage("--amplitudes", text, fmt::format("{} bits, the last qubit first", qubits));
  for (const char c : text) bits = bits << 1 | (c == '1' ? 1U : 0U);
  return bits;
}

bool is_pauli(char c) { return c == 'I' || c == 'X' || c == 'Y' || c == 'Z'; }

/// X0Z3: letters with their qubits.
std::optional<PauliString> sparse(const std::string& text, std::uint32_t qubits) {
  PauliString pauli{text, {}};
  for (std::size_t k = 0; k < text.size();) {
    const char letter = text[k];
    const std::size_t end = std::min(text.find_first_not_of("0123456789", k + 1), text.size());
    const auto qubit = number_of(std::string_view(text).substr(k + 1, end - k - 1));
    if (!is_pauli(letter) || !qubit || *qubit >= qubits) return std::nullopt;
    if (letter != 'I') pauli.letters.emplace_back(*qubit, letter);
    k = end;
  }
  std::ranges::sort(pauli.letters);
  const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
  if (std::ranges::adjacent_find(pauli.letters, same) != pauli.letters.end()) return std::nullopt;
  return pauli;
}

core::Result<PauliString> pauli_of(const std::string& text, int qubits) {
  PauliString pauli{text, {}};
  if (text.find_first_of("0123456789") != std::string::npos) {
    if (auto found = sparse(text, static_cast<std::uint32_t>(qubits))) return *found;
  } else if (text.size() == static_cast<std::size_t>(qubits) && std::ranges::all_of(text, is_pauli)) {
    for (std::uint32_t q = 0; q < text.size(); ++q)
      if (const char letter = text[text.size() - 1 - q]; letter != 'I') pauli.letters.emplace_back(q, letter);
    return pauli;
  }
  return wrong_usage(
      "--expectation", text,
      fmt::format("{} letters of I, X, Y, Z, the last qubit first, or letters with qubits as X0Z1", qubits));
}

}  // namespace

std::string bits_text(std::uint64_t bits, std::size_t qubits) {
  std::string text(qubits, '0');
  for (std::size_t q = 0; q < qubits; ++q)
    if ((bits >> q & 1) != 0) text[qubits - 1 - q] = '1';
  return text;
}

core::Result<Questions> questions_of(const SimulateArguments& arguments, const circuit::Program& program) {
  Questions questions;
  const bool other = !arguments.probabilities.empty() || !arguments.amplitudes.empty() ||
                     !arguments.expectation.empty() || !arguments.state.empty();
  questions.counts = !arguments.counts.empty() || (!other && program.bits > 0);
  constexpr std::size_t most = 20;
  for (const std::string& name : arguments.probabilities) {
    QGAUGE_TRY(const std::uint32_t qubit, qubit_of(name, program));
    if (std::ranges::find(questions.probabilities, qubit) != questions.probabilities.end())
      return wrong_usage("--probabilities", name + " twice", "different qubits");
    questions.probabilities.push_back(qubit);
  }
  if (questions.probabilities.size() > most)
    return wrong_usage("--probabilities", fmt::format("{} qubits", questions.probabilities.size()),
                       fmt::format("at most {}; --state has all amplitudes", most));
  for (const std::string& text : arguments.amplitudes) {
    QGAUGE_TRY(const std::uint64_t bits, bits_of(text, program.qubits));
    questions.amplitudes.push_back(bits);
  }
  for (const std::string& text : arguments.expectation) {
    QGAUGE_TRY(PauliString pauli, pauli_of(text, program.qubits));
    questions.expectation.push_back(std::move(pauli));
  }
  return questions;
}

}  // namespace qgauge::cli
