// The parts of the native format around the calibration: sources, crosstalk, zones, components, published figures and
// findings.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/components.hpp"
#include "device/import/native_reading.hpp"

namespace qgauge::device::native {
namespace {

core::Result<ZzCrosstalk> read_zz_coupling(const Node& node, const Tables& tables) {
  static const NameList known = names_of(zz_keys, shared_keys, zz_fields);
  QGAUGE_CHECK(node.only_keys(known));
  QGAUGE_TRY(const Node qubits, node.at("qubits"));
  QGAUGE_TRY(const auto pair, read_pair(qubits, tables));
  ZzCrosstalk zz{pair.first, pair.second, {}};
  QGAUGE_CHECK(read_fields(node, zz_fields, tables, zz));
  return zz;
}

core::Result<Zone> read_zone(const Node& node, const Tables& tables) {
  static const NameList known = names_of(zone_keys);
  QGAUGE_CHECK(node.only_keys(known));
  Zone zone;
  QGAUGE_TRY(zone.name, required_text(node, "name"));
  QGAUGE_TRY(const Node kind, node.at("kind"));
  QGAUGE_TRY(zone.kind, read_word(kind, NameList(zone_kinds.begin(), zone_kinds.end())));
  if (const auto capacity = node.find("capacity")) {
    QGAUGE_TRY(zone.capacity, capacity->integer(1, max_qubits));
  }
  if (const auto qubits = node.find("qubits")) {
    QGAUGE_TRY(zone.qubits, read_indices(*qubits, tables));
  }
  return zone;
}

/// A number of a component: as any quantity, within the bounds of its parameter.
core::Result<Quantity> read_bounded(const Node& node, const components::ParameterSpec& spec, const Tables& tables) {
  QGAUGE_TRY(Quantity quantity, read_quantity(node, spec.dimension, Range::finite, tables));
  if (quantity.known() && !components::contains(spec, quantity.value))
    return node.refuse(components::expected_of(spec));
  return quantity;
}

core::Result<ComponentParameter> read_parameter(const Node& node, const components::ParameterSpec& spec,
                                                const Tables& tables) {
  ComponentParameter parameter{std::string(spec.name), {}};
  switch (spec.type) {
    case components::ParameterType::number:
    case components::ParameterType::count: {
      QGAUGE_TRY(parameter.value, read_bounded(node, spec, tables));
      return parameter;
    }
    case components::ParameterType::word: {
      QGAUGE_TRY(parameter.value, read_word(node, components::words_of(spec)));
      return parameter;
    }
    case components::ParameterType::text: {
      QGAUGE_TRY(parameter.value, node.text());
      return parameter;
    }
    case components::ParameterType::flag: {
      QGAUGE_TRY(parameter.value, node.boolean());
      return parameter;
    }
  }
  return parameter;
}

core::Status read_parameters(const Node& node, const components::ComponentKind& kind, const Tables& tables,
                             Component& component) {
  const NameList known = components::parameter_names(kind);
  QGAUGE_CHECK(node.only_keys(known));
  QGAUGE_TRY(const auto members, read_members(node));
  for (const auto& [name, member] : members) {
    QGAUGE_TRY(ComponentParameter parameter, read_parameter(member, *components::find_parameter(kind, name), tables));
    component.parameters.push_back(std::move(parameter));
  }
  return {};
}

core::Result<Component> read_component(const Node& node, const Tables& tables) {
  static const NameList known = names_of(component_keys);
  QGAUGE_CHECK(node.only_keys(known));
  Component component;
  QGAUGE_TRY(const Node kind, node.at("kind"));
  QGAUGE_TRY(component.kind, read_word(kind, components::component_kind_names()));
  QGAUGE_CHECK(read_text(node, "name", component.name));
  QGAUGE_CHECK(read_text(node, "vendor", component.vendor));
  if (const auto parameters = node.find("parameters")) {
    QGAUGE_CHECK(read_parameters(*parameters, *components::find_component_kind(component.kind), tables, component));
  }
  QGAUGE_CHECK(read_record(node, component.record));
  return component;
}

core::Status read_number(const Node& node, std::string_view key, std::optional<double>& target) {
  if (const auto member = node.find(key)) {
    QGAUGE_TRY(target, member->number());
  }
  return {};
}

core::Status read_confidence(const Node& node, Confidence& target) {
  if (!node.find("confidence")) return {};
  return read_enum(node, "confidence", confidence_names, target);
}

core::Status read_country(const Node& node, std::string_view key, std::string& target) {
  const auto member = node.find(key);
  if (!member) return {};
  QGAUGE_TRY(target, member->text());
  if (core::is_country(target)) return {};
  return member->refuse("a country as a code of ISO 3166-1, such as \"NL\"");
}

/// "2021", "2021-09" or "2021-09-30".
bool is_period(const std::string& text) {
  constexpr std::string_view first_day = "0001-01-01";
  if (text.size() != 4 && text.size() != 7 && text.size() != first_day.size()) return false;
  const auto day = core::Date::parse(text + std::string(first_day.substr(text.size())));
  return day && day->text().starts_with(text);
}

core::Status read_period(const Node& node, std::string_view key, std::string& target) {
  const auto member = node.find(key);
  if (!member) return {};
  QGAUGE_TRY(target, member->text());
  if (is_period(target)) return {};
  return member->refuse("a year, a month or a day such as \"2025\", \"2025-02\" or \"2025-02-26\"");
}

core::Result<PublishedFigure> read_published_figure(const Node& node, const Tables& tables) {
  static const NameList known = names_of(published_keys);
  QGAUGE_CHECK(node.only_keys(known));
  PublishedFigure figure;
  QGAUGE_TRY(figure.name, required_text(node, "name"));
  QGAUGE_CHECK(read_number(node, "value", figure.value));
  QGAUGE_CHECK(read_number(node, "sigma", figure.sigma));
  QGAUGE_CHECK(read_number(node, "low", figure.low));
  QGAUGE_CHECK(read_number(node, "high", figure.high));
  if (const auto qubits = node.find("qubits")) {
    QGAUGE_TRY(figure.qubits, read_indices(*qubits, tables));
  }
  QGAUGE_CHECK(read_day(node, "date", figure.date));
  QGAUGE_CHECK(read_source(node, tables, figure.source));
  QGAUGE_CHECK(read_confidence(node, figure.confidence));
  QGAUGE_CHECK(read_text(node, "text", figure.text));
  return figure;
}

core::Result<core::Finding> read_finding(const Node& node, const Tables&) {
  static const NameList known = names_of(finding_keys);
  QGAUGE_CHECK(node.only_keys(known));
  core::Finding finding;
  QGAUGE_TRY(const Node code, node.at("code"));
  QGAUGE_TRY(finding.code, code.text());
  if (core::find_finding(finding.code) == nullptr) return code.refuse("a code of the list of findings");
  QGAUGE_CHECK(read_text(node, "where", finding.where));
  QGAUGE_CHECK(read_text(node, "message", finding.message));
  return finding;
}

/// Reads each element of an optional list with `read_one`.
template <class T>
core::Status read_each(const Node& root, std::string_view key, const Tables& tables,
                       core::Result<T> (*read_one)(const Node&, const Tables&), std::vector<T>& target) {
  QGAUGE_TRY(const auto items, read_list(root, key, max_couplings, "elements"));
  for (const Node& item : items) {
    QGAUGE_TRY(T one, read_one(item, tables));
    target.push_back(std::move(one));
  }
  return {};
}

}  // namespace

core::Status read_record(const Node& node, Record& target) {
  static const NameList known = names_of(record_keys);
  const auto record = node.find("record");
  if (!record) return {};
  QGAUGE_CHECK(record->only_keys(known));
  QGAUGE_CHECK(read_country(*record, "developed_in", target.developed_in));
  QGAUGE_CHECK(read_country(*record, "made_in", target.made_in));
  QGAUGE_CHECK(read_period(*record, "introduced", target.introduced));
  if (const auto status = record->find("status")) {
    QGAUGE_TRY(target.status, read_word(*status, NameList(record_statuses.begin(), record_statuses.end())));
  }
  QGAUGE_CHECK(read_confidence(*record, target.confidence));
  return read_text(*record, "notes", target.notes);
}

core::Result<Provenance> read_provenance(const Node& node) {
  static const NameList known = names_of(provenance_keys);
  QGAUGE_CHECK(node.only_keys(known));
  Provenance source;
  QGAUGE_TRY(source.description, required_text(node, "description"));
  QGAUGE_TRY(source.url, required_text(node, "url"));
  QGAUGE_TRY(source.licence, required_text(node, "licence"));
  if (source.description.empty()) return node.refuse("a description that says where the numbers come from");
  return source;
}

core::Status read_sources(const Node& root, Tables& tables, DeviceDescription& description) {
  const auto node = root.find("sources");
  if (!node) return {};
  QGAUGE_TRY(const auto members, read_members(*node));
  for (const auto& [name, member] : members) {
    if (name.empty()) return node->refuse("sources with names");
    QGAUGE_TRY(Provenance source, read_provenance(member));
    description.sources.emplace_back(name, std::move(source));
    tables.sources.insert(name);
  }
  return {};
}

core::Status read_zz(const Node& root, const Tables& tables, DeviceDescription& description) {
  return read_each(root, "zz", tables, read_zz_coupling, description.zz);
}

core::Status read_zones(const Node& root, const Tables& tables, DeviceDescription& description) {
  return read_each(root, "zones", tables, read_zone, description.zones);
}

core::Status read_components(const Node& root, const Tables& tables, DeviceDescription& description) {
  return read_each(root, "components", tables, read_component, description.components);
}

core::Status read_published(const Node& root, const Tables& tables, DeviceDescription& description) {
  return read_each(root, "published", tables, read_published_figure, description.published);
}

core::Status read_findings(const Node& root, const Tables& tables, DeviceDescription& description) {
  return read_each(root, "findings", tables, read_finding, description.findings);
}

}  // namespace qgauge::device::native
