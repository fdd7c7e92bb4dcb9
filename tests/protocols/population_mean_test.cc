// Claims about the mean over a population: the spread between its members is not its uncertainty, the unknown widen it.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>

#include "qgauge/protocols.hpp"
#include "qgauge/protocols/experiment.hpp"

using namespace qgauge;
using namespace qgauge::protocols;
using figures::Figure;

namespace {

Figure member(double value, double sigma) {
  Figure out =
      figures::sampled_figure("rb.cnot_infidelity.isolated", value, sigma, figures::Origin::simulated, "method");
  out.samples = 100;
  out.assumptions = {"shared"};
  return out;
}

constexpr const char* name = "rb.cnot_infidelity.isolated.mean";

}  // namespace

/// Whether a page of docs/protocols names the protocol in its first line.
static bool has_page(std::string_view protocol) {
  for (const auto& page : std::filesystem::directory_iterator(QGAUGE_SOURCE_DIR "/docs/protocols")) {
    std::ifstream file(page.path());
    std::string heading;
    std::getline(file, heading);
    if (heading.find(protocol) != std::string::npos) return true;
  }
  return false;
}

TEST_CASE("the mean of a population has the sampling error of its members and not their spread") {
  const std::vector<Figure> figures{member(0.01, 3e-4), member(0.05, 4e-4)};
  const Figure mean = population_mean(name, figures, 0, 1);
  REQUIRE(*mean.value == Approx(0.03));
  REQUIRE(mean.uncertainty.sampling == Approx(2.5e-4));
  REQUIRE(*mean.high - *mean.value == Approx(1.959964 * 2.5e-4).epsilon(1e-6));
  REQUIRE(mean.kind == figures::IntervalKind::sampling);
  REQUIRE(mean.samples == 200);
  REQUIRE_FALSE(mean.subject);
  REQUIRE(mean.assumptions == std::vector<std::string>{"shared"});
}

TEST_CASE("the mean of few fits has Student's interval with the degrees of freedom of all (Welch 1947)") {
  // Two fits of 4 degrees of freedom, t = 2.776, and equal variances: 8 together, t = 2.306.
  std::vector<Figure> figures{member(0.01, 3e-4), member(0.05, 3e-4)};
  for (Figure& figure : figures) {
    figure.low = *figure.value - 2.776445 * 3e-4;
    figure.high = *figure.value + 2.776445 * 3e-4;
  }
  const Figure mean = population_mean(name, figures, 0, 1);
  REQUIRE(*mean.high - *mean.value == Approx(2.306004 * 3e-4 / std::sqrt(2)).epsilon(1e-4));
}

// Of 1,000 repetitions with fixed seeds a correct interval leaves 93 to 97 percent by chance with probability 0.4 %.
TEST_CASE("the mean of two fits of few points covers the planted mean") {
  constexpr double sigma = 1e-4, truth = 5e-3;
  constexpr int points = 5;
  int covered = 0;
  for (std::uint64_t r = 0; r < 1000; ++r) {
    core::Random random({7, 7, 0, r});
    std::vector<Figure> figures;
    for (int k = 0; k < 2; ++k) {
      double sum = 0, squares = 0;
      for (int p = 0; p < points; ++p) {
        const double drawn = truth + sigma * random.normal();
        sum += drawn;
        squares += drawn * drawn;
      }
      const double value = sum / points;
      const double error = std::sqrt((squares - sum * value) / (points - 1) / points);
      figures.push_back(member(value, error));
      figures.back().low = value - 2.776445 * error;
      figures.back().high = value + 2.776445 * error;
    }
    const Figure mean = population_mean(name, figures, 0, 1);
    covered += *mean.low <= truth && truth <= *mean.high;
  }
  REQUIRE(covered >= 930);
  REQUIRE(covered <= 970);
}

TEST_CASE("the interval of a mean error does not reach below 0") {
  const Figure mean = population_mean(name, std::vector{member(1e-5, 1e-4), member(2e-5, 1e-4)}, 0, 1);
  REQUIRE(*mean.low == 0);
  REQUIRE(*mean.high > 1e-4);
}

TEST_CASE("unknown members count as nothing and as the worst and make the interval bounds") {
  const std::vector<Figure> figures{member(0.02, 0), member(0.04, 0), member(0.06, 0)};
  const Figure mean = population_mean(name, figures, 1, 1);
  REQUIRE(*mean.value == Approx(0.04));
  REQUIRE(*mean.low == Approx(0.03));
  REQUIRE(*mean.high == Approx(0.28));
  REQUIRE(mean.kind == figures::IntervalKind::bounds);
}

TEST_CASE("a member without a value is an unknown one") {
  const Figure missing =
      figures::missing_figure("rb.cnot_infidelity.isolated", figures::Origin::simulated, "too noisy");
  const Figure mean = population_mean(name, std::vector{member(0.02, 0), missing}, 0, 1);
  REQUIRE(*mean.value == Approx(0.02));
  REQUIRE(*mean.low == Approx(0.01));
  REQUIRE(*mean.high == Approx(0.51));
  const Figure none = population_mean(name, std::vector{missing}, 0, 1);
  REQUIRE_FALSE(none.value);
  REQUIRE(*none.low == 0);
  REQUIRE(*none.high == 1);
  REQUIRE(*none.missing == "too noisy");
}

TEST_CASE("exact members have an exact mean") {
  const Figure exact = figures::exact_figure("assignment_error", 0.02, figures::Origin::reported, "file");
  const Figure mean = population_mean("assignment_error.mean", std::vector{exact, exact}, 0, 1);
  REQUIRE(mean.kind == figures::IntervalKind::none);
  REQUIRE(mean.low == mean.value);
  REQUIRE(mean.high == mean.value);
}

TEST_CASE("every protocol of the list has a meaning, a source and a page, and is named once") {
  REQUIRE_FALSE(protocol_list().empty());
  for (const ProtocolSpec& row : protocol_list()) {
    REQUIRE_FALSE(row.meaning.empty());
    REQUIRE_FALSE(row.source.empty());
    REQUIRE(row.work != nullptr);
    REQUIRE(has_page(row.name));
    int seen = 0;
    for (const ProtocolSpec& other : protocol_list()) seen += other.name == row.name;
    REQUIRE(seen == 1);
  }
}
