#pragma once

#include "models/routingruledraft.h"
#include "services/domain/processoraccount.h"

#include <QDialog>

class ProblemLabel;
class QComboBox;
class QLineEdit;
class QVBoxLayout;

/// Makes or changes one routing rule: its name, what must hold, and where payments then go.
class RoutingRuleDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `keptSelection` is how the rule's present accounts are named where they are several.
    RoutingRuleDialog(const RoutingRule &rule, const QList<ProcessorAccount> &accounts,
                      const QString &keptSelection, QWidget *parent);

signals:
    /// The form is whole and was kept.
    void kept(const RoutingRule &rule);

private:
    struct Line
    {
        QWidget *row = nullptr;
        QComboBox *key = nullptr;
        QLineEdit *metadataKey = nullptr;
        QComboBox *comparison = nullptr;
        QLineEdit *value = nullptr;
        ProblemLabel *problem = nullptr;
    };

    void buildConditions(QVBoxLayout *column);
    void buildAccounts(QVBoxLayout *column, const QList<ProcessorAccount> &accounts,
                       const QString &keptSelection);
    void buildButtons(QVBoxLayout *column);
    void addLine(const ConditionDraft &draft);
    void offerComparisons(const Line &line, RoutingComparison wanted);
    ConditionDraft draftOf(const Line &line) const;
    void keep();

    RoutingRule m_rule;
    QLineEdit *m_name = nullptr;
    ProblemLabel *m_nameProblem = nullptr;
    QVBoxLayout *m_lineColumn = nullptr;
    QList<Line> m_lines; ///< empty for a rule whose conditions this form cannot show
    bool m_showsLines = false;
    QComboBox *m_account = nullptr;
};
