// The quantities of a description as data: key in the native format, member, dimension, range and meaning.
// Read by the native reader, writer and schema, by the check of a description, by the filling from averages, and by
// the tests that hold them together.
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
  std::string_view meaning;
};

inline constexpr std::array qubit_fields{
    Field<Qubit>{"t1_s", &Qubit::t1_s, core::Dimension::time, Range::finite, "relaxation time"},
    Field<Qubit>{"t2_s", &Qubit::t2_s, core::Dimension::time, Range::finite,
                 "coherence time of a Hahn echo, the one that is simulated"},
    Field<Qubit>{"t2_star_s", &Qubit::t2_star_s, core::Dimension::time, Range::finite,
                 "coherence time of a Ramsey experiment, without echo"},
    Field<Qubit>{"frequency_hz", &Qubit::frequency_hz, core::Dimension::frequency, Range::non_negative,
                 "transition frequency between 0 and 1"},
    Field<Qubit>{"anharmonicity_hz", &Qubit::anharmonicity_hz, core::Dimension::frequency, Range::finite,
                 "f(1 to 2) - f(0 to 1): negative for a transmon"},
    Field<Qubit>{"p1_given_0", &Qubit::p1_given_0, core::Dimension::one, Range::probability,
                 "probability to read 1 when 0 was prepared"},
    Field<Qubit>{"p0_given_1", &Qubit::p0_given_1, core::Dimension::one, Range::probability,
                 "probability to read 0 when 1 was prepared"},
    Field<Qubit>{"assignment_error", &Qubit::assignment_error, core::Dimension::one, Range::probability,
                 "mean of the two, used where they are not given"},
    Field<Qubit>{"readout_duration_s", &Qubit::readout_duration_s, core::Dimension::time, Range::non_negative,
                 "duration of one readout"},
    Field<Qubit>{"preparation_error", &Qubit::preparation_error, core::Dimension::one, Range::probability,
                 "probability of 1 after preparing 0"},
};

inline constexpr std::array readout_fields{
    Field<Readout>{"p1_given_0", &Readout::p1_given_0, core::Dimension::one, Range::probability,
                   "probability to read 1 when 0 was prepared"},
    Field<Readout>{"p0_given_1", &Readout::p0_given_1, core::Dimension::one, Range::probability,
                   "probability to read 0 when 1 was prepared"},
    Field<Readout>{"assignment_error", &Readout::assignment_error, core::Dimension::one, Range::probability,
                   "mean of the two"},
};

inline constexpr std::array gate_fields{
    Field<Gate>{"infidelity", &Gate::infidelity, core::Dimension::one, Range::infidelity,
                "average gate infidelity of one gate, the isolated one where there are several"},
    Field<Gate>{"duration_s", &Gate::duration_s, core::Dimension::time, Range::non_negative, "duration of one gate"},
    Field<Gate>{"leakage", &Gate::leakage, core::Dimension::one, Range::probability,
                "probability that one gate leaves the computational states"},
};

inline constexpr std::array gate_error_fields{
    Field<GateError>{"infidelity", &GateError::infidelity, core::Dimension::one, Range::infidelity,
                     "average gate infidelity of one gate, under the metric named here"},
};

inline constexpr std::array zz_fields{
    Field<ZzCrosstalk>{"zeta_hz", &ZzCrosstalk::zeta_hz, core::Dimension::frequency, Range::finite,
                       "zeta = f(11) - f(10) - f(01) + f(00): always-on coupling H/h = zeta |11><11|"},
};

}  // namespace qgauge::device
