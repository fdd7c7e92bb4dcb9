// The figures of two reports beside each other: what each is compared by, and which moved. Called by compare.
// Must not know which movement fails a run.

#include <algorithm>
#include <map>
#include <tuple>

#include "assess/compare.hpp"

namespace qgauge::assess {
namespace {

using figures::Direction;
using figures::Figure;
using figures::IntervalKind;
using report::Basis;
using report::Change;
using report::FigureComparison;

/// What two figures have in common that can be compared.
using Key = std::tuple<std::string, std::vector<int>, std::string, std::string, std::string>;

Key key_of(const Figure& figure) {
  const figures::FigureSubject subject = figure.subject.value_or(figures::FigureSubject{});
  return {figure.name, subject.qubits, subject.gate, figure.unit, figure.convention};
}

std::vector<FigureComparison> paired(const report::Report& from, const report::Report& to) {
  std::map<Key, std::size_t> places;
  std::vector<FigureComparison> pairs;
  for (const Figure& figure : from.figures) {
    places.emplace(key_of(figure), pairs.size());
    pairs.push_back({.from = figure, .to = {}});
  }
  for (const Figure& figure : to.figures) {
    const auto place = places.find(key_of(figure));
    if (place == places.end() || pairs[place->second].to) {
      pairs.push_back({.from = {}, .to = figure});
    } else {
      pairs[place->second].to = figure;
    }
  }
  return pairs;
}

bool has_value(const std::optional<Figure>& figure) { return figure && figure->value; }

bool is_range(const Figure& figure) {
  return figure.kind == IntervalKind::bounds || figure.kind == IntervalKind::history;
}

/// A count or a bound that follows from shots: another seed may give another one, and no deviation says how often.
bool is_drawn_without_sigma(const Figure& figure) { return figure.samples > 0 && figure.uncertainty.sampling == 0; }

/// On one description bounds and ranges are common too, and what is exact can differ by the program alone.
Basis basis_of(const FigureComparison& pair, bool same_description) {
  if (!has_value(pair.from) || !has_value(pair.to)) return Basis::presence;
  if (is_drawn_without_sigma(*pair.from) || is_drawn_without_sigma(*pair.to)) return Basis::ranges;
  if (same_description) return Basis::uncertainty;
  if (is_range(*pair.from) || is_range(*pair.to)) return Basis::ranges;
  const bool stated = pair.from->kind != IntervalKind::none && pair.to->kind != IntervalKind::none;
  return stated ? Basis::uncertainty : Basis::as_reported;
}

Change way_of(const FigureComparison& pair) {
  const auto better = figures::better_of(pair.any().name);
  if (!better || *better == Direction::neutral) return Change::moved;
  const bool rose = *pair.to->value > *pair.from->value;
  return rose == (*better == Direction::higher_is_better) ? Change::better : Change::worse;
}

Change presence_change(const FigureComparison& pair) {
  const bool before = has_value(pair.from), after = has_value(pair.to);
  if (before == after) return pair.from && pair.to ? Change::none : pair.to ? Change::appeared : Change::vanished;
  return after ? Change::appeared : Change::vanished;
}

bool apart(const Figure& a, const Figure& b) {
  const auto low = [](const Figure& figure) { return figure.low.value_or(*figure.value); };
  const auto high = [](const Figure& figure) { return figure.high.value_or(*figure.value); };
  return high(a) < low(b) || high(b) < low(a);
}

Change change_of(const FigureComparison& pair, double alpha) {
  bool moved = false;
  switch (pair.basis) {
    case Basis::presence:
      return presence_change(pair);
    case Basis::as_reported:
      moved = !figures::equal_as_reported(*pair.from, *pair.to);
      break;
    case Basis::ranges:
      moved = apart(*pair.from, *pair.to);
      break;
    case Basis::uncertainty:
      moved = *pair.adjusted_p <= alpha;
      break;
  }
  return moved ? way_of(pair) : Change::none;
}

/// Holm's correction over the differences of one family: of the machine, or of its qubits and pairs. What no chance is
/// in (sigma 0) cannot err, and would only blunt the rest.
void adjust(std::vector<FigureComparison>& pairs, bool of_subjects) {
  std::vector<FigureComparison*> family;
  std::vector<double> p;
  for (FigureComparison& pair : pairs) {
    if (!pair.difference || pair.any().subject.has_value() != of_subjects) continue;
    pair.adjusted_p = pair.difference->p;
    if (pair.difference->sigma == 0) continue;
    family.push_back(&pair);
    p.push_back(pair.difference->p);
  }
  const std::vector<double> adjusted = figures::holm_adjusted(p);
  for (std::size_t i = 0; i < family.size(); ++i) family[i]->adjusted_p = adjusted[i];
}

}  // namespace

std::vector<FigureComparison> compared_figures(const report::Report& from, const report::Report& to,
                                               bool same_description, double level) {
  std::vector<FigureComparison> pairs = paired(from, to);
  for (FigureComparison& pair : pairs) {
    pair.basis = basis_of(pair, same_description);
    if (pair.basis == Basis::uncertainty)
      pair.difference = figures::difference_of(*pair.from, *pair.to, same_description);
  }
  adjust(pairs, false);
  adjust(pairs, true);
  for (FigureComparison& pair : pairs) pair.change = change_of(pair, 1 - level);
  return pairs;
}

}  // namespace qgauge::assess
