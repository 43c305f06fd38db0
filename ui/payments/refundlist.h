#pragma once

#include "models/inspectormodel.h"

#include <QWidget>

/// The refunds of one payment, each with what can be done about it.
class RefundList final : public QWidget
{
    Q_OBJECT

public:
    explicit RefundList(QWidget *parent);

    void setEntries(const QList<RefundEntry> &entries);

signals:
    void askAsked(const RefundId &id);
    void giveUpAsked(const RefundId &id);

private:
    QWidget *makeEntry(const RefundEntry &entry);

    QList<RefundEntry> m_entries;
};
