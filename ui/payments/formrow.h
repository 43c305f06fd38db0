#pragma once

#include "ui/widgets/problemlabel.h"

#include <QBoxLayout>
#include <QLineEdit>

/// Adds a caption above its field to a column; `caption` may carry the field's key.
inline void addCaptioned(QBoxLayout *column, const QString &caption, QWidget *field)
{
    auto *label = new QLabel(caption, field->parentWidget());
    label->setBuddy(field);
    auto *pair = new QVBoxLayout;
    pair->setSpacing(4);
    pair->addWidget(label);
    pair->addWidget(field);
    column->addLayout(pair);
}

/// A line edit with its caption above and room for a problem below.
struct FormRow
{
    QLineEdit *edit = nullptr;
    ProblemLabel *problem = nullptr;

    void show(const QString &text) const
    {
        problem->setText(text);
        markProblem(edit, text);
    }
};

inline FormRow addFormRow(QBoxLayout *column, const QString &caption, const QString &name,
                          const QString &accessibleName, QWidget *parent)
{
    constexpr int kLongest = 1000;
    FormRow row{new QLineEdit(parent), new ProblemLabel(parent)};
    row.edit->setObjectName(name);
    row.edit->setAccessibleName(accessibleName);
    row.edit->setMaxLength(kLongest);
    addCaptioned(column, caption, row.edit);
    column->addWidget(row.problem);
    return row;
}
