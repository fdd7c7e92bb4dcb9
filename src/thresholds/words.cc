// Words for figures and parameters: see words.hpp. The C-NOT errors are put together from the parts of their names;
// parameters of components go by their phrases in the table, other figures by their meaning in the closed list.
#include "thresholds/words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/components.hpp"
#include "qgauge/figures.hpp"
#include "thresholds/reading.hpp"

namespace qgauge::thresholds {
namespace {

using components::ParameterSpec;
using components::ParameterType;

/// Null for a figure that is no parameter. A name means the same for every kind of component that has it.
const ParameterSpec* find_parameter(std::string_view name) {
  for (const components::ComponentKind& kind : components::component_kinds()) {
    if (const ParameterSpec* spec = components::find_parameter(kind, name)) return spec;
  }
  return nullptr;
}

std::string_view si_unit_of(core::Dimension dimension) {
  const auto units = core::units();
  const auto unit = std::ranges::find(units, dimension, &core::Unit::dimension);
  return unit->name == "1" ? std::string_view() : unit->name;
}

/// "100 mK" for 100mk, "1 Hz" for 1hz; other words as they are.
std::string with_unit(const std::string& word) {
  struct Spelling {
    std::string_view name;
    std::string_view unit;
  };
  constexpr std::array spellings{Spelling{"k", "K"}, Spelling{"mk", "mK"}, Spelling{"hz", "Hz"}, Spelling{"s", "s"}};
  const std::size_t digits = std::min(word.find_first_not_of("0123456789."), word.size());
  const auto spelling = std::ranges::find(spellings, word.substr(digits), &Spelling::name);
  if (digits == 0 || spelling == spellings.end()) return word;
  return fmt::format("{} {}", word.substr(0, digits), spelling->unit);
}

bool is_number(const std::string& word) {
  return !word.empty() && std::ranges::all_of(word, [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// The words between underscores; digits on both sides of one are a decimal fraction: 4_2k is 4.2 K.
std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> words{""};
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool digit_behind = i + 1 < name.size() && std::isdigit(static_cast<unsigned char>(name[i + 1])) != 0;
    if (name[i] != '_') {
      words.back() += name[i];
    } else if (is_number(words.back()) && digit_behind) {
      words.back() += '.';
    } else {
      words.emplace_back();
    }
  }
  return words;
}

std::vector<std::string> words_with_units(std::string_view name) {
  std::vector<std::string> words = words_of_name(name);
  for (std::string& word : words) word = with_unit(word);
  return words;
}

/// Empty for a figure that is no parameter.
std::string_view phrase_for(const std::string& parameter) {
  const components::ParameterPhrase* row = components::find_phrase(parameter);
  return row ? row->phrase : std::string_view();
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// "the simulated mean C-NOT error of simultaneous gates"; empty for other figures.
std::string cnot_words(const std::string& figure) {
  const bool simulated = figure.starts_with("rb.");
  const bool per_clifford = figure.starts_with("rb.error_per_clifford.");
  const bool per_cnot = figure.starts_with(cnot_stem) || figure.starts_with(fmt::format("rb.{}", cnot_stem));
  const std::string aggregate = figure.substr(std::min(figure.rfind('.') + 1, figure.size()));
  if (!per_cnot && !per_clifford) return {};
  if (aggregate != "mean" && aggregate != "median") return {};
  std::string_view operation;
  if (contains(figure, ".isolated") && !simulated) operation = " of isolated gates";
  if (contains(figure, ".simultaneous")) operation = " of simultaneous gates";
  if (contains(figure, ".layered")) operation = " of gates in layers";
  return fmt::format("the {}{} {}{}{}", simulated ? "simulated " : "", aggregate,
                     per_clifford ? "error per two-qubit Clifford" : "C-NOT error", operation,
                     contains(figure, ".with_1q") ? " with its one-qubit gates" : "");
}

bool counts_qubits(const std::string& figure) { return figure.starts_with("physical_qubits."); }

bool counts(const ParameterSpec* spec) { return spec && spec->type == ParameterType::count; }

}  // namespace

std::string counted_words(const std::string& figure) {
  if (counts_qubits(figure)) {
    std::string kind = figure.substr(figure.rfind('.') + 1);
    std::ranges::replace(kind, '_', ' ');
    return fmt::format("{} qubits", kind);
  }
  return std::string(phrase_for(figure));
}

std::string singular(const std::string& counted) {
  std::string words = counted;
  const std::size_t end = std::min(words.find("s "), words.size() - 1);
  if (words[end] == 's') words.erase(end, 1);
  return words;
}

std::string words_for(const std::string& figure) {
  if (const std::string words = cnot_words(figure); !words.empty()) return words;
  const ParameterSpec* spec = find_parameter(figure);
  if (counts_qubits(figure) || counts(spec)) return fmt::format("the number of {}", counted_words(figure));
  if (spec) return fmt::format("the {}", phrase_for(figure));
  const figures::FigureSpec* row = figures::find_figure(figure);
  return row ? std::string(row->meaning) : figure;
}

std::string words_with_value(const std::string& figure, const std::string& value) {
  const ParameterSpec* spec = find_parameter(figure);
  if (counts_qubits(figure) || counts(spec)) {
    const std::string words = counted_words(figure);
    return fmt::format("{} {}", value, value == "1" ? singular(words) : words);
  }
  return fmt::format("{}{}{}", words_for(figure), spec ? " of " : " ", value);
}

std::string_view unit_of(const std::string& figure) {
  if (const ParameterSpec* spec = find_parameter(figure)) {
    if (const std::string_view unit = components::find_phrase(figure)->unit; !unit.empty()) return unit;
    return spec->type == ParameterType::number ? si_unit_of(spec->dimension) : std::string_view();
  }
  const figures::FigureSpec* row = figures::find_figure(figure);
  return row && row->unit != "1" ? row->unit : std::string_view();
}

std::string attribute_words(const std::string& attribute, bool flag) {
  if (attribute == "item_kind") return "kind of item";
  if (attribute == "measures" && !flag) return "quantity that it measures";
  const std::string_view phrase = phrase_for(attribute);
  return phrase.empty() ? spaced(attribute) : std::string(phrase);
}

std::string spaced(std::string_view name) { return fmt::format("{}", fmt::join(words_with_units(name), " ")); }

}  // namespace qgauge::thresholds
