#include "ui/payments/columnchooser.h"

#include <QHeaderView>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

ColumnChooser::ColumnChooser(QHeaderView *header, const QList<int> &defaults, QWidget *parent)
    : QMenu(parent)
    , m_header(header)
    , m_defaults(defaults)
{
    setObjectName(u"columnChooser"_s);
    setAccessibleName(tr("Columns"));
    connect(this, &QMenu::aboutToShow, this, &ColumnChooser::fill);
}

int ColumnChooser::shownCount() const
{
    return m_header->count() - m_header->hiddenSectionCount();
}

void ColumnChooser::fill()
{
    clear();
    for (int column = 0; column < m_header->count(); ++column) {
        const QString name = m_header->model()->headerData(column, Qt::Horizontal).toString();
        QAction *action = addAction(name);
        action->setObjectName(u"column-%1"_s.arg(column));
        action->setCheckable(true);
        action->setChecked(!m_header->isSectionHidden(column));
        connect(action, &QAction::toggled, this, [this, action, column](bool shown) {
            if (!shown && shownCount() == 1)
                return action->setChecked(true); // a table without columns is no table
            m_header->setSectionHidden(column, !shown);
            emit columnsChanged();
        });
    }
    addSeparator();
    addAction(tr("Back to the usual columns"), this, [this] {
        reset();
        emit columnsChanged();
    });
}

void ColumnChooser::reset()
{
    for (int column = 0; column < m_header->count(); ++column)
        m_header->setSectionHidden(column, !m_defaults.contains(column));
    for (int visual = 0; visual < m_defaults.size(); ++visual)
        m_header->moveSection(m_header->visualIndex(m_defaults.at(visual)), visual);
}

bool ColumnChooser::toggleActive()
{
    QAction *action = activeAction();
    if (!action || !action->isCheckable())
        return false;
    action->trigger(); // without closing the menu
    return true;
}

void ColumnChooser::mouseReleaseEvent(QMouseEvent *event)
{
    if (!toggleActive())
        QMenu::mouseReleaseEvent(event);
}

void ColumnChooser::keyPressEvent(QKeyEvent *event)
{
    const bool chooses = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return;
    if (!chooses || !toggleActive())
        QMenu::keyPressEvent(event);
}
