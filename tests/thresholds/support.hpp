// Subjects, rule books and scratch files for the tests of the room thresholds.
#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

#include "qgauge/thresholds.hpp"
#include "store/scratch.hpp"

namespace support {

using namespace qgauge;
using test::Scratch;

inline const std::filesystem::path rules_folder = std::filesystem::path(QGAUGE_SOURCE_DIR) / "thresholds";

inline core::Date day(const std::string& text) {
  const auto date = core::Date::parse(text);
  REQUIRE(date);
  return *date;
}

inline const thresholds::RuleBook& bundled_rules() {
  static const thresholds::RuleBook rules = [] {
    auto loaded = thresholds::load_rules(rules_folder);
    INFO((loaded ? std::string() : loaded.error().where + ": " + loaded.error().message));
    REQUIRE(loaded);
    return *loaded;
  }();
  return rules;
}

inline void set_figure(subject::Subject& item, figures::Figure figure) {
  item.figures[figure.name] = std::move(figure);
}

inline figures::Figure exact(const std::string& name, double value) {
  return figures::exact_figure(name, value, figures::Origin::reported, "claim");
}

inline figures::Figure bounded(const std::string& name, double low, double high) {
  return figures::bounded_figure(name, std::nullopt, low, high, figures::Origin::reported, "claim");
}

inline figures::Figure sampled(const std::string& name, double value, double sigma) {
  return figures::sampled_figure(name, value, sigma, figures::Origin::simulated, "claim");
}

/// A gate-model computer with this many connected qubits; no error: unknown, somewhere in [0, 1].
inline subject::Subject computer(double qubits, std::optional<double> error) {
  subject::Subject item;
  item.attributes = {{"paradigm", std::string("gate_model")}, {"item_kind", std::string("computer")}};
  set_figure(item, exact("physical_qubits.connected", qubits));
  set_figure(item, error ? exact("cnot_infidelity.mean", *error) : bounded("cnot_infidelity.mean", 0, 1));
  return item;
}

inline std::vector<thresholds::Verdict> verdicts(const thresholds::RuleBook& rules, const subject::Subject& item,
                                                 const thresholds::Question& question) {
  auto result = thresholds::evaluate(rules, item, question);
  INFO((result ? std::string() : result.error().message));
  REQUIRE(result);
  return *result;
}

/// The one verdict of one regime with one entry under one reading.
inline thresholds::Verdict verdict(const thresholds::RuleBook& rules, const subject::Subject& item,
                                   const std::string& regime = "us-ear", const std::string& date = "2026-01-01",
                                   const std::string& reading = "whole") {
  const auto parsed = thresholds::parse_reading(reading);
  REQUIRE(parsed);
  const auto all = verdicts(rules, item, {.regimes = {regime}, .readings = {*parsed}, .as_of = day(date)});
  REQUIRE(all.size() == 1);
  return all.front();
}

inline thresholds::Decision decision(const subject::Subject& item, const std::string& regime = "us-ear",
                                     const std::string& date = "2026-01-01", const std::string& reading = "whole") {
  return verdict(bundled_rules(), item, regime, date, reading).decision;
}

/// All text of a tree of reasons.
inline std::string told(const std::vector<thresholds::Reason>& reasons) {
  std::string text;
  for (const auto& reason : reasons) text += reason.text + "\n" + told(reason.because);
  return text;
}

inline std::string read_text(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

inline std::filesystem::path write_file(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file) << text;
  return file;
}

}  // namespace support
