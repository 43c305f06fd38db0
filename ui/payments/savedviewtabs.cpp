#include "ui/payments/savedviewtabs.h"

#include <QHBoxLayout>
#include <QInputDialog>
#include <QMenu>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

SavedViewTabs::SavedViewTabs(SavedViews &views, QWidget *parent)
    : QWidget(parent)
    , m_views(views)
    , m_tabs(new QTabBar(this))
    , m_add(new QToolButton(this))
{
    m_tabs->setObjectName(u"viewTabs"_s);
    m_tabs->setAccessibleName(tr("Views"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideNone); // rather scrolled than cut to a letter
    m_tabs->setContextMenuPolicy(Qt::CustomContextMenu);
    m_add->setObjectName(u"saveView"_s);
    m_add->setText(u"+"_s);
    m_add->setAccessibleName(tr("Save what is shown as a view of its own"));
    m_add->setToolTip(m_add->accessibleName());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_add);
    layout->addStretch(1);
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this](int index) {
        if (index >= 0 && index == m_tabs->currentIndex())
            emit chosen(index);
    });
    connect(m_tabs, &QTabBar::currentChanged, this, &SavedViewTabs::chosen);
    connect(m_tabs, &QTabBar::customContextMenuRequested, this, &SavedViewTabs::showMenu);
    connect(m_add, &QToolButton::clicked, this, [this] { askName(-1); });
    connect(&views, &SavedViews::changed, this, &SavedViewTabs::fill);
    fill();
}

int SavedViewTabs::current() const
{
    return m_tabs->currentIndex();
}

void SavedViewTabs::setCurrent(int index)
{
    if (index < 0 || index >= m_tabs->count())
        return;
    if (index == m_tabs->currentIndex())
        emit chosen(index);
    else
        m_tabs->setCurrentIndex(index);
}

void SavedViewTabs::fill()
{
    const QSignalBlocker quiet(m_tabs);
    const int before = m_tabs->currentIndex();
    while (m_tabs->count() > 0)
        m_tabs->removeTab(0);
    int number = 0;
    for (const SavedView &view : m_views.views()) {
        const int tab = m_tabs->addTab(QString(view.name).replace(u'&', u"&&"_s));
        ++number;
        m_tabs->setTabToolTip(tab, number < 10 ? tr("%1 (Alt+%2)").arg(view.name).arg(number)
                                               : view.name);
    }
    m_tabs->setCurrentIndex(qBound(0, before, m_tabs->count() - 1));
}

void SavedViewTabs::showMenu(const QPoint &position)
{
    const int index = m_tabs->tabAt(position);
    if (index < 0 || m_views.views().at(index).builtIn)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Rename…"), this, [this, index] { askName(index); });
    menu->addAction(tr("Remove view"), this, [this, index] { m_views.remove(index); });
    menu->popup(m_tabs->mapToGlobal(position));
}

void SavedViewTabs::askName(int renamed)
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"viewName"_s);
    dialog->setWindowTitle(renamed < 0 ? tr("Save view") : tr("Rename view"));
    dialog->setLabelText(renamed < 0 ? tr("Search, filters and sorting are kept under this name:")
                                     : tr("New name:"));
    dialog->setOkButtonText(renamed < 0 ? tr("Save view") : tr("Rename"));
    if (renamed >= 0)
        dialog->setTextValue(m_views.views().at(renamed).name);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, renamed](const QString &name) {
        if (renamed < 0)
            emit saveAsked(name);
        else
            m_views.rename(renamed, name);
    });
    dialog->open();
}
