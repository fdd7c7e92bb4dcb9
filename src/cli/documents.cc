// Markdown from the closed tables: see documents.hpp.

#include "cli/documents.hpp"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "qgauge/core.hpp"
#include "qgauge/device.hpp"

namespace qgauge::cli {
namespace {

/// A cell of a table: a bar would end it.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    if (letter == '|') escaped += '\\';
    escaped += letter;
  }
  return escaped;
}

struct Sign {
  std::string_view coverage;
  std::string_view sign;
  std::string_view meaning;
};

constexpr std::array signs{
    Sign{"read", "●", "read from the file"},
    Sign{"assumed", "○", "assumed, as the section of the format says"},
    Sign{"missing", "–", "not in files of this format, or not read"},
};

std::string_view sign_of(std::string_view coverage) {
  for (const Sign& sign : signs) {
    if (sign.coverage == coverage) return sign.sign;
  }
  return "";
}

/// One row a quantity, one column a format.
std::string matrix(const std::vector<device::FormatSpec>& formats) {
  std::string head = "| quantity |", rule = "| --- |";
  for (const auto& format : formats) {
    head += fmt::format(" [{0}](#{0}) |", format.name);
    rule += " :-: |";
  }
  std::string rows;
  for (std::size_t i = 0; i < formats.front().quantities.size(); ++i) {
    rows += fmt::format("| {} |", formats.front().quantities[i].quantity);
    for (const auto& format : formats) rows += fmt::format(" {} |", sign_of(format.quantities[i].coverage));
    rows += '\n';
  }
  return head + '\n' + rule + '\n' + rows;
}

std::string section_of(const device::FormatSpec& format) {
  std::string text = fmt::format("\n## {}\n\n{}.\n\n", format.name, format.what);
  text += "| quantity | what becomes of it | where it stands, by which definition |\n| --- | --- | --- |\n";
  for (const auto& row : format.quantities) {
    text += fmt::format("| {} | {} | {} |\n", row.quantity, row.coverage, cell(row.text));
  }
  return text;
}

std::string oddities() {
  std::string text =
      "\n## What public files hold\n\nEach of these was found in files of vendors or of those who curate them.\n\n"
      "| id | what | how it is read |\n| --- | --- | --- |\n";
  for (const device::Oddity& oddity : device::oddity_list()) {
    text += fmt::format("| {} | {} | {} |\n", oddity.id, cell(oddity.what), cell(oddity.handling));
  }
  return text;
}

constexpr std::string_view csv_tables = R"(
## The tables of `--csv DIR`

`assess`, `check`, `describe` and `measure` write comma-separated tables: UTF-8, quoted as RFC 4180 says, lines ending with a line
feed, the names of the columns first. The folder is made where it is absent; a table that is there is replaced whole, or left as it
is with exit code 4 where it may not be written. Of a stored report there are no `qubits.csv` and `pairs.csv`; files that a run
does not write are left alone.

| file | one row |
| --- | --- |
| `qubits.csv` | a qubit as reported, with the one-qubit gate that is used; averages over the machine stand first, as the qubit `average` |
| `pairs.csv` | a native gate on a pair, in its direction, or a coupling without any; `used` is `yes` for the gate that figures rest on |
| `figures.csv` | a figure, with `qubits` and `gate` where it is that of one qubit or pair |
| `findings.csv` | a finding |
| `verdicts.csv` | a verdict; `reasons` holds those of the first level and those that decide, the tree and the margins are in the JSON report |

- An empty cell is a value that the source does not give. `not_calibrated` in place of a number is a marker of the source: unknown,
  neither good nor dead.
- Numbers are SI. Beside a reported value stand its standard error (`_sigma`) and its own date (`_date`).
- Errors of gates are average gate infidelities; `metric_` columns say what the source measured, `unknown` where it does not say.
  `simultaneous_` columns hold the error under simultaneous operation where the source gives it beside the isolated one.
- `working` and `usable` are `yes`, `no` or `unknown`; `operational` is `no` only where the source says so.
- Several texts in one cell are separated by `; `, several qubits by a blank.
)";

}  // namespace

std::string findings_markdown() {
  std::string text =
      "# Findings\n\nWhat qgauge may say about an input. The codes are stable; `--fail-if finding` ends with exit code "
      "1 "
      "where a report\nholds one that is a warning or an error. Made by `qgauge findings --markdown`.\n\n"
      "| code | severity | meaning |\n| --- | --- | --- |\n";
  for (const core::FindingSpec& spec : core::finding_list()) {
    text += fmt::format("| `{}` | {} | {} |\n", spec.code, core::name_of(spec.severity), cell(spec.meaning));
  }
  return text;
}

std::string formats_markdown() {
  const auto formats = device::format_list();
  std::string text =
      "# Formats\n\nWhat can be read, recognised by its content, and what becomes of each quantity. Made by `qgauge "
      "formats --markdown`.\n\n";
  for (const Sign& sign : signs) text += fmt::format("- {} {}\n", sign.sign, sign.meaning);
  text += '\n' + matrix(formats);
  for (const auto& format : formats) text += section_of(format);
  return text + oddities() + std::string(csv_tables);
}

}  // namespace qgauge::cli
