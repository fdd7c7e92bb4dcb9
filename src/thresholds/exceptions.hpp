// What takes items out of an entry or brings them back in, made part of the entry's condition. Used by evaluation.
// Knows no date and no licence.
#pragma once

#include <string>
#include <vector>

#include "thresholds/knowledge.hpp"

namespace qgauge::thresholds {

/// An entry's condition with the exceptions that bear on whether it lists an item, the greatest precedence first.
struct Rule {
  const Entry& entry;
  std::vector<const Exception*> exceptions;
};

/// Exceptions of the entry with one of the two effects, the greatest precedence first.
std::vector<const Exception*> exceptions_of(const Version& version, const Entry& entry, Exception::Effect one,
                                            Exception::Effect other);

/// Why nobody could say whether an exception holds: only countries decide it, which are not stated, or only what
/// descriptions of computers have no place for, and the item is one. Empty: it is asked like any other condition.
std::string why_not_asked(const Condition& condition, const subject::Subject& subject);

/// Where an exception is not asked, the item is taken to stay listed: one that takes out does not apply, one that
/// brings in does, and `assumptions` say so.
Rule rule_of(const Version& version, const Entry& entry, const subject::Subject& subject,
             std::vector<std::string>& assumptions);

/// Holds where the item is taken out and not brought back in: of the exceptions that hold the first one counts.
Condition taken_out(const Rule& rule);
/// Holds where the item is listed: the entry's condition, and not taken out.
Condition listed(const Rule& rule);

/// One reason for each exception; `met` is what it leaves of the listing: false where it takes the item out.
std::vector<Reason> exception_reasons(const Rule& rule, const Knowledge& knowledge);

}  // namespace qgauge::thresholds
