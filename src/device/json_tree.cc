// The limits that descriptions set to JSON text.

#include "device/json_tree.hpp"

#include <fmt/format.h>

#include "qgauge/device.hpp"

namespace qgauge::device {

core::Result<nlohmann::json> parse_json(std::string_view text, const std::string& file) {
  // Enough for the longest list that the limits allow: both directions of every coupling, or a gate on each and on
  // every qubit.
  constexpr std::size_t elements = 2 * max_couplings + max_qubits;
  static const std::string longest = fmt::format("{} qubits and {} couplings", max_qubits, max_couplings);
  return store::parse_json(text, file, {max_nesting, elements, longest});
}

}  // namespace qgauge::device
