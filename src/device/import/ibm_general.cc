// general[] of IBM's backend properties: lf_N is the layer fidelity of the best chain of N qubits, zz_ab the coupling
// of qubits a and b that is always on. Called by ibm.cc once qubits and couplings are known.

#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "device/import/ibm.hpp"

namespace qgauge::device::ibm {
namespace {

using Pair = std::pair<int, int>;

constexpr Kind layer_fidelity{core::Dimension::one, "", Range::probability};
constexpr Kind zz_coupling{core::Dimension::frequency, "GHz", Range::finite};

/// An entry of general[] that is read; of several with one name, what one_of_two() chose.
struct Entry {
  std::string name;
  Quantity quantity;
  Node node;
};

bool only_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_layer_fidelity(std::string_view name) {
  constexpr std::size_t prefix = 3, longest = 9;
  return name.starts_with("lf_") && name.size() <= longest && only_digits(name.substr(prefix));
}

bool is_zz(std::string_view name) { return name.starts_with("zz_"); }

core::Result<std::vector<Entry>> read_entries(const Node& properties, Notes& notes) {
  QGAUGE_TRY(const auto items, items_of(properties, "general"));
  std::vector<Entry> entries;
  std::map<std::string, std::size_t> positions;
  for (const Node& item : items) {
    QGAUGE_TRY(const Node name_node, item.at("name"));
    QGAUGE_TRY(const std::string name, name_node.text());
    if (!is_layer_fidelity(name) && !is_zz(name)) continue;
    QGAUGE_TRY(Quantity quantity, read_quantity(item, is_zz(name) ? zz_coupling : layer_fidelity, name, notes));
    const auto [position, added] = positions.emplace(name, entries.size());
    if (added) {
      entries.push_back({name, std::move(quantity), item});
    } else {
      Quantity& known = entries[position->second].quantity;
      QGAUGE_TRY(known, one_of_two(known, quantity, item, name, notes));
    }
  }
  return entries;
}

/// general_qlists[]: the chains of qubits, by name.
core::Result<std::map<std::string, std::vector<int>>> read_chains(const Node& properties, int count) {
  QGAUGE_TRY(const auto items, items_of(properties, "general_qlists"));
  std::map<std::string, std::vector<int>> chains;
  for (const Node& item : items) {
    QGAUGE_TRY(const Node name_node, item.at("name"));
    QGAUGE_TRY(std::string name, name_node.text());
    QGAUGE_TRY(const Node qubits, item.at("qubits"));
    QGAUGE_TRY(std::vector<int> chain, read_indices(qubits, count));
    if (!chains.emplace(std::move(name), std::move(chain)).second) return name_node.refuse("every chain once");
  }
  return chains;
}

/// A qubit number as such names spell it: without a sign and without leading zeros.
std::optional<int> qubit_number(std::string_view text) {
  const bool spelled = only_digits(text) && (text.size() == 1 || text[0] != '0');
  int number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return spelled && problem == std::errc{} ? std::optional(number) : std::nullopt;
}

/// The one coupling that "6768", "113" or "0_1" can mean; nullopt where none or several do ("113": 1-13 and 11-3).
std::optional<Pair> find_pair(std::string_view key, const std::set<Pair>& couplings) {
  constexpr std::size_t longest = 12;  // two numbers of qubits
  std::set<Pair> fitting;
  for (std::size_t i = 1; i < std::min(key.size(), longest); ++i) {
    const auto a = qubit_number(key.substr(0, i)), b = qubit_number(key.substr(key[i] == '_' ? i + 1 : i));
    if (a && b && couplings.contains(std::minmax(*a, *b))) fitting.insert(std::minmax(*a, *b));
  }
  return fitting.size() == 1 ? std::optional(*fitting.begin()) : std::nullopt;
}

/// In the files zz_ab is f(10) + f(01) - f(11) - f(00), the opposite of zeta: in most of 25 public snapshots its median
/// deviates by less than 0.5 % (in the worst by 19 %) from the shift 2 J^2 (A + B) / ((D + A)(D - B)) that second-order
/// perturbation theory gives zeta for the detuning D = f(a) - f(b), the anharmonicities A and B and the exchange
/// coupling J = jq_ab, with the sign turned; the spectrum of two coupled oscillators confirms the sign.
Quantity zeta_of(Quantity zz) {
  zz.value = -zz.value;
  return zz;
}

/// A zz_ab of 0 says that it was not determined.
core::Status add_crosstalk(const std::vector<Entry>& entries, DeviceDescription& description, Notes& notes) {
  constexpr std::size_t prefix = 3;
  const std::set<Pair> couplings(description.couplings.begin(), description.couplings.end());
  std::map<Pair, std::size_t> positions;
  for (const Entry& entry : entries) {
    if (!is_zz(entry.name) || !entry.quantity.known() || entry.quantity.value == 0) continue;
    ++notes.crosstalks;
    const auto pair = find_pair(std::string_view(entry.name).substr(prefix), couplings);
    if (!pair) {
      notes.unresolved.add(entry.name);
      continue;
    }
    const auto [position, added] = positions.emplace(*pair, description.zz.size());
    if (added) {
      description.zz.push_back({pair->first, pair->second, zeta_of(entry.quantity)});
    } else {
      Quantity& known = description.zz[position->second].zeta_hz;
      QGAUGE_TRY(known, one_of_two(known, zeta_of(entry.quantity), entry.node, entry.name, notes));
    }
  }
  if (!description.zz.empty()) {
    description.findings.push_back({"converted_definition", "general zz",
                                    "zz is f(10) + f(01) - f(11) - f(00): the sign was turned to that of zeta"});
  }
  return {};
}

}  // namespace

core::Status read_general(const Node& properties, DeviceDescription& description, Notes& notes) {
  QGAUGE_TRY(const std::vector<Entry> entries, read_entries(properties, notes));
  QGAUGE_TRY(auto chains, read_chains(properties, *description.qubit_count));
  for (const Entry& entry : entries) {
    if (!is_layer_fidelity(entry.name) || !entry.quantity.known()) continue;
    description.published.push_back({.name = "layer_fidelity." + entry.name.substr(3),
                                     .value = entry.quantity.value,
                                     .qubits = chains[entry.name],
                                     .date = entry.quantity.date});
  }
  return add_crosstalk(entries, description, notes);
}

}  // namespace qgauge::device::ibm
