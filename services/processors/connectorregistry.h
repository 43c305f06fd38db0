#pragma once

#include "services/processors/connector.h"

#include <memory>
#include <vector>

/// All connectors by name.
class ConnectorRegistry
{
public:
    /// Holds every connector the program ships.
    ConnectorRegistry();

    /// nullptr for a name nobody registered.
    const Connector *find(QStringView name) const;

    /// All of them, in the order of their names.
    std::vector<const Connector *> all() const;

private:
    std::vector<std::unique_ptr<Connector>> m_connectors;
};
