// thresholds: how an item could escape a text, or be reported out of it, what each way costs, and which readings close
// it. Called by the command line, shown by report. Pure: reads no file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qgauge/thresholds/outcome.hpp"

namespace qgauge::thresholds {

/// convention, statistic: another reading of the same machine. fewer_qubits: report fewer, each as good as the mean.
/// modules: the same qubits as several machines. raw_figure: if the stated error holds for the shots that were kept,
/// the error before anything was discarded. post_selection: of an item that is not listed: discard shots until the rest
/// is as good as a listed machine.
enum class EscapeKind { convention, statistic, fewer_qubits, modules, raw_figure, post_selection };
std::string_view name_of(EscapeKind kind);

/// escapes: not listed that way. listed: still listed. open: undetermined that way. conditional: only if something
/// holds that the data do not say. not_evaluated: a figure is missing, or the way does not apply.
enum class EscapeOutcome { escapes, listed, open, conditional, not_evaluated };
std::string_view name_of(EscapeOutcome outcome);

struct Escape {
  EscapeKind kind = EscapeKind::convention;
  EscapeOutcome outcome = EscapeOutcome::not_evaluated;
  std::string text;              ///< what is done and what it costs, or what is missing
  std::optional<double> factor;  ///< on the figure that is compared
  std::optional<double> qubits_lost;
  std::optional<double> qubits_kept;  ///< fewer_qubits, modules: of a machine
  std::optional<double> modules;
  std::optional<double> acceptance;  ///< raw_figure, post_selection: share of shots that one layer on all qubits keeps
  std::vector<std::string> closed_by;  ///< readings under which the item is listed all the same
};

struct StressedItem {
  std::size_t item = 0;
  Decision decision = Decision::controlled;
  std::vector<Escape> escapes;
  std::optional<std::size_t> cheapest;  ///< index of an escape; empty: none was found
};

struct Stress {
  Text text;
  Reading reading;
  std::vector<StressedItem> items;
  std::vector<TextFinding> findings;
};

/// Kept share of shots of a layer of gates on all qubits where detected errors are discarded: a gate is without error
/// and kept with probability 1 - `raw`, and of the kept ones a share 1 - `kept` is without error, so a gate keeps (1 -
/// raw) / (1 - kept), and a layer that to the power of qubits / 2. Detection never discards a good shot.
double acceptance_of_layer(double raw, double kept, double qubits);

/// `items`: ids; empty: every item that the text lists. `question`: as of outcomes_of(), one reading. Error: an unknown
/// item.
core::Result<Stress> stress_of(const RuleBook& rules, const Population& population, const std::string& name,
                               const std::vector<std::string>& items, const Question& question);

}  // namespace qgauge::thresholds
