#include "services/processors/connectorregistry.h"

#include "services/processors/adyen/adyenconnector.h"
#include "services/processors/simulator/simulatorconnector.h"
#include "services/processors/stripe/stripeconnector.h"

#include <algorithm>

ConnectorRegistry::ConnectorRegistry()
{
    m_connectors.push_back(std::make_unique<SimulatorConnector>());
    m_connectors.push_back(std::make_unique<AdyenConnector>());
    m_connectors.push_back(std::make_unique<StripeConnector>());
}

const Connector *ConnectorRegistry::find(QStringView name) const
{
    const auto found = std::ranges::find_if(
        m_connectors, [name](const auto &connector) { return connector->name() == name; });
    return found == m_connectors.end() ? nullptr : found->get();
}

std::vector<const Connector *> ConnectorRegistry::all() const
{
    std::vector<const Connector *> found;
    found.reserve(m_connectors.size());
    for (const auto &connector : m_connectors)
        found.push_back(connector.get());
    std::ranges::sort(found, {}, &Connector::name);
    return found;
}
