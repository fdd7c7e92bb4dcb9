// A text with some of its limits open, asked of the items of a population point by point: the same answers as
// outcomes_of() on the text with those limits. Used by the analyses that vary limits. Knows no grid.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "qgauge/thresholds/parameters.hpp"
#include "thresholds/knowledge.hpp"
#include "thresholds/select.hpp"
#include "thresholds/subset_memory.hpp"

namespace qgauge::thresholds {

/// Limits that move together.
struct Knob {
  std::string name;
  std::vector<Parameter> parameters;

  /// 1: a greater limit lists no less; -1: no more; 0: neither can be said.
  int sense() const;
};

class Trial {
 public:
  /// One reading: the first of the question, or the default one. Error: as of outcomes_of().
  static core::Result<Trial> of(const RuleBook& rules, const Population& population, const std::string& name,
                                const Question& question, std::vector<Knob> knobs);

  const Text& text() const { return text_; }
  const Reading& reading() const { return reading_; }
  const std::vector<Knob>& knobs() const { return knobs_; }
  const Population& population() const { return *population_; }

  /// What the text says of the item where the knobs have these limits (in SI, one a knob).
  Decision decide(std::size_t item, std::span<const double> limits);
  /// The same without the proof over subsets of qubits, which clears some items whose own figures leave them open.
  Decision decide_by_figures(std::size_t item, std::span<const double> limits);
  /// Whether a part of an entry's condition, by its path, holds for the item at the point by the item's own figures;
  /// `undetermined` where it is not known, `not_controlled` also where the entry is not about the item.
  Decision holds(std::size_t item, const std::string& entry, std::span<const std::size_t> path,
                 std::span<const double> limits);
  /// Whether the limits at which answers on the item change can be told limit by limit: at most one of its figures is
  /// an estimate, and the text limits that one from one side only.
  bool changes_at_ends(std::size_t item) const;
  /// Where a limit of the knob changes what is known of the item: the ends of what is known of its figure, of an
  /// estimate the limits that it is within with 2.5 and 97.5 %. Empty: the knob is of no matter for the item.
  std::vector<double> ends_of(std::size_t item, const Knob& knob) const;

  /// The regime with the knobs at these limits, alone in a book, and its name there with the day and entry asked.
  RuleBook book_at(std::span<const double> limits) const;
  const std::string& name_in_book() const { return name_in_book_; }
  const Question& question() const { return question_; }

 private:
  /// A condition that items share, and its tables at points.
  struct Group {
    Condition condition;  ///< limits divided by the factors of the reading
    struct Bound {
      std::vector<std::size_t> path;
      std::size_t knob;
      double factor;
    };
    std::vector<Bound> bounds;
    std::map<std::string, subject::Attribute> attributes;
    std::map<std::vector<double>, RuleTable> tables;
    std::vector<std::string> figures;  ///< that a table asks for
  };
  struct ItemState {
    Decision fixed = Decision::not_controlled;  ///< of what the knobs do not touch
    std::vector<std::size_t> open;              ///< entries that ask the item's figures
    subject::Subject subject;                   ///< with the countries of the question
    SubsetMemory memory;
  };
  struct Asked {
    std::size_t group;
    std::vector<Belief> beliefs;
  };

  void prepare(std::size_t item, const std::vector<Verdict>& verdicts);
  Item item_of(std::size_t item, const Entry& entry) const;
  /// The entry's own condition with its exceptions, or a part of it by its path.
  const Asked& asked(std::size_t item, std::size_t entry, std::span<const std::size_t> path);
  std::size_t group_of(const Entry& entry, const Condition& condition, const Item& item);
  const RuleTable& table_at(Group& group, std::span<const double> limits);
  Decision by_proof(std::size_t item, std::size_t entry, std::span<const double> limits);
  bool touches(const Entry& entry) const;

  const Population* population_ = nullptr;
  std::shared_ptr<const Regime> regime_;
  const Version* version_ = nullptr;
  Text text_;
  Question question_;
  Reading reading_;
  std::vector<Knob> knobs_;
  std::string name_in_book_;
  std::vector<std::unique_ptr<Group>> groups_;
  std::map<std::string, std::size_t> group_keys_;
  std::map<std::tuple<std::size_t, std::size_t, std::vector<std::size_t>>, Asked> asked_;
  std::vector<ItemState> items_;
};

/// "id@2026-01-01#4A906.a" of a regime that stands in a book of its own: nothing is read from a file again.
std::string name_in_book(const Selection& selection);

/// The looser of two answers on one item.
Decision either(Decision one, Decision other);
/// controlled 2, undetermined 1, not_controlled 0.
int level_of(Decision decision);

}  // namespace qgauge::thresholds
