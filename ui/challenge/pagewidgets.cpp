#include "ui/challenge/pagewidgets.h"

#include "ui/widgets/textsize.h"

#include <QLabel>

QLabel *titleLabel(const QString &name, const QString &text, QWidget *parent)
{
    auto *label = wrappedLabel(name, parent);
    label->setFont(largerFont(label->font()));
    label->setText(text);
    return label;
}

QLabel *wrappedLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel *captionLabel(const QString &name, QWidget *parent)
{
    auto *label = wrappedLabel(name, parent);
    label->setFont(smallerFont(label->font()));
    return label;
}
