// Finding: something about an input that a reader of the report must know. The codes are a closed list.
// Made by importers, validation and the noise model; printed by reports. Knows no device and no file format.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace qgauge::core {

enum class Severity { info, warning, error };

/// `code` is in finding_list(); `where` names qubit, coupling or file place.
struct Finding {
  std::string code;
  std::string where;
  std::string message;
};

struct FindingSpec {
  std::string_view code;
  Severity severity;
  std::string_view meaning;
};

std::span<const FindingSpec> finding_list();
/// Null for a code that is not in the list.
const FindingSpec* find_finding(std::string_view code);
/// The severity of a code in the list; asserts otherwise.
Severity severity_of(std::string_view code);
std::string_view name_of(Severity severity);

}  // namespace qgauge::core
