// Licence statements: see licence.hpp.
#include "thresholds/licence.hpp"

#include <utility>

#include <fmt/format.h>

#include "thresholds/applicability.hpp"
#include "thresholds/exceptions.hpp"

namespace qgauge::thresholds {
namespace {

using Statement = Licence::Statement;
using Effect = Exception::Effect;

std::string named(const Exception& exception) { return fmt::format("{} ({})", exception.name, exception.text); }

Statement statement_of(const Exception& exception) {
  return exception.effect == Effect::licence_not_needed ? Statement::not_needed : Statement::needed;
}

/// What the exceptions say of an item that is listed. Of those that hold the first counts; one of which it is not known
/// whether it holds leaves the statement open, unless what comes behind says the same.
Licence statement_for(const std::vector<const Exception*>& exceptions, const Item& item, std::size_t first = 0) {
  if (first == exceptions.size()) return {Statement::needed, "none of the exceptions that the rules hold applies"};
  const Exception& exception = *exceptions[first];
  const auto holds = decided(chance_of(exception.condition, knowledge_of(exception.condition, item)));
  if (holds == true) return {statement_of(exception), named(exception)};
  Licence rest = statement_for(exceptions, item, first + 1);
  if (holds == false || rest.statement == statement_of(exception)) return rest;
  return {Statement::cannot_be_said, fmt::format("whether {} applies is undetermined", named(exception))};
}

std::string sentence(const Licence& licence, Decision decision, const std::string& destination) {
  if (decision == Decision::not_controlled) {
    return fmt::format("asks for no licence to {}, because it does not list the item; another entry may", destination);
  }
  switch (licence.statement) {
    case Statement::needed:
      return fmt::format("a licence to {} is needed, as far as these rules hold: {}", destination, licence.text);
    case Statement::not_needed:
      return fmt::format("no licence to {} is needed, as far as these rules hold: {}", destination, licence.text);
    case Statement::cannot_be_said:
      return fmt::format("whether a licence to {} is needed cannot be said: {}", destination, licence.text);
  }
  std::unreachable();
}

Licence of_listed(const Version& version, const Entry& entry, const Item& item) {
  const auto exceptions = exceptions_of(version, entry, Effect::licence_not_needed, Effect::licence_needed);
  if (!exceptions.empty()) return statement_for(exceptions, item);
  return {Statement::cannot_be_said, fmt::format("the rules hold no exceptions for {}", entry.number)};
}

Licence statement_on(const Version& version, const Entry& entry, Decision decision, const Item& item) {
  switch (decision) {
    case Decision::controlled:
      return of_listed(version, entry, item);
    case Decision::not_controlled:
      return {Statement::not_needed, {}};
    case Decision::undetermined:
      break;
  }
  Licence if_listed = of_listed(version, entry, item);
  if (if_listed.statement == Statement::not_needed) return if_listed;
  return {Statement::cannot_be_said, fmt::format("whether {} lists the item is undetermined", entry.number)};
}

}  // namespace

std::string_view name_of(Licence::Statement statement) {
  switch (statement) {
    case Statement::needed:
      return "needed";
    case Statement::not_needed:
      return "not_needed";
    case Statement::cannot_be_said:
      return "cannot_be_said";
  }
  std::unreachable();
}

Licence licence_for(const Version& version, const Entry& entry, Decision decision, const Item& item) {
  const std::string& destination = *word(item.subject, "destination");
  const std::string* exporter = word(item.subject, "exporter");
  if (exporter && *exporter == destination) {
    return {Statement::not_needed, fmt::format("what stays within {} is no export", destination)};
  }
  Licence licence = statement_on(version, entry, decision, item);
  licence.text = sentence(licence, decision, destination);
  return licence;
}

}  // namespace qgauge::thresholds
