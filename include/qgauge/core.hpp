// core: what every room may use: results and errors, findings, dates, countries, units, names,
// random numbers, fidelity conversions.
// Used by all rooms; uses none.
#pragma once

#include "qgauge/core/country.hpp"
#include "qgauge/core/date.hpp"
#include "qgauge/core/fidelity.hpp"
#include "qgauge/core/finding.hpp"
#include "qgauge/core/names.hpp"
#include "qgauge/core/random.hpp"
#include "qgauge/core/result.hpp"
#include "qgauge/core/units.hpp"
