#pragma once

#include <QLabel>

/// Marks a field as wrong, or as right again when the text is empty: by its border, and by its
/// description for screen readers.
void markProblem(QWidget *field, const QString &problem);

/// What is wrong with the field above it. Takes no room while nothing is.
class ProblemLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ProblemLabel(QWidget *parent);

    /// Not virtual in QLabel: call it through this class.
    void setText(const QString &problem);

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();

    bool m_colouring = false;
};
