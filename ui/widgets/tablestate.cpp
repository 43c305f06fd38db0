#include "ui/widgets/tablestate.h"

#include "ui/widgets/messagebar.h"
#include "ui/widgets/textsize.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

TableState::TableState(QWidget *parent)
    : QWidget(parent)
    , m_error(new MessageBar(this))
    , m_title(new QLabel(this))
    , m_hint(new QLabel(this))
{
    setObjectName(u"tableState"_s);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_title->setObjectName(u"tableStateTitle"_s);
    m_title->setFont(largerFont(font()));
    for (QLabel *label : {m_title, m_hint}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
    }
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_clear = addButton(u"clearFilter"_s, tr("Clear filter"));
    m_new = addButton(u"firstPayment"_s, tr("New payment…"));
    m_retry = addButton(u"retry"_s, tr("Try again"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    for (QPushButton *button : {m_clear, m_new, m_retry})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 32, 32, 32);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(m_error);
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    layout->addStretch(3);
    connect(m_clear, &QPushButton::clicked, this, &TableState::clearAsked);
    connect(m_new, &QPushButton::clicked, this, &TableState::newAsked);
    connect(m_retry, &QPushButton::clicked, this, &TableState::retryAsked);
}

QPushButton *TableState::addButton(const QString &name, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    return button;
}

void TableState::showEmpty(const QString &title, const QString &hint, bool offersClear,
                           bool offersNew)
{
    m_error->clear();
    m_title->setText(title);
    m_hint->setText(hint);
    m_title->show();
    m_hint->setVisible(!hint.isEmpty());
    m_clear->setVisible(offersClear);
    m_new->setVisible(offersNew);
    m_retry->hide();
    show();
}

void TableState::showError(const ErrorText &error)
{
    m_title->hide();
    m_hint->hide();
    m_clear->hide();
    m_new->hide();
    m_retry->show();
    m_error->showError(error);
    show();
}
