// Figures of a comparison in words: what moved beyond what is known of it, what the source reports otherwise, and the
// qubits and pairs summed up. Used by comparison_blocks.
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/comparison_page.hpp"
#include "report/number_text.hpp"
#include "report/series_name.hpp"

namespace qgauge::report {
namespace {

using figures::Figure;
using Compared = std::vector<const FigureComparison*>;

constexpr std::size_t longest_series = 5;
constexpr std::size_t worse_shown = 10;
const std::vector<std::string> columns{"figure", "old", "new", "change"};

Compared select(const std::vector<FigureComparison>& all, auto&& wanted) {
  Compared chosen;
  for (const FigureComparison& figure : all) {
    if (wanted(figure)) chosen.push_back(&figure);
  }
  return chosen;
}

bool has_values(const FigureComparison& figure) {
  return figure.from && figure.to && figure.from->value && figure.to->value;
}

std::string figures_text(std::size_t count) { return fmt::format("{} figure{}", count, count == 1 ? "" : "s"); }

/// How far the value moved, as a factor's logarithm; infinite from or to 0.
double distance_of(const FigureComparison& figure) {
  const double before = *figure.from->value, after = *figure.to->value;
  if (before == after) return 0;
  return before * after > 0 ? std::abs(std::log(after / before)) : std::numeric_limits<double>::infinity();
}

/// "+26 %", of whole numbers "+4".
std::string moved_text(double before, double after) {
  const double difference = after - before;
  const bool whole = before == std::trunc(before) && after == std::trunc(after);
  if (whole || before == 0) return fmt::format("{}{}", difference > 0 ? "+" : "", short_text(difference));
  const double percent = 100 * difference / std::abs(before);
  if (percent > 1000) return fmt::format("{} times", short_text(std::round(after / before)));
  if (std::abs(percent) >= 10) return fmt::format("{:+.0f} %", percent);
  return fmt::format("{:+.2g} %", percent);
}

std::string p_text(double p) {
  const std::string text = probability_text(p);
  return text.starts_with('<') || text.starts_with('>') ? fmt::format("p {}", text) : fmt::format("p = {}", text);
}

std::string evidence_text(const FigureComparison& figure) {
  if (figure.basis == Basis::ranges) return figure.change == Change::none ? "" : " (ranges apart)";
  if (!figure.difference) return "";
  const double statistic = std::abs(figure.difference->statistic);
  if (std::isinf(statistic)) return " (no sampling in it)";
  return fmt::format(" ({:.1f} sigma, {})", statistic, p_text(*figure.adjusted_p));
}

std::string change_text(const FigureComparison& figure) {
  if (!has_values(figure)) return "";
  if (*figure.from->value == *figure.to->value) return "the same";
  return moved_text(*figure.from->value, *figure.to->value) + evidence_text(figure);
}

std::string end_text(const std::optional<Figure>& figure) { return figure ? value_text(*figure) : "absent"; }

std::string name_text(const Figure& figure) {
  if (!figure.subject) return figure.name;
  const std::string gate = figure.subject->gate.empty() ? "" : " " + figure.subject->gate;
  return fmt::format("{} {}{}", figure.name, fmt::join(figure.subject->qubits, "-"), gate);
}

ComparisonLine line_of(const FigureComparison& figure) {
  return {name_text(figure.any()), {end_text(figure.from), end_text(figure.to), change_text(figure)}};
}

/// The member of a series that moved most, in the name of all.
ComparisonLine series_line(const std::string& name, const Compared& members) {
  const auto distance = [](const FigureComparison* one) { return has_values(*one) ? distance_of(*one) : 0; };
  const FigureComparison& most = **std::ranges::max_element(members, {}, distance);
  const auto number = [](const FigureComparison& one) { return split_number(one.any().name).second; };
  ComparisonLine line = line_of(most);
  line.lead = name;
  const std::string range =
      fmt::format("{} from N = {} to {}", members.size(), number(*members.front()), number(*members.back()));
  line.cells.back() = has_values(most)
                          ? fmt::format("{} at N = {}, the most of {}", line.cells.back(), number(most), range)
                          : fmt::format("at N = {}, one of {}", number(most), range);
  return line;
}

/// One line a figure; long series together unless `all` is asked for.
std::vector<ComparisonLine> lines_of(const Compared& figures, bool all) {
  std::vector<std::pair<std::string, Compared>> series;
  for (const FigureComparison* figure : figures) {
    const bool single = all || figure->any().subject;
    const std::string name = single ? name_text(figure->any()) : split_number(figure->any().name).first;
    const auto same = std::ranges::find(series, name, &std::pair<std::string, Compared>::first);
    if (single || same == series.end()) {
      series.push_back({name, {figure}});
    } else {
      same->second.push_back(figure);
    }
  }
  std::vector<ComparisonLine> lines;
  for (const auto& [name, members] : series) {
    if (members.size() > longest_series) {
      lines.push_back(series_line(name, members));
    } else {
      for (const FigureComparison* figure : members) lines.push_back(line_of(*figure));
    }
  }
  return lines;
}

void add_group(const std::string& title, Paint paint, const Compared& figures, bool all, ComparisonBlock& block) {
  if (!figures.empty()) block.groups.push_back({title, paint, columns, lines_of(figures, all)});
}

bool is_of_a_reading(const FigureComparison& figure) {
  const figures::FigureSpec* spec = figures::find_figure(figure.any().name);
  return spec != nullptr && spec->of_a_reading;
}

bool as_reported(const FigureComparison& figure) { return figure.basis == Basis::as_reported; }

/// A value that moved within what is known of it: nobody can say whether the figure did.
bool is_undecided(const FigureComparison& figure) {
  return figure.basis == Basis::ranges && figure.change == Change::none &&
         !figures::equal_as_reported(*figure.from, *figure.to);
}

struct Way {
  Change change;
  const char* word;
  Paint paint;
};
constexpr std::array ways{Way{Change::worse, "Worse", Paint::bad}, Way{Change::better, "Better", Paint::good},
                          Way{Change::moved, "Moved", Paint::doubtful}};

void add_moved(const std::vector<FigureComparison>& figures, auto&& wanted, bool all, ComparisonBlock& block) {
  for (const Way& way : ways) {
    const auto moved = select(figures, [&](const FigureComparison& one) {
      return wanted(one) && one.change == way.change && !as_reported(one);
    });
    add_group(fmt::format("{} beyond the joint uncertainty", way.word), way.paint, moved, all, block);
  }
  for (const Way& way : ways) {
    const auto moved = select(figures, [&](const FigureComparison& one) {
      return wanted(one) && one.change == way.change && as_reported(one) && (all || !is_of_a_reading(one));
    });
    add_group(fmt::format("{} as reported, without an uncertainty to hold it against", way.word), Paint::none, moved,
              all, block);
  }
}

void add_rest(const std::vector<FigureComparison>& figures, auto&& wanted, bool all, ComparisonBlock& block) {
  const auto of = [&](Change change) {
    return select(figures, [&](const FigureComparison& one) { return wanted(one) && one.change == change; });
  };
  add_group("Appeared", Paint::none, of(Change::appeared), all, block);
  add_group("Vanished", Paint::doubtful, of(Change::vanished), all, block);
  const auto undecided = select(figures, [&](const FigureComparison& one) {
    return wanted(one) && is_undecided(one) && (all || !is_of_a_reading(one));
  });
  add_group("Undecided: other values, but the ranges that they are known to lie in meet", Paint::doubtful, undecided,
            all, block);
  const auto still = select(figures, [&](const FigureComparison& one) {
    return wanted(one) && one.change == Change::none && !is_undecided(one);
  });
  if (all) {
    add_group("Not moved", Paint::none, still, all, block);
  } else if (!still.empty()) {
    block.notes.push_back(
        fmt::format("Not moved: {}; --all shows {}.", figures_text(still.size()), still.size() == 1 ? "it" : "them"));
  }
}

/// "2 worse, 1 better beyond the joint uncertainty; 5 worse as reported"
std::string summary_of(const Compared& figures) {
  std::vector<std::string> parts;
  for (const bool reported : {false, true}) {
    for (const Way& way : ways) {
      const auto count = static_cast<std::size_t>(std::ranges::count_if(figures, [&](const FigureComparison* one) {
        return one->change == way.change && as_reported(*one) == reported;
      }));
      std::string word = way.word;
      word.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(word.front())));
      parts.push_back(count_text(count, word + (reported ? " as reported" : "")));
    }
  }
  for (const Change change : {Change::appeared, Change::vanished}) {
    const auto count = std::ranges::count(figures, change, [](const FigureComparison* one) { return one->change; });
    parts.push_back(count_text(static_cast<std::size_t>(count), std::string(name_of(change))));
  }
  return joined_counts(parts, "nothing moved");
}

bool of_machine(const FigureComparison& figure) { return !figure.any().subject; }
bool of_subject(const FigureComparison& figure) { return figure.any().subject.has_value(); }

/// Machine or subjects, as `wanted` says, in full.
ComparisonBlock full_block(const char* title, const Comparison& comparison, auto&& wanted, bool all) {
  const Compared figures = select(comparison.figures, wanted);
  if (figures.empty()) return {};
  ComparisonBlock block{fmt::format("{}: {}", title, summary_of(figures))};
  add_moved(comparison.figures, wanted, all, block);
  add_rest(comparison.figures, wanted, all, block);
  return block;
}

void add_hidden(const Comparison& comparison, ComparisonBlock& block) {
  const auto hidden = select(comparison.figures, [](const FigureComparison& one) {
    return of_machine(one) && is_of_a_reading(one) &&
           (is_undecided(one) || (as_reported(one) && one.change != Change::none));
  });
  if (hidden.empty()) return;
  block.notes.push_back(fmt::format("Other values of {} that only a reading asks for; --all shows {}.",
                                    figures_text(hidden.size()), hidden.size() == 1 ? "it" : "them"));
}

/// One line a name of which any moved: how many of its qubits or pairs moved which way.
ComparisonGroup counts_by_name(const Compared& figures) {
  std::vector<std::pair<std::string, Compared>> names;
  for (const FigureComparison* figure : figures) {
    const std::string& name = figure->any().name;
    const auto same = std::ranges::find(names, name, &std::pair<std::string, Compared>::first);
    if (same == names.end()) {
      names.push_back({name, {figure}});
    } else {
      same->second.push_back(figure);
    }
  }
  ComparisonGroup group{"", Paint::none, {"figure", "of its qubits or pairs"}};
  for (const auto& [name, members] : names) {
    if (std::ranges::all_of(members, [](const FigureComparison* one) { return one->change == Change::none; })) continue;
    group.lines.push_back({name, {fmt::format("of {}: {}", members.size(), summary_of(members))}});
  }
  return group;
}

/// The qubits and pairs that moved most, each by its figure that did.
void add_worst(const char* title, Compared worse, ComparisonBlock& block) {
  const auto farther = [](const FigureComparison* a, const FigureComparison* b) {
    const auto size = [](const FigureComparison* one) {
      return one->difference ? std::abs(one->difference->statistic) : distance_of(*one);
    };
    return size(a) > size(b);
  };
  std::ranges::stable_sort(worse, farther);
  Compared chosen;
  for (const FigureComparison* one : worse) {
    const auto same = [&](const FigureComparison* other) {
      return other->any().subject->qubits == one->any().subject->qubits;
    };
    if (chosen.size() < worse_shown && std::ranges::none_of(chosen, same)) chosen.push_back(one);
  }
  add_group(title, Paint::bad, chosen, true, block);
}

}  // namespace

ComparisonBlock machine_figures_block(const Comparison& comparison, bool all) {
  ComparisonBlock block = full_block("FIGURES of the machine", comparison, of_machine, all);
  if (!all) add_hidden(comparison, block);
  return block;
}

ComparisonBlock subject_figures_block(const Comparison& comparison, bool all) {
  return full_block("FIGURES of qubits and pairs", comparison, of_subject, all);
}

ComparisonBlock subject_summary_block(const Comparison& comparison) {
  const Compared figures = select(comparison.figures, of_subject);
  if (figures.empty()) return {};
  ComparisonBlock block{fmt::format("QUBITS AND PAIRS: {}", summary_of(figures))};
  if (ComparisonGroup counts = counts_by_name(figures); !counts.lines.empty())
    block.groups.push_back(std::move(counts));
  const auto worse = [&](bool reported) {
    return select(comparison.figures, [&](const FigureComparison& one) {
      return of_subject(one) && one.change == Change::worse && as_reported(one) == reported;
    });
  };
  add_worst("The worst beyond the joint uncertainty, a figure each", worse(false), block);
  add_worst("The worst as reported, a figure each", worse(true), block);
  block.notes.emplace_back("--per-subject shows them one by one.");
  return block;
}

}  // namespace qgauge::report
