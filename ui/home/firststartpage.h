#pragma once

#include "models/errortext.h"
#include "ui/home/filechooser.h"
#include "ui/widgets/prompts.h"

#include <QScrollArea>

class ChoiceCard;
class MessageBar;
class QBoxLayout;
class QLabel;
class QProgressBar;

/// What somebody sees who has no payments yet: three ways to begin, each one click away. While
/// sample data are made it says how far that is, and when it fails what to do.
class FirstStartPage final : public QScrollArea
{
    Q_OBJECT

public:
    explicit FirstStartPage(QWidget *parent, FileChooser chooseFile = dialogFileChooser(),
                            Prompts &prompts = messageBoxPrompts());

public slots:
    /// Back to the three cards.
    void showChoices();
    /// Sample data are being made; 0 of 0 before the number is known.
    void showProgress(int done, int total);
    /// The payments are there; the test bank is still starting.
    void showStartingBank();
    /// The cards again, with what went wrong above them.
    void showError(const ErrorText &error);

signals:
    void sampleDataRequested();
    /// A file of one's own is wanted, with an account at a processor.
    void connectRequested(bool testMode);
    void openFileRequested(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHeading(QWidget *parent);
    QWidget *makeCards(QWidget *parent);
    QWidget *makeProgress(QWidget *parent);
    void arrangeCards();
    void askWhatFor();

    FileChooser m_chooseFile;
    Prompts &m_prompts;
    QBoxLayout *m_cardLayout = nullptr;
    QWidget *m_cards = nullptr;
    ChoiceCard *m_sample = nullptr;
    ChoiceCard *m_connect = nullptr;
    ChoiceCard *m_open = nullptr;
    QWidget *m_progress = nullptr;
    QLabel *m_progressWords = nullptr;
    QProgressBar *m_bar = nullptr;
    MessageBar *m_problem = nullptr;
};
