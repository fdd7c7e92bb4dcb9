// Components as subjects: from a description or from claims. Private to the room; knows no rule.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "qgauge/device.hpp"
#include "qgauge/subject.hpp"

namespace qgauge::assess {

/// What the rules may see of a component: its words, texts and flags, its numbers in SI, and what follows from them.
/// `method` says where the numbers come from. The component keeps to the table of components.hpp.
subject::Subject component_subject(const device::Component& component, const std::string& method);

/// One subject a component, in their order, each with a name of its own: the component's, or its kind.
std::vector<subject::Subject> component_subjects(const std::vector<device::Component>& components);

/// Adds what follows from a data sheet without opinion, where the sheet does not say it itself; `method` of each figure
/// says from what.
void add_consequences(subject::Subject& subject);

/// Of a number of a component that is not known: the parameter that the sheet would have to give so that it follows
/// from what the sheet says; nothing where there is none.
std::optional<std::string> lacking_root(const subject::Subject& item, std::string_view name);

}  // namespace qgauge::assess
