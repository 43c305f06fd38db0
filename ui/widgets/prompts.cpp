#include "ui/widgets/prompts.h"

#include <QMessageBox>
#include <QPushButton>

void MessageBoxPrompts::ask(QWidget *parent, const Question &question,
                            std::function<void(bool)> answered)
{
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(question.name);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(question.title);
    box->setText(question.title);
    box->setInformativeText(question.explanation);
    QPushButton *yes = box->addButton(question.yes, QMessageBox::DestructiveRole);
    QPushButton *no = box->addButton(question.no, QMessageBox::RejectRole);
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    QObject::connect(
        box, &QMessageBox::finished, parent,
        [box, yes, answered = std::move(answered)] { answered(box->clickedButton() == yes); });
    box->open();
}

Prompts &messageBoxPrompts()
{
    static MessageBoxPrompts prompts;
    return prompts;
}
