#pragma once

#include "services/core/id.h"

#include <QObject>

/// Where somebody wants to go from what is on screen; the window goes there.
class Navigation final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

signals:
    void customerAsked(const CustomerId &id);
    /// The agreements of that customer; `name` is what the page may say of whom they are.
    void agreementsAsked(const CustomerId &id, const QString &name);
};
