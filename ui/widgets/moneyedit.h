#pragma once

#include "services/domain/money.h"

#include <QLocale>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class ProblemLabel;

/// An amount of one currency, typed in the locale's notation, with the currency beside it and what
/// is wrong below it.
class MoneyEdit final : public QWidget
{
    Q_OBJECT

public:
    MoneyEdit(Currency currency, QWidget *parent);

    Currency currency() const { return m_currency; }
    /// Reads what is typed again in the new currency.
    void setCurrency(Currency currency);
    /// Nothing while it is empty or cannot be read.
    std::optional<Money> value() const { return m_value; }
    void setValue(const Money &amount);
    bool isEmpty() const;
    void clear();
    /// Shows this under the field; an empty text shows what is wrong with what is typed, if
    /// anything. Kept until the next key.
    void showProblem(const QString &problem);
    QString problem() const;
    QLineEdit *lineEdit() const { return m_edit; }
    /// Whether the code stands beside the field; not needed where the currency is chosen next to
    /// it.
    void setCodeVisible(bool visible);
    /// The accessible name of the field, such as "Amount".
    void setFieldName(const QString &name);

signals:
    void valueChanged(const Money &amount);
    /// It is empty or cannot be read any more.
    void valueLost();

private:
    void read();
    void mark(const QString &problem);

    Currency m_currency;
    std::optional<Money> m_value;
    QLineEdit *m_edit = nullptr;
    QLabel *m_code = nullptr;
    ProblemLabel *m_problem = nullptr;
};
