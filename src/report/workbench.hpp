// What the pages of the workbench share: texts, items and findings in words and as trees. Private to the room; knows no
// single command.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "qgauge/report/workbench.hpp"
#include "report/page.hpp"

namespace qgauge::report {

/// "us-ear, version of 2024-09-06 (enacted), asked on 2026-01-31"
std::string text_words(const thresholds::Text& text);
nlohmann::json text_tree(const thresholds::Text& text);

/// "ibm-loon (ibm_loon, IBM)"
std::string item_words(const thresholds::PopulationItem& item);

/// What a text shows by itself: cliffs, gaps, steps out of reach; nothing where there is none.
void set_findings(const std::string& heading, const std::vector<thresholds::TextFinding>& findings, Page& page);
nlohmann::json findings_tree(const std::vector<thresholds::TextFinding>& findings);
TextTable findings_rows(const std::vector<thresholds::TextFinding>& findings);

nlohmann::json outcome_tree(const thresholds::ItemOutcome& outcome);
/// Empty for an unknown one.
nlohmann::json text_or_null(const std::string& text);

/// "3 listed, 2 undetermined, 5 not listed"
std::string decisions_text(const std::array<std::size_t, 3>& decisions);
/// "2028", "2028 (May)" of a year with its month as a fraction.
std::string moment_text(double year);

/// What every page of a population ends with.
void set_catalogue_note(Page& page);

}  // namespace qgauge::report
