// A channel as a value: constructors, its four representations and the ways between them, how channels combine, and how
// far a map is from being a channel. Used by the noise model, the simulator and tests. Knows no gate and no machine.
#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

#include "qgauge/core.hpp"

namespace qgauge::noise {

/// A channel on n qubits as its superoperator, 4^n x 4^n, acting on vec(rho) with index row + d col
/// (rows and columns: qubit 0 least significant). It acts after the ideal gate.
struct Channel {
  int qubits = 1;
  Eigen::MatrixXcd superoperator;
};

Channel identity_channel(int qubits);
Channel unitary_channel(const Eigen::MatrixXcd& unitary);
/// rho -> (1 - lambda) rho + lambda I/d, 0 <= lambda <= d^2/(d^2 - 1).
Channel depolarizing_channel(int qubits, double lambda);
/// Z with probability p.
Channel dephasing_channel(double p);
/// Each Pauli with its probability: 4^n of them, base-4 digit k the Pauli I X Y Z of qubit k, that sum to 1.
Channel pauli_channel(std::span<const double> probabilities);
/// Damping by gamma towards the populations (1 - excited, excited) (Nielsen and Chuang, section 8.3.5).
Channel amplitude_damping_channel(double gamma, double excited = 0);
/// With probability p the qubit is put to |0>, or with the share `excited` of these cases to |1>.
Channel reset_channel(double p, double excited = 0);
/// Relaxation with T1 and T2 <= 2 T1 (seconds) for `duration_s`, towards the populations (1 - excited, excited). The
/// populations do not change the average fidelity.
Channel relaxation_channel(const core::Coherence& coherence, double duration_s, double excited = 0);

/// `second` after `first`.
Channel compose(const Channel& second, const Channel& first);
/// `low` acts on the less significant qubits.
Channel tensor(const Channel& high, const Channel& low);
/// The same two-qubit channel with its qubits named in the other order.
Channel exchanged(const Channel& channel);

/// Pauli transfer matrix R_ij = tr(P_i E(P_j))/d, Paulis I X Y Z per qubit, qubit 0 fastest.
Eigen::MatrixXd pauli_transfer_matrix(const Channel& channel);
/// Choi matrix, trace d, index (out + d in).
Eigen::MatrixXcd choi(const Channel& channel);
/// Orthogonal Kraus operators, the largest first: eigenvectors of the Choi matrix (Choi, Linear Algebra Appl. 10, 285).
/// Eigenvalues up to 1e-14 d are rounding and left out. The map must be completely positive.
std::vector<Eigen::MatrixXcd> kraus_of(const Channel& channel);
Channel channel_from_kraus(std::span<const Eigen::MatrixXcd> kraus);
Channel channel_from_choi(const Eigen::MatrixXcd& choi);
Channel channel_from_pauli_transfer_matrix(const Eigen::MatrixXd& transfer);

/// How far a map is from a channel; all zero for a channel, not finite where the superoperator is not.
struct Deviation {
  double negativity = 0;   ///< of the smallest eigenvalue of the Choi matrix, trace d: 0 if completely positive
  double hermiticity = 0;  ///< largest entry of J - J^dagger
  double trace = 0;        ///< largest change of the trace of a matrix unit
};
Deviation deviation_from_channel(const Channel& channel);
/// Completely positive (smallest Choi eigenvalue above -tolerance) and trace preserving (within tolerance).
bool is_cptp(const Channel& channel, double tolerance = 1e-10);

/// Probabilities of the Paulis, ordered as in pauli_channel, when the channel is averaged over conjugation by Paulis:
/// p_P = <<P|J|P>>/d^2. The first is the process fidelity, which twirling keeps.
std::vector<double> twirled_probabilities(const Channel& channel);
/// The channel averaged over conjugation by Paulis: the diagonal of its Pauli transfer matrix.
Channel pauli_twirl(const Channel& channel);

}  // namespace qgauge::noise
