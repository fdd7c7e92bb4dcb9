// The Pauli matrices. Shared by the figures of a channel and the over-rotations; knows neither.
#pragma once

#include <array>

#include <Eigen/Core>

namespace qgauge::noise {

enum Pauli { pauli_i, pauli_x, pauli_y, pauli_z };

/// Indexed by Pauli.
inline const std::array<Eigen::Matrix2cd, 4> pauli_matrices = {
    Eigen::Matrix2cd{{1, 0}, {0, 1}}, Eigen::Matrix2cd{{0, 1}, {1, 0}}, Eigen::Matrix2cd{{0, {0, -1}}, {{0, 1}, 0}},
    Eigen::Matrix2cd{{1, 0}, {0, -1}}};

}  // namespace qgauge::noise
