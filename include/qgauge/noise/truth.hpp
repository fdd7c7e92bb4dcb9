// Exact figures of a channel as noise after an ideal gate: what estimates of protocols are held against.
// Used by protocols' self-checks, assess and tests. Knows no gate and no machine.
#pragma once

#include "qgauge/noise/channel.hpp"

namespace qgauge::noise {

/// tr(S)/d^2 of the superoperator against the identity.
double process_fidelity(const Channel& channel);
/// Average gate infidelity of the channel as noise after an ideal gate.
double average_infidelity(const Channel& channel);
/// u = tr(R_u^T R_u) / (d^2 - 1) of the unital block R_u of the Pauli transfer matrix: 1 for a unitary, (1 - lambda)^2
/// for depolarizing noise (Wallman, Granade, Harper and Flammia, New J. Phys. 17, 113020 (2015)).
double unitarity(const Channel& channel);
/// The least average infidelity to which a unitary could correct noise of unitarity u: (d - 1)/d (1 - sqrt(u))
/// (Wallman et al. 2015).
double incoherent_infidelity(double unitarity, int d);

struct Bounds {
  double lower = 0;
  double upper = 0;
};

/// Bounds of the diamond distance from the average infidelity alone: (d + 1)/d r <= epsilon <= sqrt(d (d + 1) r), at
/// most 1 (Wallman and Flammia, New J. Phys. 16, 103032 (2014); Sanders, Wallman and Sanders, New J. Phys. 18, 012002).
Bounds diamond_bounds_from_infidelity(double average_infidelity, int d);
/// Diamond distance of a unitary from the identity: sin(delta/2) of the shortest arc delta that holds all eigenvalues,
/// 1 where delta >= pi (Aharonov, Kitaev and Nisan, quant-ph/9806029: sqrt(1 - nu^2) with nu the distance of the
/// polygon of the eigenvalues from 0).
double diamond_distance_of_unitary(const Eigen::MatrixXcd& unitary);
/// epsilon = 1/2 ||E - id||_diamond from both sides, for one or two qubits. Equal up to rounding for Pauli channels (e)
/// and unitaries; else within a few per cent for channels of generic rank.
Bounds diamond_distance(const Channel& channel);

struct Truth {
  double average_infidelity = 0;
  double process_infidelity = 0;
  double unitarity = 1;
  double coherent_fraction = 0;  ///< 1 - r_incoherent/r; 0 for a channel without error
  Bounds diamond_distance;
};

Truth truth_of(const Channel& channel);

}  // namespace qgauge::noise
