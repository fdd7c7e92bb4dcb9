// The quantities of a qubit and of a gate as data: key in the native format, member, dimension and range.
// Read by the native reader and writer, by the check of a description, and by the tests that hold them together.
#pragma once

#include <array>
#include <string_view>

#include "device/json_node.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {

template <class Owner>
struct Field {
  std::string_view key;
  Quantity Owner::*member;
  core::Dimension dimension;
  Range range;
};

inline constexpr std::array qubit_fields{
    Field<Qubit>{"t1_s", &Qubit::t1_s, core::Dimension::time, Range::finite},
    Field<Qubit>{"t2_s", &Qubit::t2_s, core::Dimension::time, Range::finite},
    Field<Qubit>{"frequency_hz", &Qubit::frequency_hz, core::Dimension::frequency, Range::non_negative},
    Field<Qubit>{"p1_given_0", &Qubit::p1_given_0, core::Dimension::one, Range::probability},
    Field<Qubit>{"p0_given_1", &Qubit::p0_given_1, core::Dimension::one, Range::probability},
    Field<Qubit>{"assignment_error", &Qubit::assignment_error, core::Dimension::one, Range::probability},
    Field<Qubit>{"readout_duration_s", &Qubit::readout_duration_s, core::Dimension::time, Range::non_negative},
};

inline constexpr std::array gate_fields{
    Field<Gate>{"infidelity", &Gate::infidelity, core::Dimension::one, Range::infidelity},
    Field<Gate>{"duration_s", &Gate::duration_s, core::Dimension::time, Range::non_negative},
};

}  // namespace qgauge::device
