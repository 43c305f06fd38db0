#pragma once

#include "models/displaytext.h"
#include "models/errortext.h"
#include "services/domain/disputecase.h"

#include <QCoreApplication>

/// A dispute in words. Pure.
class DisputeText
{
    Q_DECLARE_TR_FUNCTIONS(DisputeText)

public:
    static QString stage(DisputeStage stage);
    /// What an answer on its way stands before everything else.
    static QString state(const Dispute &dispute);
    /// One sentence on where the money is and what may be done.
    static QString meaning(const Dispute &dispute);
    static StatusLook look(const Dispute &dispute);
    static QString evidenceKind(const QString &kind);
    /// Kinds that a person may choose from, as the processor names them.
    static QStringList textKinds();
    static QStringList fileKinds();
    /// "fraudulent" as "Fraudulent".
    static QString reason(const QString &reason);
    /// Why something could not be done, in four parts.
    static ErrorText problem(const Error &error, const Dispute &dispute);
};
