// Descriptions with records as a population: see qgauge/assess/population.hpp. Called by the command line.

#include "qgauge/assess/population.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "assess/components.hpp"
#include "assess/internal.hpp"
#include "assess/records.hpp"

namespace qgauge::assess {
namespace {

using thresholds::PopulationItem;

std::optional<int> year_of(const std::string& period) {
  int year = 0;
  const std::string digits = period.substr(0, period.find('-'));
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), year);
  return error == std::errc{} && end != digits.data() ? std::optional(year) : std::nullopt;
}

PopulationItem item_of(const device::Record& record) {
  PopulationItem item;
  item.developed_in = record.developed_in;
  item.made_in = record.made_in;
  item.introduced = record.introduced;
  item.year = year_of(record.introduced);
  item.status = record.status;
  item.confidence = device::name_of(record.confidence);
  return item;
}

PopulationItem machine_of(const device::DeviceDescription& description, const device::DeviceModel& model) {
  PopulationItem item = item_of(description.record);
  const std::vector<figures::Figure> figures = reported_figures(description, model);
  item.name = description.name;
  item.vendor = description.vendor;
  item.kind = "computer";
  item.modality = description.modality;
  item.subject = subject_of(model, figures);
  item.subject.assumptions = record_assumptions(figures);
  item.unsourced = unsourced_figures(description);
  return item;
}

PopulationItem component_of(const device::DeviceDescription& description, const device::Component& component,
                            subject::Subject subject) {
  PopulationItem item = item_of(component.record);
  item.name = subject.name;
  item.vendor = component.vendor;
  item.kind = component.kind;
  item.subject = std::move(subject);
  item.unsourced = unsourced_parameters(description, component);
  return item;
}

core::Status add_items(const CatalogueEntry& entry, thresholds::Population& population) {
  QGAUGE_TRY(const device::DeviceModel model, device::validate(entry.description));
  std::vector<PopulationItem> items;
  if (is_machine(entry.description, model)) items.push_back(machine_of(entry.description, model));
  std::size_t number = 0;
  for (subject::Subject& subject : component_subjects(entry.description.components)) {
    items.push_back(component_of(entry.description, entry.description.components[number++], std::move(subject)));
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i].id = i == 0 ? entry.id : fmt::format("{}#{}", entry.id, i + 1);
    items[i].source = entry.description.source.description;
    population.items.push_back(std::move(items[i]));
  }
  return {};
}

}  // namespace

core::Result<thresholds::Population> population_of(const std::vector<CatalogueEntry>& entries) {
  thresholds::Population population;
  for (const CatalogueEntry& entry : entries) QGAUGE_CHECK(add_items(entry, population));
  std::ranges::sort(population.items, {}, &PopulationItem::id);
  return population;
}

}  // namespace qgauge::assess
