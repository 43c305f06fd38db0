#pragma once

#include "tests/bench/report.h"

class GuiWatch;

/// first_paint, random_jump, sort_filter and search.
void benchTable(BenchReport &report, GuiWatch &application);
