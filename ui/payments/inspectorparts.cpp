#include "ui/payments/inspectorparts.h"

#include "ui/widgets/textsize.h"

#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

QLabel *wrappedText(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText); // what customers and processors wrote is never markup
    label->setWordWrap(true);
    // By the window, not by the letters: a name in other letters stays in its column.
    label->setAlignment(
        QStyle::visualAlignment(parent->layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    return label;
}

QLabel *captionText(const QString &text, QWidget *parent)
{
    QLabel *label = wrappedText(text, parent);
    label->setFont(smallerFont(parent->font()));
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QVBoxLayout *emptiedColumn(QWidget *box)
{
    qDeleteAll(box->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    delete box->layout();
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    return layout;
}
