#pragma once

#include "models/paymenttablemodel.h"
#include "ui/payments/paymentactions.h"

#include <QEvent>
#include <QEventLoop>
#include <QTableView>
#include <QTimer>

constexpr int kLongestPaintMs = 120'000;

/// A page that nothing is done from.
class NoActions final : public PaymentActions
{
public:
    void newPayment(QWidget *) override {}
    void capture(const Payment &, QWidget *) override {}
    void captureMany(const QList<qint64> &, QWidget *) override {}
    void captureAmounts(const QList<qint64> &, const QHash<qint64, qint64> &, QWidget *) override {}
    void importManifest(const QString &, QWidget *) override {}
    void voidPayment(const Payment &, QWidget *) override {}
    void refund(const Payment &, QWidget *) override {}
    void verify(const PaymentId &, QWidget *) override {}
    void resolve(const PaymentId &, QWidget *) override {}
    void addNote(const NoteSubject &, const QString &, QWidget *) override {}
    void newCustomer(QWidget *) override {}
    void editCustomer(const Customer &, QWidget *) override {}
    void deleteCustomer(const Customer &, QWidget *) override {}
    void addMethod(const Customer &, QWidget *) override {}
    void chargeMethod(const Customer &, const SavedMethod &, QWidget *) override {}
    void removeMethod(const SavedMethod &, QWidget *) override {}
    void setUpAgreement(const Customer &, const SavedMethod &, QWidget *) override {}
    void chargeAgreement(const Agreement &, QWidget *) override {}
    void revokeAgreement(const Agreement &, QWidget *) override {}
};

/// Hears when a viewport was painted with the row of an index loaded.
class PaintWatch final : public QObject
{
public:
    PaintWatch(QTableView &view, const PaymentTableModel &model) : m_view(view), m_model(model)
    {
        view.viewport()->installEventFilter(this);
    }

    bool waitForRow(int row)
    {
        m_row = row;
        m_seen = false;
        m_view.viewport()->update();
        QTimer latest;
        latest.setSingleShot(true);
        QObject::connect(&latest, &QTimer::timeout, &m_loop, &QEventLoop::quit);
        latest.start(kLongestPaintMs);
        m_loop.exec(); // polling would add its own steps to what is measured
        return m_seen;
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_model.rowCount() > m_row
            && m_model.payment(m_row).has_value()) {
            m_seen = true;
            m_loop.quit(); // it returns when this event, and so the painting, is over
        }
        return false;
    }

private:
    QTableView &m_view;
    const PaymentTableModel &m_model;
    QEventLoop m_loop;
    int m_row = 0;
    bool m_seen = false;
};
