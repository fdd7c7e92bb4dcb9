// How decisions, tags and choices of a reading are put into words, and how decisions are painted on a terminal. Used by
// the terminal's blocks and by the memo.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "qgauge/report.hpp"
#include "qgauge/thresholds.hpp"
#include "report/page.hpp"

namespace qgauge::report {

/// In capitals what must not be overlooked, with or without colours.
std::string_view words_for(thresholds::Decision decision);
Paint paint_of(thresholds::Decision decision);

/// "not needed"
std::string_view words_for(thresholds::Licence::Statement statement);
/// What a tag of a verdict means where it says how sure the text is: "operative text read"; else empty.
std::string_view meaning_of_tag(std::string_view tag);
/// "READ-P (operative text read), interim_final_rule"
std::string tags_text(const std::vector<std::string>& tags);

/// The scope of a reading: "best_subset".
std::string scope_of(const thresholds::Reading& reading);
/// How a reading departs from the default of its scope, as its name spells it: "/median/simulated"; empty: not at all.
std::string departure_of(const thresholds::Reading& reading);
/// "the median instead of the mean" of the departure "/median"; several are joined.
std::string words_for_departure(const thresholds::Reading& reading);

/// A reason whose own words tell the bounds of its clause needs no line for each; one that only says whether it is met
/// does.
bool tells_its_parts(const thresholds::Reason& reason);
/// "the C-NOT error of each coupling (ask the vendor)"
std::string missing_text(const thresholds::MissingInput& missing);
/// "the mean C-NOT error is 3.2 times the limit 1e-3"; by the name of the figure where a report has no words.
std::string margin_text(const thresholds::Margin& margin);
/// One sentence for each item that no rule was asked of, with why.
std::vector<std::string> unasked_texts(const Report& report);

}  // namespace qgauge::report
