// Examples of values: see load_examples.hpp. None is taken from a law.
#include "thresholds/load_examples.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace qgauge::thresholds {
namespace {

struct Example {
  std::string_view key;
  std::string_view value;
};
constexpr std::array examples{
    Example{"destinations", R"(["RU"])"},
    Example{"exporters", R"(["US"])"},
    Example{"parts", R"(["my-draft/computers.toml"])"},
    Example{"tags", R"(["disputed"])"},
    Example{"paradigms_included", R"(["gate_model"])"},
    Example{"readings", R"(["whole"])"},
    Example{"one_of", R"(["system", "component"])"},
    Example{"id", R"("my-draft")"},
    Example{"instrument", R"("Order 12 of 2025, Schedule 1")"},
    Example{"jurisdiction", R"("FR")"},
    Example{"status", R"("draft")"},
    Example{"kind", R"("export_control")"},
    Example{"countries", R"(["AU", "CA"])"},
    Example{"from", "2025-02-26"},
    Example{"text_read", "2025-03-01"},
    Example{"source", R"("Order 12 of 2025, Schedule 1, as published on 2025-02-26")"},
    Example{"tag", R"("disputed")"},
    Example{"number", R"("1.a")"},
    Example{"topic", R"("computer_ladder")"},
    Example{"title", R"("Quantum computers")"},
    Example{"item_kinds", R"(["computer"])"},
    Example{"confidence", R"("READ-P")"},
    Example{"condition", R"({ figure = "physical_qubits.connected", at_least = 10 })"},
    Example{"name", R"("Allied countries")"},
    Example{"entries", R"(["1.a"])"},
    Example{"effect", R"("licence_not_needed")"},
    Example{"term", R"("physical qubit")"},
    Example{"text", R"("to countries of the annex, no licence is needed")"},
    Example{"question", R"("Do idle qubits count?")"},
    Example{"treatment", R"("They count where the vendor calls them working.")"},
    Example{"ambiguity", R"("noise_figure_reference")"},
    Example{"reading", R"("t0_290k")"},
    Example{"unit", R"("uW")"},
    Example{"authority", R"("Licensing Office")"},
};

}  // namespace

std::string example_of(std::string_view key) {
  const auto* found = std::ranges::find(examples, key, &Example::key);
  return fmt::format("{} = {}", key, found == examples.end() ? R"("...")" : found->value);
}

}  // namespace qgauge::thresholds
