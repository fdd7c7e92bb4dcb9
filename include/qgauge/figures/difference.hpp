// Whether two estimates of one figure differ beyond their joint uncertainty, and which of many do.
// Used by comparisons of reports. Must not know which difference is good.
#pragma once

#include <span>
#include <vector>

namespace qgauge::figures {

struct Figure;

/// statistic = (later - earlier) / sigma, and how likely one as large is where nothing moved: two-sided, under
/// Student's t with Welch's degrees of freedom (infinite: a normal distribution). Where sigma is 0 the statistic is 0
/// or infinite.
struct Difference {
  double sigma = 0;  ///< of both together
  double statistic = 0;
  double degrees = 0;
  double p = 1;
};

/// Both have values. What each interval says beyond its sigma about its degrees of freedom is used (Welch, Biometrika
/// 34, 28, 1947). `same_description`: both rest on one description, so that its uncertainty is common to both and
/// explains no difference between them.
Difference difference_of(const Figure& earlier, const Figure& later, bool same_description);

/// Whether both values, which are there, differ by no more than rounding: a billionth.
bool equal_as_reported(const Figure& earlier, const Figure& later);

/// p values adjusted so that rejecting those of at most alpha errs in any of them with probability at most alpha,
/// whatever their dependence (Holm, Scandinavian Journal of Statistics 6, 65, 1979). In the order given.
std::vector<double> holm_adjusted(std::span<const double> p);

}  // namespace qgauge::figures
