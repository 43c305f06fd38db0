#pragma once

#include "models/inspectormodel.h"

#include <QWidget>

class PaymentActions;

/// One payment in a window of its own, so that two can be compared.
class InspectorWindow final : public QWidget
{
    Q_OBJECT

public:
    /// workspace and actions must outlive the window, which `owner` deletes at the latest.
    InspectorWindow(const Workspace &workspace, PaymentActions &actions, const PaymentId &id,
                    QWidget *owner);

private:
    InspectorModel m_model;
};
