// What decided the verdicts of a memo. Used by memo.cc alone.
#pragma once

#include "report/markdown.hpp"
#include "report/verdict_groups.hpp"

namespace qgauge::report {

/// Decisive reasons, what would change the verdict, margins and sources, once for entries that say the same.
void set_memo_reasons(const AlikeEntries& group, MarkdownPage& page);
/// Entries that are open because they were not read, together.
void set_unread(const std::vector<EntryVerdicts>& entries, MarkdownPage& page);

}  // namespace qgauge::report
