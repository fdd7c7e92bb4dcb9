// The tables of expansions; tests hold every row against the unitaries. Used by to_native.
// Identities: CX = H CZ H on the target; exp(-i pi/4 ZZ) = CZ (S x S) up to phase; ECR = X CX (S x sqrt X) (Sheldon et
// al., PRA 93, 060302); two iSWAPs make a CX, SWAP = iSWAP CZ (Sdg x Sdg) (Schuch and Siewert, PRA 67, 032301).
#include "compile/expansion.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <numbers>

namespace qgauge::compile {
namespace {

using enum circuit::GateKind;
constexpr double quarter_turn = std::numbers::pi / 2;

constexpr std::array plain_cz{Step{cz}};
constexpr std::array cx_over_cz{Step{h, 1}, Step{cz}, Step{h, 1}};
// sqrt X H = H S, so the sqrt X that precedes CX becomes an S between H and CZ, where it commutes with CZ.
constexpr std::array ecr_over_cz{Step{h, 1}, Step{cz}, Step{s, 0}, Step{x, 0}, Step{s, 1}, Step{h, 1}};
constexpr std::array swap_over_cz{Step{h, 1}, Step{cz},   Step{h, 1}, Step{h, 0}, Step{cz},
                                  Step{h, 0}, Step{h, 1}, Step{cz},   Step{h, 1}};
constexpr std::array iswap_over_cz{Step{s, 0}, Step{s, 1}, Step{h, 0}, Step{h, 1}, Step{cz},
                                   Step{h, 1}, Step{h, 0}, Step{cz},   Step{h, 0}, Step{h, 1}};

constexpr std::array plain_iswap{Step{iswap}};
constexpr std::array swap_over_iswap{Step{iswap}, Step{cz}, Step{sdg, 0}, Step{sdg, 1}};

constexpr std::array cz_over_cx{Step{h, 1}, Step{cx}, Step{h, 1}};
constexpr std::array cz_over_ecr{Step{h, 1}, Step{ecr}, Step{x, 0}, Step{sdg, 0}, Step{h, 1}, Step{sdg, 1}};
constexpr std::array cz_over_rzz{Step{rzz, 0, quarter_turn}, Step{sdg, 0}, Step{sdg, 1}};
// iSWAP sqrt X iSWAP, with the sqrt X on operand 0, is X exp(-i pi/4 ZY) with the X and Y on operand 1.
constexpr std::array cz_over_iswap{Step{sxdg, 1}, Step{iswap},  Step{sx, 0}, Step{iswap},
                                   Step{sxdg, 1}, Step{sdg, 0}, Step{sdg, 1}};

constexpr std::array rzz_quarter{Step{cz}, Step{s, 0}, Step{s, 1}};
constexpr std::array rzz_half{Step{z, 0}, Step{z, 1}};
constexpr std::array rzz_minus_quarter{Step{cz}, Step{sdg, 0}, Step{sdg, 1}};
constexpr std::array rzz_any{Step{h, 1}, Step{cz}, Step{h, 1}, Step{rz, 1}, Step{h, 1}, Step{cz}, Step{h, 1}};

constexpr std::array over_cz{
    Expansion{cx, cx_over_cz},     Expansion{cz, plain_cz},         Expansion{ecr, ecr_over_cz},
    Expansion{swap, swap_over_cz}, Expansion{iswap, iswap_over_cz},
};
constexpr std::array over_iswap{Expansion{iswap, plain_iswap}, Expansion{swap, swap_over_iswap}};
constexpr std::array over_native{
    Expansion{cx, cz_over_cx},   Expansion{cz, plain_cz},         Expansion{ecr, cz_over_ecr},
    Expansion{rzz, cz_over_rzz}, Expansion{iswap, cz_over_iswap},
};

}  // namespace

std::span<const Expansion> expansions_over_cz() { return over_cz; }
std::span<const Expansion> expansions_over_iswap() { return over_iswap; }
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
