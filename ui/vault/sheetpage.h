#pragma once

#include <QStringList>
#include <QWidget>

class ProblemLabel;
class QLabel;
class QLineEdit;
class QPushButton;

/// A recovery sheet, shown this once: to be written down or saved as a page to print. Goes on when
/// a part of it was typed from the paper.
class SheetPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SheetPage(QWidget *parent);

    /// askedLine (from 0) is the one whose beginning is to be typed.
    void setSheet(const QString &sheet, int askedLine);
    bool hasSheet() const { return !m_lines.isEmpty(); }
    QStringList lines() const { return m_lines; }
    /// Whether what was typed is what the paper says; marks it when not.
    bool check();
    /// Nothing of it stays.
    void clear();
    /// Tells that it was saved there.
    void showSaved(const QString &path);
    void showNotSaved(const QString &path);

signals:
    void saveRequested();

private:
    QStringList m_lines;
    int m_asked = 0;
    QLabel *m_text = nullptr;
    QLabel *m_saved = nullptr;
    QPushButton *m_save = nullptr;
    QLabel *m_question = nullptr;
    QLineEdit *m_typed = nullptr;
    ProblemLabel *m_problem = nullptr;
};
