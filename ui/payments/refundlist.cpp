#include "ui/payments/refundlist.h"

#include "ui/payments/inspectorparts.h"
#include "ui/theme.h"
#include "ui/widgets/statuschip.h"
#include "ui/widgets/textsize.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

RefundList::RefundList(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"refunds"_s);
}

void RefundList::setEntries(const QList<RefundEntry> &entries)
{
    if (entries == m_entries)
        return; // or a button would lose the focus for nothing
    m_entries = entries;
    QVBoxLayout *layout = emptiedColumn(this);
    for (const RefundEntry &entry : entries) {
        layout->addWidget(makeEntry(entry));
        layout->addSpacing(4);
    }
}

QWidget *RefundList::makeEntry(const RefundEntry &entry)
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    QLabel *amount = wrappedText(entry.amount, box);
    amount->setFont(strongFont(font()));
    auto *chip = new StatusChip(box);
    chip->setLook(RefundText::look(entry.state), RefundText::word(entry.state),
                  RefundText::meaning(entry.state));
    column->addWidget(amount);
    column->addWidget(chip, 0, Qt::AlignLeft);
    for (const QString &text : {entry.due, entry.problem}) {
        if (!text.isEmpty())
            column->addWidget(wrappedText(text, box));
    }
    if (!entry.reason.isEmpty())
        column->addWidget(wrappedText(entry.reason, box));
    column->addWidget(captionText(entry.time, box));
    const auto addButton = [&](const QString &name, const QString &text, const QString &effect) {
        auto *button = new QPushButton(text, box);
        button->setObjectName(name);
        button->setAutoDefault(false);
        button->setToolTip(effect);
        //: %1 is what a button does, %2 an amount
        button->setAccessibleName(tr("%1: refund of %2").arg(text, entry.amount));
        column->addWidget(button, 0, Qt::AlignLeft);
        return button;
    };
    const RefundId id = entry.id;
    if (entry.state == RefundState::InProgress || entry.state == RefundState::NotKnown)
        connect(
            addButton(u"askRefund"_s, tr("Ask the processor"), tr("Ask how this refund stands")),
            &QPushButton::clicked, this, [this, id] { emit askAsked(id); });
    if (entry.state == RefundState::Planned)
        connect(addButton(u"giveUpRefund"_s, tr("Give up"),
                          tr("Nothing has been sent yet, and nothing will be")),
                &QPushButton::clicked, this, [this, id] { emit giveUpAsked(id); });
    return box;
}
