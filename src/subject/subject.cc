// Look-ups in a subject. Called by thresholds and reports.
#include "qgauge/subject.hpp"

namespace qgauge::subject {

const figures::Figure* find_figure(const Subject& subject, const std::string& name) {
  const auto found = subject.figures.find(name);
  return found == subject.figures.end() ? nullptr : &found->second;
}

}  // namespace qgauge::subject
