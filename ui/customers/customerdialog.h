#pragma once

#include "models/customereditor.h"
#include "ui/payments/actiondialog.h"
#include "ui/payments/formrow.h"

/// Makes a customer or changes one. Open it with open(); the editor must outlive it.
class CustomerDialog final : public ActionDialog
{
    Q_OBJECT

public:
    CustomerDialog(CustomerEditor &editor, QWidget *parent, Prompts &prompts = messageBoxPrompts());

signals:
    /// It was stored.
    void stored(const CustomerId &id);

protected:
    void act() override;
    Question leaveQuestion() const override;

private:
    /// A text of the draft with its field.
    struct Field
    {
        QString name; ///< API spelling
        FormRow row;
        QString *(*text)(CustomerDraft &draft);
    };

    void buildPerson();
    void buildAddress();
    void add(QBoxLayout *column, const QString &caption, const QString &name,
             QString *(*text)(CustomerDraft &draft));
    void load();
    void store();
    void refresh();

    CustomerEditor &m_editor;
    QList<Field> m_fields;
};
