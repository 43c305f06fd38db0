#pragma once

#include "services/core/securebytes.h"

#include <QWidget>

class ProblemLabel;
class QLabel;
class SecretField;

/// Where a passphrase is typed once, or twice where a typing mistake would lock somebody out.
class PassphraseFields final : public QWidget
{
    Q_OBJECT

public:
    PassphraseFields(const QString &caption, QWidget *parent);

    /// With a second field that has to say the same; a new passphrase has at least 12 characters.
    void setNew(bool isNew);
    /// Whether it can be used; marks the field that is wrong.
    bool check();
    /// What was typed, once.
    SecretBytes take();
    void clear();
    bool isEmpty() const;

signals:
    void edited();

private:
    void clearProblems();

    SecretField *m_first = nullptr;
    SecretField *m_second = nullptr;
    QLabel *m_again = nullptr;
    ProblemLabel *m_problem = nullptr;
    ProblemLabel *m_repeatProblem = nullptr;
    bool m_isNew = false;
};
