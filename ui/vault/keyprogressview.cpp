#include "ui/vault/keyprogressview.h"

#include "models/displaytext.h"
#include "models/errortext.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

KeyProgressView::KeyProgressView(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"keyProgress"_s);
    m_text = new QLabel(this);
    m_text->setObjectName(u"keyProgressText"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_bar = new QProgressBar(this);
    m_bar->setAccessibleName(tr("Stored cards moved to the new key"));
    m_bar->setTextVisible(false);
    m_pause = new QPushButton(this);
    m_pause->setObjectName(u"pauseKeyChange"_s);
    m_pause->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(8);
    column->addWidget(m_text);
    column->addWidget(m_bar);
    column->addWidget(m_pause, 0, Qt::AlignLeft);
    connect(m_pause, &QPushButton::clicked, this, [this] { emit pauseAsked(m_progress.isMoving); });
    setProgress({});
}

QString KeyProgressView::words(const VaultKeyProgress &progress) const
{
    const QString left = DisplayText::count(progress.left, locale());
    if (progress.isMoving)
        //: %1 is a number of stored cards and keys
        return tr("The key was changed. Stored records are being moved to it: %1 left.").arg(left);
    if (progress.problem != Error())
        //: %1 is a number, %2 says what went wrong, a whole sentence
        return tr("The key was changed. %1 stored records are still under the old key; moving them "
                  "stopped. %2")
            .arg(left, errorText(progress.problem, {}).what);
    if (progress.damaged > 0 && progress.damaged == progress.left)
        return tr("The key was changed. %1 stored records are damaged and could not be moved; they "
                  "stay as they are.")
            .arg(left);
    if (progress.left > 0)
        return tr("The key was changed. %1 stored records are still under the old key.").arg(left);
    if (progress.moved > 0)
        return tr("The key was changed, and everything stored is under the new one.");
    return {};
}

void KeyProgressView::setProgress(const VaultKeyProgress &progress)
{
    m_progress = progress;
    const QString text = words(progress);
    m_text->setText(text);
    const qint64 all = qMax<qint64>(1, progress.moved + progress.left);
    m_bar->setRange(0, 1000);
    m_bar->setValue(static_cast<int>(progress.moved * 1000 / all));
    m_bar->setVisible(progress.left > 0);
    m_pause->setVisible(progress.left > 0 && (progress.isMoving || progress.damaged == 0));
    m_pause->setText(progress.isMoving ? tr("Stop for now") : tr("Go on"));
    setVisible(!text.isEmpty());
}
