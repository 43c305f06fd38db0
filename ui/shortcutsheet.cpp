#include "ui/shortcutsheet.h"

#include "ui/theme.h"
#include "ui/widgets/environmentstripe.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

QList<std::pair<QString, QString>> ShortcutSheet::keyTable()
{
    return {
        {u"Ctrl+K  Ctrl+F"_s, tr("Search")},
        {u"Ctrl+N"_s, tr("New payment")},
        {u"Alt+1 \u2026 Alt+9"_s, tr("View tabs")},
        {u"Ctrl+Shift+F"_s, tr("A filter above each column")},
        {u"G then H"_s, tr("Go to what waits for you")},
        {u"G then P"_s, tr("Go to all payments")},
        {u"G then C"_s, tr("Go to what is to be captured")},
        {u"Ctrl+I"_s, tr("Import a shipment file (on the capture page)")},
        {u"Space"_s, tr("Tick the selected holds (on the capture page)")},
        {u"G then R"_s, tr("Go to the refunds")},
        {u"G then D"_s, tr("Go to the disputes")},
        {u"G then W"_s, tr("Go to the webhooks")},
        {u"G then U"_s, tr("Go to the customers")},
        {u"G then E"_s, tr("Go to the agreements about later charges")},
        {u"A"_s, tr("Agree on later charges (in a customer's cards)")},
        {u"Del  D"_s, tr("Remove a saved card, or make it the default (in a customer's cards)")},
        {u"G then A"_s, tr("Go to the audit trail")},
        {u"G then N"_s, tr("Go to the accounts at processors")},
        {u"F5"_s, tr("Read again")},
        {u"F9"_s, tr("Inspector")},
        {u"Enter"_s, tr("Open in the inspector")},
        {u"Ctrl+Enter"_s, tr("Open in a window; in a dialog: the action")},
        {u"Up  Down  J  K"_s, tr("Previous and next payment")},
        {u"Shift+Up  Shift+Down"_s, tr("Select several")},
        {u"Ctrl+A"_s, tr("Select all rows")},
        {u"Ctrl+Shift+A"_s, tr("Select everything that matches, and say how many that is")},
        {u"C"_s, tr("Capture (in the table)")},
        {u"V"_s, tr("Void (in the table)")},
        {u"R"_s, tr("Refund (in the table)")},
        {u"T"_s, tr("Start the customer's verification (in the table)")},
        {u"S"_s, tr("Ask the processor now (in the table)")},
        {u"L"_s, tr("Copy the customer's link (in the table)")},
        {u"N"_s, tr("Write a note (in the table)")},
        {u"Ctrl+C"_s, tr("Copy rows with column names, for a spreadsheet")},
        {u"Ctrl+Shift+C"_s, tr("Copy rows as lined-up text, for a message")},
        {u"Ctrl+Alt+C"_s, tr("Copy the payment ID")},
        {u"Ctrl+Z"_s, tr("Take the last removal back")},
        {u"Ctrl+Shift+Z"_s, tr("Business, local or UTC time")},
        {u"Ctrl+Shift+H"_s, tr("Hide or show names, e-mail addresses and amounts")},
        {u"Ctrl+L"_s, tr("Lock the vault now")},
        {u"Esc"_s, tr("Back one step; in the table: stop reading, or select one row only")},
        {u"F1  Ctrl+/"_s, tr("This sheet")},
        {u"Ctrl+Q"_s, tr("Quit")},
    };
}

ShortcutSheet::ShortcutSheet(bool testMode, const QString &merchantName, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"shortcutSheet"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 16, 0);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto &[key, effect] : keyTable()) {
        auto *keyLabel = new QLabel(key, content);
        keyLabel->setFont(strongFont(font()));
        grid->addWidget(keyLabel, row, 0);
        grid->addWidget(new QLabel(effect, content), row, 1);
        ++row;
    }
    auto *scroll = new QScrollArea(this);
    scroll->setAccessibleName(windowTitle());
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    scroll->setMinimumWidth(content->sizeHint().width() + 24);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({}); // no other button has one
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(24, 16, 24, 24);
    inner->setSpacing(16);
    inner->addWidget(scroll, 1);
    inner->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new EnvironmentStripe(testMode, merchantName, this));
    layout->addLayout(inner);
    resize(sizeHint().width(), qMin(content->sizeHint().height() + 140, 640));
}
