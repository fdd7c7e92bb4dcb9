// How sure the texts are that a verdict rests on: the tags of its entry, its weaker clauses and its exceptions. Used by
// evaluation.
#pragma once

#include "thresholds/exceptions.hpp"
#include "thresholds/knowledge.hpp"

namespace qgauge::thresholds {

/// "read in a secondary source" for READ-S, ...
std::string_view meaning_of_confidence(std::string_view confidence);

void add_tag(Verdict& verdict, const std::string& tag);

/// Tags of the clauses that the reasons tell and that are less sure than their entry, each with an assumption that
/// names the clause; and of the rule's exceptions.
void add_confidence(const Rule& rule, const Item& item, Verdict& verdict);
void add_confidence(const Exception& exception, const Entry& entry, Verdict& verdict);

}  // namespace qgauge::thresholds
