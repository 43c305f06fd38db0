#include "ui/widgets/cardfieldaccessible.h"

#include "ui/widgets/cardfield.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace {

class CardFieldAccessible final : public QAccessibleWidget
{
public:
    explicit CardFieldAccessible(CardField *field)
        : QAccessibleWidget(field, QAccessible::EditableText)
        , m_field(field)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_field->maskedText() : QAccessibleWidget::text(kind);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.editable = true;
        state.passwordEdit = true; // readers then do not echo the keys
        return state;
    }

private:
    CardField *m_field;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *field = qobject_cast<CardField *>(object);
    return field ? new CardFieldAccessible(field) : nullptr;
}

} // namespace

void installCardFieldAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed);
}

void tellCardFieldChanged(CardField *field)
{
    QAccessibleValueChangeEvent event(field, field->maskedText());
    QAccessible::updateAccessibility(&event);
}
