// Which way a figure gets better: rules over the words of names, in the order of their weight.
// Used by comparisons of reports. Must not know the closed list, which a test holds against these rules.
#include "qgauge/figures/direction.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace qgauge::figures {
namespace {

struct Rule {
  std::string_view word;
  Direction direction;
};

/// The first whose word the name has counts: the error of a fidelity's protocol is an error.
constexpr std::array rules{
    Rule{"infidelity", Direction::lower_is_better},
    Rule{"error", Direction::lower_is_better},
    Rule{"eplg", Direction::lower_is_better},
    Rule{"leakage", Direction::lower_is_better},
    Rule{"duration", Direction::lower_is_better},
    Rule{"frequency", Direction::neutral},
    Rule{"detuning", Direction::neutral},
    Rule{"fidelity", Direction::higher_is_better},
    Rule{"p1_given_0", Direction::lower_is_better},
    Rule{"p0_given_1", Direction::lower_is_better},
    Rule{"systematic_bound", Direction::lower_is_better},
    Rule{"coherence_share", Direction::neutral},
    Rule{"gates_per_coherence_time", Direction::higher_is_better},
    Rule{"capability", Direction::higher_is_better},
    Rule{"score", Direction::higher_is_better},
    Rule{"success", Direction::higher_is_better},
    Rule{"polarization", Direction::higher_is_better},
    Rule{"qubits", Direction::higher_is_better},
    Rule{"two_qubit_gates", Direction::neutral},
    Rule{"volume", Direction::higher_is_better},
    Rule{"heavy", Direction::higher_is_better},
    Rule{"t1", Direction::higher_is_better},
    Rule{"t2", Direction::higher_is_better},
    Rule{"clops", Direction::higher_is_better},
    Rule{"chsh", Direction::higher_is_better},
    Rule{"xeb", Direction::higher_is_better},
};

/// Whether `word` stands in the name between its ends, dots and underscores.
bool has_word(std::string_view name, std::string_view word) {
  const auto parts = [](char letter) { return letter == '.' || letter == '_'; };
  for (std::size_t at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || parts(name[at - 1])) && (end == name.size() || parts(name[end]))) return true;
  }
  return false;
}

}  // namespace

std::string_view name_of(Direction direction) {
  switch (direction) {
    case Direction::lower_is_better:
      return "lower_is_better";
    case Direction::higher_is_better:
      return "higher_is_better";
    case Direction::neutral:
      return "neutral";
  }
  assert(false);
  return {};
}

std::optional<Direction> better_of(std::string_view name) {
  const auto rule = std::ranges::find_if(rules, [&](const Rule& one) { return has_word(name, one.word); });
  return rule == rules.end() ? std::nullopt : std::optional(rule->direction);
}

}  // namespace qgauge::figures
