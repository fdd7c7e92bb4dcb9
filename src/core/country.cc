// The codes of ISO 3166-1 (as of 2024): see country.hpp.

#include "qgauge/core/country.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace qgauge::core {
namespace {

constexpr std::string_view codes =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO "
    "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE "
    "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO "
    "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW "
    "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM "
    "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// As the institutions of the European Union abbreviate them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> other_codes{{{"EL", "GR"}, {"UK", "GB"}}};

}  // namespace

bool is_country(std::string_view code) {
  constexpr std::size_t step = 3;  // two letters and a blank
  for (std::size_t at = 0; at < codes.size(); at += step) {
    if (codes.substr(at, 2) == code) return true;
  }
  return false;
}

std::optional<std::string_view> country_meant(std::string_view code) {
  const auto* found = std::ranges::find(other_codes, code, &std::pair<std::string_view, std::string_view>::first);
  return found == other_codes.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace qgauge::core
