// The tables of expansions; tests hold every row against the unitaries. Used by to_native.
// Identities: CX = H CZ H on the target; exp(-i pi/4 ZZ) = CZ (S x S) up to phase; ECR = X CX (S x sqrt X) (Sheldon et
// al., PRA 93, 060302); two iSWAPs make a CX, SWAP = iSWAP CZ (Sdg x Sdg) (Schuch and Siewert, PRA 67, 032301).
//
// sqrt(iSWAP) = exp(i pi/8 (XX + YY)). X on one qubit, before and after, turns the sign of YY, so two uses around it
// make exp(i pi/4 XX), which is a CZ; turning X to Y to Z on both qubits turns XX + YY into YY + ZZ, and the product of
// all three is a SWAP (Huang et al., PRL 130, 070601).
//
// Sycamore = fSim(pi/2, pi/6) = SWAP exp(i b ZZ) Rz(-pi/12) x Rz(-pi/12) up to phase, with b = 5 pi/24, because
// exp(-i pi/4 (XX + YY)) = SWAP exp(i pi/4 ZZ). Let G be the gate without its z rotations. With Rx(2 alpha) on operand
// 0 between two of them, the SWAPs cancel: G Rx0(2 alpha) G = exp(i b ZZ) Rx1(2 alpha) exp(i b ZZ). For each value +-1
// of Z on operand 0 this is cos(alpha) exp(+-2i b Z) - i sin(alpha) X = Rx(gamma) exp(+-i delta Z) Rx(gamma) where
// sin(delta) = cos(alpha) sin(2 b), tan(gamma) = tan(alpha) / cos(2 b). So two uses make exp(i delta ZZ) for any
// |delta| <= 2 b (Foxen et al., PRL 125, 120504), and a third G adds SWAP exp(i b ZZ):
//   delta = pi/4: a CZ up to S x S; cos(alpha) = sqrt(3) - 1, cos(gamma) = 2 - sqrt(3)
//   delta = -b: a SWAP, with the third G
//   delta = pi/4 - b: SWAP exp(i pi/4 ZZ) = iSWAP (Z x Z), with the third G
#include "compile/expansion.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <numbers>

namespace qgauge::compile {
namespace {

using enum circuit::GateKind;
using std::numbers::pi;
constexpr double quarter_turn = pi / 2;

constexpr std::array plain_cz{Step{cz}};
constexpr std::array cx_over_cz{Step{h, 1}, Step{cz}, Step{h, 1}};
// sqrt X H = H S, so the sqrt X that precedes CX becomes an S between H and CZ, where it commutes with CZ.
constexpr std::array ecr_over_cz{Step{h, 1}, Step{cz}, Step{s, 0}, Step{x, 0}, Step{s, 1}, Step{h, 1}};
constexpr std::array swap_over_cz{Step{h, 1}, Step{cz},   Step{h, 1}, Step{h, 0}, Step{cz},
                                  Step{h, 0}, Step{h, 1}, Step{cz},   Step{h, 1}};
constexpr std::array iswap_over_cz{Step{s, 0}, Step{s, 1}, Step{h, 0}, Step{h, 1}, Step{cz},
                                   Step{h, 1}, Step{h, 0}, Step{cz},   Step{h, 0}, Step{h, 1}};

// CX turns X on its control into XX, and Z on its target into ZZ, which sqrt X on both qubits turns into YY.
constexpr std::array sqrt_iswap_over_cz{Step{sxdg, 0}, Step{sxdg, 1}, Step{h, 1},  Step{cz},     Step{h, 1},
                                        Step{h, 0},    Step{tdg, 0},  Step{h, 0},  Step{tdg, 1}, Step{h, 1},
                                        Step{cz},      Step{h, 1},    Step{sx, 0}, Step{sx, 1}};
// SWAP is three CX, and exp(i b ZZ) is Rz(-2 b) on the target after the first.
constexpr std::array sycamore_over_cz{
    Step{h, 1}, Step{cz}, Step{h, 1}, Step{rz, 1, -5 * pi / 12}, Step{h, 0},           Step{cz}, Step{h, 0},
    Step{h, 1}, Step{cz}, Step{h, 1}, Step{rz, 0, -pi / 12},     Step{rz, 1, -pi / 12}};

constexpr std::array plain_iswap{Step{iswap}};
constexpr std::array swap_over_iswap{Step{iswap}, Step{cz}, Step{sdg, 0}, Step{sdg, 1}};

constexpr std::array cz_over_cx{Step{h, 1}, Step{cx}, Step{h, 1}};
constexpr std::array cz_over_ecr{Step{h, 1}, Step{ecr}, Step{x, 0}, Step{sdg, 0}, Step{h, 1}, Step{sdg, 1}};
constexpr std::array cz_over_rzz{Step{rzz, 0, quarter_turn}, Step{sdg, 0}, Step{sdg, 1}};
// iSWAP sqrt X iSWAP, with the sqrt X on operand 0, is X exp(-i pi/4 ZY) with the X and Y on operand 1.
constexpr std::array cz_over_iswap{Step{sxdg, 1}, Step{iswap},  Step{sx, 0}, Step{iswap},
                                   Step{sxdg, 1}, Step{sdg, 0}, Step{sdg, 1}};

constexpr std::array cz_over_sqrt_iswap{Step{h, 0}, Step{h, 1}, Step{sqrt_iswap}, Step{x, 0}, Step{sqrt_iswap},
                                        Step{x, 0}, Step{h, 0}, Step{h, 1},       Step{s, 0}, Step{s, 1}};

template <std::size_t... N>
constexpr auto in_turn(const std::array<Step, N>&... parts) {
  std::array<Step, (N + ...)> steps{};
  auto end = steps.begin();
  ((end = std::ranges::copy(parts, end).out), ...);
  return steps;
}

constexpr std::array plain_sqrt_iswap{Step{sqrt_iswap}};
constexpr std::array iswap_over_sqrt_iswap{Step{sqrt_iswap}, Step{sqrt_iswap}};
// H after Sdg turns the letters of both qubits, up to signs that cancel.
constexpr std::array sqrt_iswap_and_turn{Step{sqrt_iswap}, Step{sdg, 0}, Step{h, 0}, Step{sdg, 1}, Step{h, 1}};
constexpr auto swap_over_sqrt_iswap = in_turn(sqrt_iswap_and_turn, sqrt_iswap_and_turn, sqrt_iswap_and_turn);

/// G: the z rotations of the Sycamore gate undone.
constexpr std::array bare_sycamore{Step{rz, 0, pi / 12}, Step{rz, 1, pi / 12}, Step{sycamore}};

/// exp(i delta ZZ) over two uses: 2 alpha between them and -gamma around them.
constexpr auto two_sycamores(double between, double around) {
  const std::array outer{Step{rx, 1, around}};
  return in_turn(outer, bare_sycamore, std::array{Step{rx, 0, between}}, bare_sycamore, outer);
}

constexpr auto cz_over_sycamore =
    in_turn(two_sycamores(1.49893773083496029974, -1.29953257306887582080), std::array{Step{s, 0}, Step{s, 1}});
constexpr std::array plain_sycamore{Step{sycamore}};
constexpr auto swap_over_sycamore =
    in_turn(two_sycamores(4.50530746620291283733, -1.77787784097667363960), bare_sycamore);
constexpr auto iswap_over_sycamore = in_turn(two_sycamores(2.87050199654874825979, -1.53551282595257843157),
                                             bare_sycamore, std::array{Step{z, 0}, Step{z, 1}});

constexpr std::array rzz_quarter{Step{cz}, Step{s, 0}, Step{s, 1}};
constexpr std::array rzz_half{Step{z, 0}, Step{z, 1}};
constexpr std::array rzz_minus_quarter{Step{cz}, Step{sdg, 0}, Step{sdg, 1}};
constexpr std::array rzz_any{Step{h, 1}, Step{cz}, Step{h, 1}, Step{rz, 1}, Step{h, 1}, Step{cz}, Step{h, 1}};

constexpr std::array over_cz{
    Expansion{cx, cx_over_cz},
    Expansion{cz, plain_cz},
    Expansion{ecr, ecr_over_cz},
    Expansion{swap, swap_over_cz},
    Expansion{iswap, iswap_over_cz},
    Expansion{sqrt_iswap, sqrt_iswap_over_cz},
    Expansion{sycamore, sycamore_over_cz},
};
constexpr std::array over_iswap{Expansion{iswap, plain_iswap}, Expansion{swap, swap_over_iswap}};
constexpr std::array over_sqrt_iswap{Expansion{sqrt_iswap, plain_sqrt_iswap}, Expansion{iswap, iswap_over_sqrt_iswap},
                                     Expansion{swap, swap_over_sqrt_iswap}};
constexpr std::array over_sycamore{Expansion{sycamore, plain_sycamore}, Expansion{iswap, iswap_over_sycamore},
                                   Expansion{swap, swap_over_sycamore}};
constexpr std::array over_native{
    Expansion{cx, cz_over_cx},
    Expansion{cz, plain_cz},
    Expansion{ecr, cz_over_ecr},
    Expansion{rzz, cz_over_rzz},
    Expansion{iswap, cz_over_iswap},
    Expansion{sqrt_iswap, cz_over_sqrt_iswap},
    Expansion{sycamore, cz_over_sycamore},
};

}  // namespace

std::span<const Expansion> expansions_over_cz() { return over_cz; }

std::span<const Expansion> shortcuts_over(circuit::GateKind native) {
  if (native == iswap) return over_iswap;
  if (native == sqrt_iswap) return over_sqrt_iswap;
  if (native == sycamore) return over_sycamore;
  return {};
}

std::span<const Expansion> cz_over_native() { return over_native; }

std::span<const Step> find_steps(std::span<const Expansion> list, circuit::GateKind gate) {
  const auto found = std::ranges::find(list, gate, &Expansion::gate);
  return found == list.end() ? std::span<const Step>{} : found->steps;
}

std::span<const Step> rzz_quarter_turns(int quarter_turns) {
  assert(quarter_turns >= -1 && quarter_turns <= 2);
  if (quarter_turns == 1) return rzz_quarter;
  if (quarter_turns == 2) return rzz_half;
  if (quarter_turns == -1) return rzz_minus_quarter;
  return {};
}

std::span<const Step> rzz_of_any_angle() { return rzz_any; }

}  // namespace qgauge::compile
