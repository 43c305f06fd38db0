#pragma once

#include "services/domain/paymentquery.h"

#include <QMap>
#include <QObject>
#include <QSettings>

/// One tab above the payments table: what it shows, and how.
struct SavedView
{
    QString name;         ///< as shown on the tab
    bool builtIn = false; ///< cannot be renamed or removed
    PaymentFilter base;   ///< of a built-in view; always applies
    QString search;       ///< text of the search box
    QMap<PaymentColumn, QString> columnFilters;
    PaymentColumn sortBy = PaymentColumn::Created;
    bool descending = true;

    friend bool operator==(const SavedView &, const SavedView &) = default;
};

/// The tabs: the built-in ones and those a person saved, which live in the settings.
class SavedViews final : public QObject
{
    Q_OBJECT

public:
    /// At most this many views are kept.
    static constexpr int kMostViews = 30;

    /// settings must outlive the object.
    explicit SavedViews(QSettings &settings, QObject *parent = nullptr);

    const QList<SavedView> &views() const { return m_views; }
    /// Index of the new view; -1 when the name is empty or there are too many.
    int add(SavedView view);
    void rename(int index, const QString &name);
    void remove(int index);

signals:
    void changed();

private:
    void load();
    void store();

    QSettings &m_settings;
    QList<SavedView> m_views;
};
