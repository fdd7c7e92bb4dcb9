// Labels of qubits and objects that are keyed by them: see labelled.hpp.

#include "device/import/labelled.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace qgauge::device {
namespace {

constexpr std::size_t number_digits = 9;  // more are no number of a qubit

bool is_number(std::string_view label) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !label.empty() && label.size() <= number_digits && std::ranges::all_of(label, digit);
}

}  // namespace

core::Result<std::vector<Member>> members(const Node& node, std::size_t limit) {
  if (!node.json().is_object()) return node.refuse("an object");
  if (node.json().size() > limit) return node.refuse(fmt::format("at most {} members", limit));
  std::vector<Member> list;
  list.reserve(node.json().size());
  for (const auto& [key, value] : node.json().items()) {
    if (auto member = node.find(key)) list.push_back({key, std::move(*member)});
  }
  return list;
}

core::Result<std::string> label_of(const Node& node) {
  if (node.json().is_string() && !node.json().get_ref<const std::string&>().empty()) return node.text();
  const double number = node.json().is_number() ? node.json().get<double>() : std::nan("");
  if (!(number >= 0 && number < 1e9 && number == std::floor(number))) return node.refuse("the label of a qubit");
  return std::to_string(static_cast<int>(number));
}

Labels::Labels(const std::set<std::string>& labels) : texts_(labels.begin(), labels.end()) {
  const std::string prefix = texts_.empty() ? "" : texts_[0].substr(0, texts_[0].find_first_of("0123456789"));
  const auto numbered = [&](const std::string& label) {
    return label.starts_with(prefix) && is_number(std::string_view(label).substr(prefix.size()));
  };
  if (std::ranges::all_of(texts_, numbered)) {
    std::ranges::stable_sort(texts_, {},
                             [&](const std::string& label) { return std::stoi(label.substr(prefix.size())); });
  }
  for (std::size_t i = 0; i < texts_.size(); ++i) indices_.emplace(texts_[i], static_cast<int>(i));
}

std::optional<int> Labels::find(std::string_view label) const {
  const auto found = indices_.find(label);
  return found == indices_.end() ? std::nullopt : std::optional(found->second);
}

core::Result<int> Labels::index(std::string_view label, const Node& place) const {
  if (const auto found = find(label)) return *found;
  return core::unusable(place.where(), fmt::format("the qubit \"{}\"", label.substr(0, 60)),
                        fmt::format("one of the {} qubits of the machine", count()));
}

core::Result<int> Labels::index(const Node& label) const {
  QGAUGE_TRY(const std::string text, label_of(label));
  return index(text, label);
}

core::Result<std::pair<int, int>> Labels::pair(std::string_view key, const Node& place) const {
  const std::size_t dash = key.find('-');
  if (dash == std::string_view::npos) {
    return core::unusable(place.where(), fmt::format("the key \"{}\"", key.substr(0, 60)),
                          "two qubits joined by a hyphen, such as \"0-103\"");
  }
  QGAUGE_TRY(const int first, index(key.substr(0, dash), place));
  QGAUGE_TRY(const int second, index(key.substr(dash + 1), place));
  if (first == second) return core::unusable(place.where(), fmt::format("the pair \"{}\"", key), "different qubits");
  return std::pair(first, second);
}

}  // namespace qgauge::device
