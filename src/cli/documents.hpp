// Documents that are made from tables of the program: docs/findings.md and docs/formats.md. Private to the room.
#pragma once

#include <string>

namespace qgauge::cli {

/// The closed list of findings.
std::string findings_markdown();
/// What can be read, what becomes of each quantity, the oddities of public files, and the tables of --csv.
std::string formats_markdown();

}  // namespace qgauge::cli
