#include "models/savedviews.h"

using namespace Qt::StringLiterals;

namespace {

SavedView builtIn(const QString &name, const PaymentFilter &base)
{
    SavedView view;
    view.name = name;
    view.builtIn = true;
    view.base = base;
    return view;
}

} // namespace

SavedViews::SavedViews(QSettings &settings, QObject *parent) : QObject(parent), m_settings(settings)
{
    PaymentFilter toCapture;
    toCapture.statuses = {PaymentStatus::RequiresCapture,
                          PaymentStatus::PartiallyAuthorizedAndRequiresCapture,
                          PaymentStatus::PartiallyCapturedAndCapturable};
    PaymentFilter unknown;
    unknown.outcomeUnknown = true;
    PaymentFilter customer;
    customer.statuses = {PaymentStatus::RequiresCustomerAction};
    m_views = {builtIn(tr("All"), {}), builtIn(tr("To capture"), toCapture),
               builtIn(tr("Not known yet"), unknown),
               builtIn(tr("Waiting for customer"), customer)};
    // What ends first comes first: that is the order of the work.
    m_views[1].sortBy = PaymentColumn::CaptureBefore;
    m_views[1].descending = false;
    load();
}

int SavedViews::add(SavedView view)
{
    view.name = view.name.simplified().left(60);
    if (view.name.isEmpty() || m_views.size() >= kMostViews)
        return -1;
    m_views.append(view);
    store();
    emit changed();
    return static_cast<int>(m_views.size()) - 1;
}

void SavedViews::rename(int index, const QString &name)
{
    const QString tidy = name.simplified().left(60);
    if (index < 0 || index >= m_views.size() || m_views.at(index).builtIn || tidy.isEmpty())
        return;
    m_views[index].name = tidy;
    store();
    emit changed();
}

void SavedViews::remove(int index)
{
    if (index < 0 || index >= m_views.size() || m_views.at(index).builtIn)
        return;
    m_views.removeAt(index);
    store();
    emit changed();
}

void SavedViews::load()
{
    const int count = m_settings.beginReadArray(u"payments/views"_s);
    for (int i = 0; i < count && m_views.size() < kMostViews; ++i) {
        m_settings.setArrayIndex(i);
        SavedView view;
        view.name = m_settings.value(u"name"_s).toString().simplified().left(60);
        view.search = m_settings.value(u"search"_s).toString();
        // A saved view begins where a built-in one was: its base goes along by number.
        const int base = m_settings.value(u"base"_s, 0).toInt();
        if (base >= 0 && base < m_views.size() && m_views.at(base).builtIn)
            view.base = m_views.at(base).base;
        const auto sortBy = paymentColumnFromText(m_settings.value(u"sort"_s).toString());
        view.sortBy = sortBy.value_or(PaymentColumn::Created);
        view.descending = m_settings.value(u"descending"_s, true).toBool();
        const QVariantMap filters = m_settings.value(u"filters"_s).toMap();
        for (auto it = filters.cbegin(); it != filters.cend(); ++it) {
            if (const auto column = paymentColumnFromText(it.key()))
                view.columnFilters.insert(*column, it.value().toString());
        }
        if (!view.name.isEmpty())
            m_views.append(view);
    }
    m_settings.endArray();
}

void SavedViews::store()
{
    QList<SavedView> saved;
    for (const SavedView &view : std::as_const(m_views)) {
        if (!view.builtIn)
            saved.append(view);
    }
    m_settings.remove(u"payments/views"_s);
    m_settings.beginWriteArray(u"payments/views"_s, static_cast<int>(saved.size()));
    for (int i = 0; i < saved.size(); ++i) {
        const SavedView &view = saved.at(i);
        m_settings.setArrayIndex(i);
        m_settings.setValue(u"name"_s, view.name);
        m_settings.setValue(u"search"_s, view.search);
        const auto base = std::ranges::find_if(m_views, [&](const SavedView &other) {
            return other.builtIn && other.base == view.base;
        });
        m_settings.setValue(u"base"_s, static_cast<int>(base - m_views.begin()));
        m_settings.setValue(u"sort"_s, toText(view.sortBy));
        m_settings.setValue(u"descending"_s, view.descending);
        QVariantMap filters;
        for (auto it = view.columnFilters.cbegin(); it != view.columnFilters.cend(); ++it)
            filters.insert(toText(it.key()), it.value());
        m_settings.setValue(u"filters"_s, filters);
    }
    m_settings.endArray();
}
