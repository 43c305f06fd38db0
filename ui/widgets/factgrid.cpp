#include "ui/widgets/factgrid.h"

#include "ui/payments/inspectorparts.h"
#include "ui/widgets/elidedlabel.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>

void showFactGrid(QWidget *box, const QList<Fact> &facts)
{
    qDeleteAll(box->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    delete box->layout();
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    for (int i = 0; i < facts.size(); ++i) {
        const Fact &fact = facts.at(i);
        auto *label = new QLabel(fact.label, box);
        label->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(label, i, 0, Qt::AlignTop);
        if (!fact.isId && fact.value.contains(u' ')) {
            grid->addWidget(wrappedText(fact.value, box), i, 1);
            continue;
        }
        // One long word, such as an address, cannot be wrapped.
        auto *value = new ElidedLabel(fact.isId ? Qt::ElideMiddle : Qt::ElideRight, box);
        if (fact.isId) {
            QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
            fixed.setPointSizeF(box->font().pointSizeF() * 0.92);
            value->setFont(fixed);
        }
        value->setText(fact.value);
        grid->addWidget(value, i, 1);
    }
    // In a box that is on the screen a layout would show them one turn of the event loop later.
    for (QWidget *part : box->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        part->show();
}
