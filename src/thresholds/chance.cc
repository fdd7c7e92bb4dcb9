// The chance of a condition, by enumeration of the cells of what is known: see knowledge.hpp. A branch ends as soon as
// the truth no longer hangs on what is still open (three-valued logic after S. C. Kleene, Introduction to
// Metamathematics, 1952, section 64), so that most conditions take a few steps however much is unknown.
#include <algorithm>
#include <cstddef>
#include <utility>

#include "thresholds/condition.hpp"
#include "thresholds/knowledge.hpp"

namespace qgauge::thresholds {
namespace {

using Truth = std::optional<bool>;

/// For each quantity the index of its cell, or `open`.
using Combination = std::vector<std::ptrdiff_t>;
constexpr std::ptrdiff_t open = -1;

/// The truth that all cells of the quantity agree on, or that of the chosen one.
template <class TruthOfCell>
Truth over_cells(const Quantity& quantity, std::ptrdiff_t chosen, const TruthOfCell& truth_of) {
  if (chosen != open) return truth_of(quantity.cells[static_cast<std::size_t>(chosen)].value);
  const Truth first = truth_of(quantity.cells.front().value);
  const bool agreed = std::ranges::all_of(quantity.cells, [&](Cell cell) { return truth_of(cell.value) == first; });
  return agreed ? first : std::nullopt;
}

Truth truth(const Condition& condition, const Knowledge& knowledge, const Combination& cells);

/// `decisive_value`: false decides an `all`, true an `any`.
Truth truth_of_parts(const Condition& condition, const Knowledge& knowledge, const Combination& cells,
                     bool decisive_value) {
  Truth result = !decisive_value;
  for (const Condition& part : condition.parts) {
    const Truth here = truth(part, knowledge, cells);
    if (here == decisive_value) return here;
    if (!here) result.reset();
  }
  return result;
}

/// A way to read the text that is not among the parts is nobody's answer.
Truth truth_as_read(const Condition& condition, const subject::Attribute& way, const Knowledge& knowledge,
                    const Combination& cells) {
  const auto part =
      std::ranges::find(condition.parts, way, [](const Condition& p) -> subject::Attribute { return p.reading; });
  return part == condition.parts.end() ? std::nullopt : truth(*part, knowledge, cells);
}

Truth truth_of_leaf(const Condition& condition, const Quantity& quantity, double value) {
  switch (condition.kind) {
    case Condition::Kind::bound:
      return holds(value, condition.relation, limit_on_figure(condition, quantity));
    case Condition::Kind::attribute:
      return std::ranges::find(condition.expected, quantity.words[static_cast<std::size_t>(value)]) !=
             condition.expected.end();
    case Condition::Kind::unknown:
      return value != 0;
    case Condition::Kind::all:
    case Condition::Kind::any:
    case Condition::Kind::negation:
    case Condition::Kind::any_reading:
      break;
  }
  std::unreachable();
}

/// Empty where the truth hangs on the cells that are open.
Truth truth(const Condition& condition, const Knowledge& knowledge, const Combination& cells) {
  using Kind = Condition::Kind;
  if (condition.kind == Kind::all) return truth_of_parts(condition, knowledge, cells, false);
  if (condition.kind == Kind::any) return truth_of_parts(condition, knowledge, cells, true);
  if (condition.kind == Kind::negation) {
    const Truth inner = truth(condition.parts.front(), knowledge, cells);
    return inner ? Truth(!*inner) : std::nullopt;
  }
  const Quantity& quantity = quantity_of(condition, knowledge);
  const std::ptrdiff_t chosen = cells[static_cast<std::size_t>(&quantity - knowledge.data())];
  return over_cells(quantity, chosen, [&](double value) {
    return condition.kind == Kind::any_reading
               ? truth_as_read(condition, quantity.words[static_cast<std::size_t>(value)], knowledge, cells)
               : truth_of_leaf(condition, quantity, value);
  });
}

Chance chance_from(const Condition& condition, const Knowledge& knowledge, std::span<const std::size_t> still_open,
                   Combination& cells) {
  if (const Truth here = truth(condition, knowledge, cells)) return *here ? Chance{1, 1} : Chance{0, 0};
  if (still_open.empty()) return {0, 1};
  const std::size_t asked = still_open.front();
  const Quantity& quantity = knowledge[asked];
  Chance chance = quantity.random ? Chance{0, 0} : Chance{1, 0};
  const auto all_is_possible = [&] { return !quantity.random && chance.low == 0 && chance.high == 1; };
  for (std::size_t i = 0; i < quantity.cells.size() && !all_is_possible(); ++i) {
    cells[asked] = static_cast<std::ptrdiff_t>(i);
    const Chance here = chance_from(condition, knowledge, still_open.subspan(1), cells);
    const double weight = quantity.cells[i].weight;
    chance.low = quantity.random ? chance.low + weight * here.low : std::min(chance.low, here.low);
    chance.high = quantity.random ? chance.high + weight * here.high : std::max(chance.high, here.high);
  }
  cells[asked] = open;
  return chance;
}

/// Whether a part asks for the quantity that is not decided whatever is open: of what an item of another kind would
/// have to state, nothing is asked.
bool asks(const Condition& condition, const Knowledge& knowledge, const Quantity& quantity, const Combination& cells) {
  using Kind = Condition::Kind;
  if (truth(condition, knowledge, cells)) return false;
  if (condition.kind != Kind::all && condition.kind != Kind::any && condition.kind != Kind::negation) {
    return hangs_on(condition, quantity);
  }
  return std::ranges::any_of(condition.parts,
                             [&](const Condition& part) { return asks(part, knowledge, quantity, cells); });
}

std::vector<std::size_t> asked_by(const Condition& condition, const Knowledge& knowledge) {
  const Combination cells(knowledge.size(), open);
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < knowledge.size(); ++i) {
    if (asks(condition, knowledge, knowledge[i], cells)) indices.push_back(i);
  }
  return indices;
}

/// Whether the cells of quantity `asked` differ in truth, all others being chosen.
bool tells(const Condition& condition, const Knowledge& knowledge, std::size_t asked, Combination& cells) {
  cells[asked] = 0;
  const Truth first = truth(condition, knowledge, cells);
  bool differ = false;
  for (std::size_t i = 1; i < knowledge[asked].cells.size() && !differ; ++i) {
    cells[asked] = static_cast<std::ptrdiff_t>(i);
    differ = truth(condition, knowledge, cells) != first;
  }
  cells[asked] = open;
  return differ;
}

/// Whether some combination of the `others` leaves the truth to the cells of quantity `asked`.
bool matters(const Condition& condition, const Knowledge& knowledge, std::size_t asked,
             std::span<const std::size_t> others, Combination& cells) {
  if (truth(condition, knowledge, cells)) return false;
  if (others.empty()) return tells(condition, knowledge, asked, cells);
  bool found = false;
  for (std::size_t i = 0; i < knowledge[others.front()].cells.size() && !found; ++i) {
    cells[others.front()] = static_cast<std::ptrdiff_t>(i);
    found = matters(condition, knowledge, asked, others.subspan(1), cells);
  }
  cells[others.front()] = open;
  return found;
}

}  // namespace

Chance chance_of(const Condition& condition, const Knowledge& knowledge) {
  Combination cells(knowledge.size(), open);
  return chance_from(condition, knowledge, asked_by(condition, knowledge), cells);
}

std::optional<bool> decided(Chance chance) {
  // 1 - 0.025 and sums of tails round in the last places: a verdict may not hang on them.
  constexpr double rounding = 1e-12;
  if (chance.low >= 0.975 - rounding) return true;
  if (chance.high <= 0.025 + rounding) return false;
  return std::nullopt;
}

std::vector<const Quantity*> decisive(const Condition& condition, const Knowledge& knowledge) {
  std::vector<const Quantity*> found;
  const std::vector<std::size_t> named = asked_by(condition, knowledge);
  for (const std::size_t asked : named) {
    std::vector<std::size_t> others = named;
    std::erase(others, asked);
    Combination cells(knowledge.size(), open);
    if (matters(condition, knowledge, asked, others, cells)) found.push_back(&knowledge[asked]);
  }
  return found;
}

}  // namespace qgauge::thresholds
