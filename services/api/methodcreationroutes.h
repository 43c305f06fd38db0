#pragma once

#include "services/api/router.h"
#include "services/interfaces/methodcreation.h"

/// Saved methods that are made without a payment: by a merchant's server with the card, or empty,
/// for a browser that brings the card with the method's client secret.
class MethodCreationRoutes final : public QObject
{
    Q_OBJECT

public:
    /// `creation` outlives the routes.
    explicit MethodCreationRoutes(MethodCreation &creation, QObject *parent = nullptr);

    QList<Route> routes();

private:
    void create(const ApiRequestPtr &request, const ApiResponder &respond);
    void save(const ApiRequestPtr &request, const ApiResponder &respond);

    MethodCreation &m_creation;
};
