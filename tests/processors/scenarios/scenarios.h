#pragma once

#include "tests/processors/scenarios/scenariorun.h"

/// Something every connector must be able to live through, with the story it must tell.
struct Scenario
{
    const char *name;
    void (*play)(ScenarioRun &run);
    const char *story;
};

/// Where a connector's story differs, and why that is right.
struct Deviation
{
    const char *connector;
    const char *scenario;
    const char *story;
    const char *why;
};

const std::vector<Scenario> &scenarios();
const std::vector<Deviation> &deviations();
const std::vector<ConnectorUnderTest> &connectorsUnderTest();
