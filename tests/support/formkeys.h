#pragma once

#include "ui/widgets/prompts.h"

#include <QApplication>
#include <QDialog>
#include <QTest>

/// Answers as the test says and keeps what was asked.
class FakePrompts final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answered) override
    {
        asked.append(question.title);
        answered(answer);
    }

    bool answer = false;
    QStringList asked;
};

/// With plain blanks instead of no-break ones.
inline QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

/// Counts the keys a task takes.
class Keyboard
{
public:
    void type(const QString &text)
    {
        for (const QChar c : text)
            press(Qt::Key(0), Qt::NoModifier, c);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, QChar text = {})
    {
        QWidget *target = QApplication::focusWidget();
        QVERIFY(target);
        ++count;
        if (text.isNull())
            QTest::keyClick(target, key, modifiers);
        else
            QTest::keyClick(target, text.toLatin1(), modifiers);
    }

    int count = 0;
};

/// Opens it and waits until keys reach it.
inline void open(QDialog &dialog)
{
    dialog.open();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
}

/// By object name.
template <class Widget>
Widget *child(const QDialog &dialog, const QString &name)
{
    return dialog.findChild<Widget *>(name);
}
