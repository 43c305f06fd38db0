#include "ui/disputes/disputepanel.h"

#include "ui/widgets/factgrid.h"
#include "ui/widgets/primarybutton.h"
#include "ui/widgets/prompts.h"
#include "ui/widgets/statuschip.h"
#include "ui/widgets/textsize.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 16;
constexpr int kTextLines = 4;
constexpr int kEvidenceLines = 4;

QLabel *makeLabel(QWidget *parent, const QString &name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void fillKinds(QComboBox *box, const QStringList &kinds)
{
    for (const QString &kind : kinds)
        box->addItem(DisputeText::evidenceKind(kind), kind);
    // The words are long, and the panel is not.
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
}

int heightOf(const QWidget *widget, int lines)
{
    return widget->fontMetrics().lineSpacing() * lines + 12;
}

} // namespace

DisputePanel::DisputePanel(DisputeModel &model, Prompts &prompts, FileChooser chooseFile,
                           QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_prompts(prompts)
    , m_chooseFile(std::move(chooseFile))
{
    setObjectName(u"disputePanel"_s);
    build();
    connect(&m_model, &DisputeModel::changed, this, &DisputePanel::showView);
    showView();
}

void DisputePanel::build()
{
    auto *area = new QScrollArea(this);
    area->setObjectName(u"disputeArea"_s);
    area->setAccessibleName(tr("The chosen dispute"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *inside = new QWidget(area);
    m_title = makeLabel(inside, u"disputeTitle"_s);
    m_chip = new StatusChip(inside);
    m_meaning = makeLabel(inside, u"disputeMeaning"_s);
    m_facts = new QWidget(inside);
    m_gathered = makeLabel(inside, u"disputeGathered"_s);
    m_evidence = new QListWidget(inside);
    m_evidence->setObjectName(u"disputeEvidence"_s);
    m_evidence->setAccessibleName(tr("Evidence gathered so far"));
    m_evidence->setFixedHeight(heightOf(m_evidence, kEvidenceLines));
    m_remove = new QPushButton(tr("Take the chosen one away"), inside);
    m_remove->setObjectName(u"removeEvidence"_s);
    m_adding = new QWidget(inside);
    auto *adding = new QVBoxLayout(m_adding);
    adding->setContentsMargins(0, 0, 0, 0);
    adding->addWidget(makeText());
    adding->addWidget(makeFile());
    m_submit = new PrimaryButton(inside);
    m_submit->setObjectName(u"submitEvidence"_s);
    m_submit->setText(tr("Submit evidence"));
    m_accept = new QPushButton(tr("Accept the loss…"), inside);
    m_accept->setObjectName(u"acceptDispute"_s);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(8);
    for (QWidget *part :
         {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_chip),
          static_cast<QWidget *>(m_meaning), m_facts, static_cast<QWidget *>(m_gathered),
          static_cast<QWidget *>(m_evidence), static_cast<QWidget *>(m_remove), m_adding,
          static_cast<QWidget *>(m_submit), static_cast<QWidget *>(m_accept)})
        column->addWidget(part);
    column->addStretch(1);
    area->setWidget(inside);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(area);
    connect(m_remove, &QPushButton::clicked, this, &DisputePanel::removeCurrent);
    connect(m_submit, &QPushButton::clicked, &m_model, &DisputeModel::submit);
    connect(m_accept, &QPushButton::clicked, this, &DisputePanel::askToAccept);
    connect(m_evidence, &QListWidget::currentRowChanged, this, &DisputePanel::enableButtons);
}

QWidget *DisputePanel::makeText()
{
    auto *box = new QWidget(m_adding);
    m_textKind = new QComboBox(box);
    m_textKind->setObjectName(u"evidenceTextKind"_s);
    m_textKind->setAccessibleName(tr("What the text is"));
    fillKinds(m_textKind, DisputeText::textKinds());
    m_text = new QPlainTextEdit(box);
    m_text->setObjectName(u"evidenceText"_s);
    m_text->setAccessibleName(tr("Text of the evidence"));
    m_text->setPlaceholderText(tr("What happened, in your own words"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(heightOf(m_text, kTextLines));
    m_keep = new QPushButton(tr("Keep the text"), box);
    m_keep->setObjectName(u"keepEvidence"_s);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_textKind);
    column->addWidget(m_text);
    column->addWidget(m_keep);
    connect(m_keep, &QPushButton::clicked, this, &DisputePanel::keepText);
    connect(m_text, &QPlainTextEdit::textChanged, this, &DisputePanel::enableButtons);
    return box;
}

QWidget *DisputePanel::makeFile()
{
    auto *box = new QWidget(m_adding);
    m_fileKind = new QComboBox(box);
    m_fileKind->setObjectName(u"evidenceFileKind"_s);
    m_fileKind->setAccessibleName(tr("What the file is"));
    fillKinds(m_fileKind, DisputeText::fileKinds());
    m_attach = new QPushButton(tr("Attach a file…"), box);
    m_attach->setObjectName(u"attachEvidence"_s);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_fileKind);
    column->addWidget(m_attach);
    connect(m_attach, &QPushButton::clicked, this, &DisputePanel::chooseFile);
    return box;
}

void DisputePanel::showView()
{
    const auto &view = m_model.view();
    const bool isThere = view.has_value();
    m_title->setText(isThere ? m_model.amount() : tr("Choose a dispute to see it here."));
    m_title->setFont(isThere ? largerFont(font()) : font());
    for (QWidget *part : {static_cast<QWidget *>(m_chip), static_cast<QWidget *>(m_meaning),
                          m_facts, static_cast<QWidget *>(m_gathered)})
        part->setVisible(isThere);
    const bool isOpen = isThere && mayAnswer(view->dispute);
    m_evidence->setVisible(isThere && (isOpen || !view->evidence.isEmpty()));
    for (QWidget *part : {static_cast<QWidget *>(m_remove), m_adding,
                          static_cast<QWidget *>(m_submit), static_cast<QWidget *>(m_accept)})
        part->setVisible(isOpen);
    if (!isThere)
        return enableButtons();
    const Dispute &dispute = view->dispute;
    m_chip->setLook(DisputeText::look(dispute), DisputeText::state(dispute),
                    DisputeText::meaning(dispute));
    m_meaning->setText(DisputeText::meaning(dispute));
    showFactGrid(m_facts, m_model.facts());
    showEvidence();
    if (m_shown != dispute.id)
        m_text->clear(); // it was about another one
    m_shown = dispute.id;
    enableButtons();
}

void DisputePanel::enableButtons()
{
    const auto &view = m_model.view();
    const bool mayChange = m_model.mayChange();
    m_adding->setEnabled(mayChange);
    m_accept->setEnabled(mayChange);
    m_submit->setEnabled(mayChange && view && !view->evidence.isEmpty());
    m_remove->setEnabled(mayChange && m_evidence->currentRow() >= 0);
    m_keep->setEnabled(mayChange && !m_text->toPlainText().trimmed().isEmpty());
}

void DisputePanel::showEvidence()
{
    const QList<DisputeEvidence> &pieces = m_model.view()->evidence;
    m_gathered->setText(pieces.isEmpty() ? tr("No evidence yet") : tr("Evidence"));
    QStringList lines;
    for (const DisputeEvidence &piece : pieces) {
        const QString kind = DisputeText::evidenceKind(piece.kind);
        //: kind of evidence, then its text or the name of its file
        lines.append(tr("%1: %2").arg(kind, piece.size > 0 ? piece.fileName : piece.text));
    }
    bool isSame = lines.size() == m_evidence->count();
    for (int i = 0; isSame && i < m_evidence->count(); ++i)
        isSame = m_evidence->item(i)->text() == lines.at(i);
    if (isSame)
        return;
    const QSignalBlocker blocker(m_evidence);
    m_evidence->clear();
    m_evidence->addItems(lines);
}

void DisputePanel::keepText()
{
    m_model.attachText(m_textKind->currentData().toString(), m_text->toPlainText());
    m_text->clear();
}

void DisputePanel::chooseFile()
{
    m_chooseFile(this, [this](const QString &path) {
        m_model.attachFile(m_fileKind->currentData().toString(), path);
    });
}

void DisputePanel::removeCurrent()
{
    const int row = m_evidence->currentRow();
    if (m_model.view() && row >= 0 && row < m_model.view()->evidence.size())
        m_model.remove(m_model.view()->evidence.at(row).id);
}

void DisputePanel::askToAccept()
{
    Question question;
    question.name = u"acceptQuestion"_s;
    question.title = tr("Give %1 up?").arg(m_model.amount());
    question.explanation = tr("The money goes back to the cardholder. Nothing brings it back.");
    question.yes = tr("Accept the loss");
    question.no = tr("Go on with the dispute");
    m_prompts.ask(this, question, [this](bool yes) {
        if (yes)
            m_model.accept();
    });
}
